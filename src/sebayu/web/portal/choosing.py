"""Whom a request is about: the people and things a citizen may pick, without typing what the registers know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from rapidfuzz.fuzz import token_sort_ratio

from sebayu.core import rules
from sebayu.core.exchange.models import Evidence
from sebayu.core.exchange.sources.registry.mapping import PERSON
from sebayu.core.exchange.types import SubjectRef
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import reading
from sebayu.core.registry.models import Business, Enrolment, LandObject, Person
from sebayu.core.services import Service
from sebayu.core.services.model import Role
from sebayu.web.portal.forms import Choices, RoleForm

SUBJECT = "subject"
UNLISTED = "unlisted"
ALIKE = 85  # of 100: a slip of the finger or a missing title, not another name
# What belongs to the citizen, or for a pupil to the household; and how each is called in a list.
HOLDINGS: Mapping[str, tuple[type[Model], str, Callable[[Any], str]]] = {
    "business": (Business, "owner_id", lambda row: row.name),
    "land": (LandObject, "owner_id", lambda row: row.address or row.nop),
    "student": (Enrolment, "person_id", lambda row: f"{row.person.name}, {row.school_name}"),
}


@dataclass
class Chooser:
    """What may be picked for each role; `members` also serves questions that ask for a member of the family."""

    service: Service
    actor: Actor
    members: Choices = ()
    options: dict[str, Choices | None] = field(default_factory=dict)

    @property
    def is_needed(self) -> bool:
        return bool(self.options)

    @property
    def is_choice(self) -> bool:
        """Whether there is anything to pick: nothing is asked where no register knows a business."""
        return any(people is None or len(people) > 1 for people in self.options.values())

    def form(self, data: Any = None) -> RoleForm:
        shown = {name: p for name, p in self.options.items() if p or p is None or not self._is_holding(name)}
        form = RoleForm(
            {name: (self._label(name), p, self._optional(name)) for name, p in shown.items()}, data
        )
        for name, people in shown.items():
            if people:
                known = [value for value, _label in people if value != UNLISTED]
                mine = str(self.actor.subject_id) if name == SUBJECT else ""
                form.initial[f"role_{name}"] = (
                    mine if mine in known else known[0] if len(known) == 1 else None
                )
        return form

    def _label(self, name: str) -> str:
        return _("Surat ini untuk siapa?") if name == SUBJECT else self.service.roles[name].label

    def _optional(self, name: str) -> bool:
        return name != SUBJECT and self.service.roles[name].optional

    def defaults(self) -> dict[str, SubjectRef] | None:
        """The roles when nothing has to be picked: oneself, and whatever there is only one of. None: somebody must be picked.

        A business or piece of land that no register knows is no reason to stop: its facts become an officer's questions.
        """
        refs = {self.service.subject: self._self()}
        for name, people in self.options.items():
            kind, root = self._place(name)
            if (name == SUBJECT and kind == "person") or self._optional(name):
                continue
            known = [value for value, _label in people or () if value != UNLISTED]
            if len(known) == 1:
                refs[root] = SubjectRef(kind, UUID(known[0]))
            elif not known and self._is_holding(name):
                refs[root] = SubjectRef(kind)
            else:
                return None
        return refs

    def _is_holding(self, name: str) -> bool:
        return self._place(name)[0] in HOLDINGS

    def doubtful(self, form: RoleForm, known: Mapping[str, Any]) -> set[str]:
        """Outsiders whose name in the register is not the name that was typed: their facts are not used, an officer asks.

        Who knows a number only must not get a letter full of somebody's data; and is not told that the number exists.
        """
        wrong = set()
        for name, people in self.options.items():
            written = known.get(f"{name}.name")
            if people is None and written and form.is_valid():
                typed = form.cleaned_data.get(f"role_{name}_name", "")
                if token_sort_ratio(typed.casefold(), str(written).casefold()) < ALIKE:
                    wrong.add(name)
        return wrong

    def differs(self, form: RoleForm, evidence: Evidence) -> bool:
        """Whether somebody else is picked now than the page was shown for: nobody may be asked for unseen."""
        if not self.is_needed or not form.is_valid():
            return False
        for root, ref in self.picked(form).items():
            shown = evidence.ref(root)
            if shown and (ref.id or shown.id) and ref.id != shown.id and not ref.key("nik"):
                return True
            if shown and ref.key("nik") != (shown.key("nik") if ref.key("nik") else ""):
                return True
        return False

    def _place(self, name: str) -> tuple[str, str]:
        """The kind of a role and the first word of its facts' paths."""
        if name == SUBJECT:
            return self.service.subject, self.service.subject
        return self.service.roles[name].kind, name

    def _self(self) -> SubjectRef:
        if self.service.subject == "person":
            return SubjectRef("person", self.actor.subject_id)
        return SubjectRef(self.service.subject)

    def picked(self, form: RoleForm) -> dict[str, SubjectRef]:
        """The roles of a valid form."""
        refs = {self.service.subject: self._self()}
        for name, people in self.options.items():
            kind, root = self._place(name)
            if people is None:
                if nik := form.cleaned_data.get(f"role_{name}_nik"):
                    refs[root] = SubjectRef(kind, None, {"nik": nik})
            elif chosen := form.cleaned_data.get(f"role_{name}"):
                refs[root] = SubjectRef(kind) if chosen == UNLISTED else SubjectRef(kind, UUID(chosen))
            elif people == [] and kind in HOLDINGS:
                refs[root] = SubjectRef(kind)
        return refs


