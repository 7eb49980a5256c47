"""From the roles of a request to subjects with every key their registers use. Runs inside a `ledger` block."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from sebayu.core.exchange import perms
from sebayu.core.exchange.errors import BadValue, ReadRefused, SubjectUnknown
from sebayu.core.exchange.types import SubjectRef
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.registry.models import Business, Enrolment, Household, LandObject, Person
from sebayu.core.services.model import ANSWERS, REQUESTER, Service

DIGITS = {"nik": 16, "kk_number": 16, "nib": 13, "nop": 18, "nisn": 10}
HOLDINGS: Mapping[str, tuple[type[Business | LandObject | Enrolment], str, str]] = {
    "business": (Business, "nib", "owner"),
    "land": (LandObject, "nop", "owner"),
    "student": (Enrolment, "nisn", "person"),
}


# What of a person decides who is asked about and who may ask; values come from sources, not from here.
_KNOWN_BY = ("nik", "area_code", "household__kk_number", "household__area_code")


@dataclass
class Subjects:
    """Who and what a request is about: by root of the fact paths, ready to be asked for."""

    refs: dict[str, SubjectRef] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    own_roots: list[str] = field(default_factory=list)
    person_ids: set[UUID] = field(default_factory=set)

    def add(self, root: str, ref: SubjectRef, *, own: bool) -> None:
        self.refs[root], self.kinds[root] = ref, ref.kind
        if own:
            self.own_roots.append(root)


def resolve(
    service: Service, roles: Mapping[str, SubjectRef], paths: Iterable[str], *, by: Actor, purpose: Purpose
) -> Subjects:
    """Complete the keys of every subject and check that this actor may have them gathered.

    Raises SubjectUnknown for an id we do not have, BadValue for a number that cannot be one, ReadRefused for a stranger.
    """
    given = _named(service, roles, by)
    found, people = Subjects(), _people(given, by)
    me = people.get(by.subject_id) if by.subject_id else None
    for root, ref in given.items():
        if ref.kind == "person":
            _add_person(found, root, ref, people, by, me)
        elif ref.kind == "household":
            _add_household(found, root, ref, me)
        else:
            _add_holding(found, root, ref, by, me)
    _check(found, service, given, people, by=by, purpose=purpose, me=me)
    roots = {path.split(".", 1)[0] for path in paths}
    found.kinds |= {root: kind for root in roots if (kind := service.kind_of(root))}
    main = found.refs.get(service.subject)
    if "household" in roots and "household" not in found.refs and main and main.kind == "person":
        _add_home(found, main, people, own=service.subject in found.own_roots)
    return found


def _named(service: Service, roles: Mapping[str, SubjectRef], by: Actor) -> dict[str, SubjectRef]:
    """The roles the service knows; the main subject may also be called `subject`, and the requester may be left out."""
    given: dict[str, SubjectRef] = {}
    for name, ref in roles.items():
        root = service.subject if name == "subject" else name
        if root == ANSWERS or service.kind_of(root) != ref.kind:
            raise SubjectUnknown
        for key, value in ref.keys.items():
            if not re.fullmatch(rf"[0-9]{{{DIGITS.get(key, 0)}}}", value or ""):
                raise BadValue(_("nomor yang diisikan"))
        given[root] = ref
    if service.subject not in given:
        raise SubjectUnknown
    if by.subject_id and REQUESTER not in given and by.kind in perms.CITIZENS:
        given[REQUESTER] = SubjectRef("person", by.subject_id)
    return given


def _people(given: Mapping[str, SubjectRef], by: Actor) -> dict[UUID | str, Person]:
    refs = [ref for ref in given.values() if ref.kind == "person"]
    ids = {ref.id for ref in refs if ref.id} | ({by.subject_id} if by.subject_id else set())
    niks = {ref.key("nik") for ref in refs if not ref.id and ref.key("nik")}
    rows = Person.objects.filter(Q(pk__in=ids) | Q(nik__in=niks)).select_related("household").only(*_KNOWN_BY)
    people: dict[UUID | str, Person] = {}
    for row in rows:
        people[row.pk] = row
        if row.nik:
            people[row.nik] = row
    return people


def _add_person(
    found: Subjects, root: str, ref: SubjectRef, people: Mapping, by: Actor, me: Person | None
) -> None:
    row = people.get(ref.id or ref.key("nik"))
    if row is None:
        if ref.id or not ref.key("nik"):
            raise SubjectUnknown
        return found.add(root, ref, own=False)
    keys = {"nik": row.nik, "kk_number": row.household.kk_number if row.household else None}
    found.person_ids.add(row.pk)
    own = row.pk == by.subject_id or _same_home(row.household_id, me)
    return found.add(root, SubjectRef("person", row.pk, {k: v for k, v in keys.items() if v}), own=own)


def _add_household(found: Subjects, root: str, ref: SubjectRef, me: Person | None) -> None:
    row = None
    if ref.id:
        row = Household.objects.filter(pk=ref.id).select_related("head").first()
        if row is None:
            raise SubjectUnknown
        keys = {"kk_number": row.kk_number, "nik": row.head.nik if row.head else None}
        ref = SubjectRef("household", row.pk, {k: v for k, v in keys.items() if v})
    found.add(root, ref, own=row is not None and _same_home(row.pk, me))


def _add_holding(found: Subjects, root: str, ref: SubjectRef, by: Actor, me: Person | None) -> None:
    """A business, a piece of land or an enrolment: with its own number, and its owner's NIK as a second key."""
    model, key, owner_field = HOLDINGS[ref.kind]
    lookup = Q(pk=ref.id) if ref.id else Q(**{key: ref.key(key)}) if ref.key(key) else None
    row = model.objects.filter(lookup).select_related(owner_field).first() if lookup else None
    if row is None:
        if ref.id:
            raise SubjectUnknown
        return found.add(root, ref, own=False)
    owner = getattr(row, owner_field)
    keys = {key: getattr(row, key), "nik": owner.nik if owner else None}
    if owner:
        found.person_ids.add(owner.pk)
    own = owner is not None and (owner.pk == by.subject_id or _same_home(owner.household_id, me))
    return found.add(root, SubjectRef(ref.kind, row.pk, {k: v for k, v in keys.items() if v}), own=own)


def _add_home(found: Subjects, main: SubjectRef, people: Mapping, *, own: bool) -> None:
    row = people.get(main.id) if main.id else None
    keys = {k: v for k, v in main.keys.items() if k in {"nik", "kk_number"}}
    found.add("household", SubjectRef("household", row.household_id if row else None, keys), own=own)


def _same_home(household_id: UUID | None, me: Person | None) -> bool:
    return household_id is not None and me is not None and me.household_id == household_id


def _check(
    found: Subjects,
    service: Service,
    given: Mapping[str, SubjectRef],
    people: Mapping,
    *,
    by: Actor,
    purpose: Purpose,
    me: Person | None,
) -> None:
    main = found.refs[service.subject]
    row = people.get(main.id) if main.kind == "person" and main.id else None
    allowed = perms.may_gather(
        by,
        purpose,
        who=service.requester,
        area_code=(row.area_code or (row.household.area_code if row.household else "")) if row else None,
        is_own=service.subject in found.own_roots,
        is_self=row is not None and row.pk == by.subject_id,
    )
    if not allowed:
        raise ReadRefused
