"""Answering from our own tables. Runs inside the caller's `ledger` block; never in a thread of its own."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sebayu.core.exchange.errors import SourceRefused
from sebayu.core.exchange.sources.registry import mapping
from sebayu.core.exchange.types import VALUE, Answer, Problem, Reading, SubjectRef
from sebayu.core.registry.models import Household, Person

KEYS = {
    "person": ("nik",),
    "household": ("kk_number", "nik"),
    "business": ("nib",),
    "land": ("nop",),
    "student": ("nisn", "nik"),
}
JOINS = {"person": ("household",), "household": ("head",)}


class RegistrySource:
    name: ClassVar[str] = "registry"
    label: ClassVar[Any] = _("Register daerah")
    paths: ClassVar[frozenset[str]] = mapping.PATHS
    modes: ClassVar[frozenset[str]] = frozenset({VALUE})
    local: ClassVar[bool] = True
    needs_agreement: ClassVar[bool] = False

    def can_ask(self, ref: SubjectRef) -> bool:
        return ref.kind in KEYS and (ref.id is not None or bool(ref.key(*KEYS[ref.kind])))

    def fetch(self, ref: SubjectRef, elements: Iterable[str], *, timeout: float = 0) -> Answer:
        """One query for the row, one more for a family when a list is wanted. No row is an answer: we do not know them."""
        wanted = set(elements)
        row = self._row(ref)
        if row is None:
            return Answer(found=False)
        readers = mapping.READERS[ref.kind]
        found = {path: readers[path](row) for path in wanted if path in readers}
        if ref.kind == "person":
            found |= _family(row, wanted & mapping.RELATED)
        if ref.kind == "household":
            found |= _members(row, wanted & mapping.MEMBERS)
        return Answer(True, {path: Reading(value) for path, value in found.items()}, as_of=row.updated_at)

    def verify(self, ref: SubjectRef, claims: Mapping[str, Any], *, timeout: float = 0) -> Answer:
        raise SourceRefused(str(self.label), "our own register answers values")

    def health(self) -> list[Problem]:
        return []

    def _row(self, ref: SubjectRef) -> Any:
        rows: QuerySet = mapping.MODELS[ref.kind].objects.select_related(*JOINS.get(ref.kind, ()))
        if ref.id is not None:
            return rows.filter(pk=ref.id).first()
        if ref.kind == "household" and not ref.key("kk_number"):
            return rows.filter(members__nik=ref.key("nik")).first()
        if ref.kind == "student":
            number = ref.key("nisn")
            rows = rows.filter(nisn=number) if number else rows.filter(person__nik=ref.key("nik"))
            return rows.order_by("-since").first()
        field = KEYS[ref.kind][0]
        return rows.filter(**{field: ref.key(field)}).first()


def _members(household: Household, wanted: set[str]) -> dict[str, Any]:
    if not wanted:
        return {}
    people = list(
        Person.objects.filter(household=household, alive=True, moved_out_at=None).order_by("birth_date", "id")
    )
    people.sort(key=lambda p: p.family_relation != "head")
    values = {"household.members": [mapping.member(p) for p in people], "household.size": len(people)}
    return {path: values[path] for path in wanted}


def _family(person: Person, wanted: set[str]) -> dict[str, Any]:
    """Spouse and children as the register links them: by the family card, and by the parents' NIK."""
    if not wanted:
        return {}
    links = Q(father_nik=person.nik) | Q(mother_nik=person.nik) if person.nik else Q(pk=None)
    if person.household_id:
        links |= Q(household=person.household_id, family_relation__in=["head", "husband", "wife"])
    if person.father_nik or person.mother_nik:
        links |= Q(nik__in=[n for n in (person.father_nik, person.mother_nik) if n])
    people = list(
        Person.objects.filter(links)
        .exclude(pk=person.pk)
        .select_related("household")
        .order_by("birth_date", "id")
    )
    spouse = _spouse(person, people)
    children = [p for p in people if person.nik and person.nik in (p.father_nik, p.mother_nik)]
    values = {
        "person.spouse_nik": spouse.nik if spouse else None,
        "person.spouse_name": spouse.name if spouse else None,
        "person.children": [mapping.relative(p, "child") for p in children],
        "person.heirs": _heirs(person, spouse, children, people),
    }
    return {path: values[path] for path in wanted}


def _spouse(person: Person, people: list[Person]) -> Person | None:
    """Only when the card leaves no doubt: head and exactly one husband or wife."""
    partners = {"head": {"husband", "wife"}, "husband": {"head"}, "wife": {"head"}}.get(
        person.family_relation, set()
    )
    found = [p for p in people if p.household_id == person.household_id and p.family_relation in partners]
    return found[0] if len(found) == 1 and person.household_id else None


def _heirs(person: Person, spouse: Person | None, children: list[Person], people: list[Person]) -> list[dict]:
    """Those whom the register shows as closest family. Who inherits is for the heirs and the law to say, not for us."""
    closest = [mapping.relative(spouse, "spouse")] if spouse and spouse.alive else []
    closest += [mapping.relative(child, "child") for child in children if child.alive]
    if not children:
        parents = [p for p in people if p.nik and p.nik in (person.father_nik, person.mother_nik) and p.alive]
        closest += [mapping.relative(parent, "parent") for parent in parents]
    return closest