def chooser(service: Service, actor: Actor, purpose: Purpose) -> Chooser:
    """One read of the family card, entered like any other, and only when the service needs somebody to be picked."""
    found = Chooser(service, actor)
    wants_members = any(ask.kind in {"member", "person"} for ask in service.asks.values())
    about_others = service.subject == "person" and service.requester in {"household", "anyone"}
    if not (service.roles or wants_members or about_others or service.subject in HOLDINGS):
        return found
    facts = ["person.name", "person.family_relation"]
    with reading(by=actor, purpose=purpose, facts=facts, detail={"list": "household"}) as note:
        people = _household(actor)
        note.saw(person.pk for person in people)
        found.members = [(str(p.pk), _named(p)) for p in people if p.alive]
        if about_others and len(found.members) > 1:
            found.options[SUBJECT] = found.members
        if service.subject in HOLDINGS:
            found.options[SUBJECT] = _holdings(service.subject, actor, people)
        for name, role in service.roles.items():
            found.options[name] = _options(name, role, people, actor)
    return found


def _household(actor: Actor) -> list[Person]:
    me = Person.objects.select_related("household").filter(pk=actor.subject_id).first()
    if me is None:
        return []
    if me.household_id is None:
        return [me]
    living_here = Person.objects.select_related("household").filter(
        household_id=me.household_id, moved_out_at=None
    )
    return sorted(living_here, key=lambda p: (p.pk != me.pk, p.birth_date, p.name))


def _named(person: Person) -> str:
    relation = person.get_family_relation_display() if person.family_relation else ""
    note = relation if person.alive else _("sudah meninggal")
    return f"{person.name} ({note.lower()})" if note else person.name


def _options(name: str, role: Role, people: list[Person], actor: Actor) -> Choices | None:
    if role.kind in HOLDINGS:
        return _holdings(role.kind, actor, people)
    if role.chosen_from == "search":
        return None
    me = next((p for p in people if p.pk == actor.subject_id), None)
    return [(str(p.pk), _named(p)) for p in people if _fits(name, role, p, me)]


def _fits(name: str, role: Role, person: Person, me: Person | None) -> bool:
    """The role's own condition over this person (and `person`, who asks); what cannot be settled leaves them in the list."""
    if not role.filter:
        return True
    known = {}
    for path in rules.readable(role.filter).facts:
        source = PERSON.get(f"person.{path.rpartition('.')[2]}")
        whose = person if path.startswith(f"{name}.") else me if path.startswith("person.") else None
        if source and whose is not None:
            known[path] = source(whose)
    return rules.evaluate(role.filter, known, timezone.localdate()).value is not False


def _holdings(kind: str, actor: Actor, people: list[Person]) -> Choices:
    model, owner, name_of = HOLDINGS[kind]
    owners = [p.pk for p in people] if kind == "student" else [actor.subject_id]
    rows = model.objects.filter(**{f"{owner}__in": owners}).order_by("pk")
    if kind == "student":
        rows = rows.select_related("person")
    found = [(str(row.pk), name_of(row)) for row in rows[:50]]
    return [*found, (UNLISTED, _("Yang lain, belum terdaftar"))] if found else []
