"""A believable week before the visitor comes: real requests through the same doors, at every stage of their way."""

import itertools
import random
from collections.abc import Callable, Iterator
from typing import Any

from django.utils import timezone

from sebayu.core.cases import actions
from sebayu.core.cases.enums import StepKind
from sebayu.core.cases.models import Case
from sebayu.core.exchange import SubjectRef, gather
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor, Purpose, access
from sebayu.core.ledger.errors import HouseError
from sebayu.core.registry.models import Person
from sebayu.core.services import Service, catalogue, decide, questions
from sebayu.sandbox.town import PASSPHRASE

WARD = "kel_mintaragen"
COUNT = 44
BASIS = "UU 25/2009 tentang Pelayanan Publik"
TEXTS = {
    "text": "Melengkapi berkas",
    "long_text": "Untuk melengkapi berkas pendaftaran.",
    "number": "2",
    "money": "1500000",
    "date": "2026-12-05",
}


def make_history(say: Callable[[str], None], *, count: int = COUNT, sign: bool = True) -> int:
    """Open requests of residents of one ward and move some of them along; returns how many there are."""
    chance = random.Random(2026)  # noqa: S311 - a demo, not a secret
    made = 0
    for person, service in _wishes(chance):
        if made >= count:
            break
        try:
            case = _ask(person, service)
            if sign:
                _move(case, chance)
            made += 1
        except HouseError:
            continue  # not everybody may have every letter: the next one then
    say(f"Riwayat peragaan: {made} urusan di berbagai tahap")
    return made


def _wishes(chance: random.Random) -> Iterator[tuple[Person, Service]]:
    area = _area()
    with access.writing():
        others = Person.objects.residents().filter(area_code=area, nik__isnull=False)
        # The cast's own week begins when a visitor takes the part.
        cast = Account.objects.exclude(person_id=None).values("person_id")
        people = list(others.exclude(id__in=cast).order_by("id")[:400])
    adults = [p for p in people if p.birth_date.year < 2004]
    chance.shuffle(adults)
    services = [
        s
        for s in catalogue.all()
        if not s.obsolete and s.subject == "person" and not s.roles and s.requester in {"self", "household"}
    ]
    return zip(adults, itertools.cycle(services), strict=False)


def _area() -> str:
    """The ward where the cast works."""
    account = Account.objects.filter(demo_role__contains="Lurah").first()
    areas = actor_for(account).areas if account else frozenset()
    return min(areas) if areas else ""


class NotForHim(HouseError):
    """Whoever is not entitled does not ask, in this believable week."""


def _citizen(person: Person) -> Actor:
    return Actor(kind="citizen", name=person.name, person_id=person.id, roles=frozenset({"citizen"}))


def _ask(person: Person, service: Service) -> Case:
    by = _citizen(person)
    evidence = gather(
        service=service,
        roles={service.subject: SubjectRef("person", person.id)},
        by=by,
        purpose=Purpose(service.title, BASIS, service=service.key),
    )
    with access.writing():
        answers = _answers(service, evidence.facts())
        if decide(service, evidence.facts(), on=timezone.localdate()).outcome == "no":
            raise NotForHim
    return actions.open_case(by=by, service_key=service.key, evidence_id=evidence.id, answers=answers)


def _answers(service: Service, facts: dict[str, Any]) -> dict[str, Any]:
    return {
        ask.key: ask.options[0].value if ask.kind == "choice" else TEXTS.get(ask.kind, "")
        for ask in questions(service, facts)
        if ask.required
    }


# How often a case still lies where it is: officers' desks are believably full, letters are mostly signed.
STAYS = {
    StepKind.CONSENT: 1.0,
    StepKind.ATTEST: 0.3,
    StepKind.CHECK: 0.55,
    StepKind.INITIAL: 0.3,
    StepKind.SIGN: 0.4,
    StepKind.COUNTERSIGN: 0.4,
}


def _move(case: Case, chance: random.Random) -> None:
    """Let the right people do some of their steps, as they would at their desks."""
    while True:
        case.refresh_from_db()
        if not case.is_running or chance.random() < STAYS[StepKind(case.step_kind)] or not _one_step(case):
            return


def _one_step(case: Case) -> bool:
    holder = _who_sits_at(case.desk)
    if holder is None:
        return False
    if case.step_kind == StepKind.ATTEST:
        actions.attest(by=holder, case_id=case.id, answer="yes")
    elif case.step_kind in {StepKind.CHECK, StepKind.INITIAL}:
        if not case.evidence_complete:
            return False
        actions.decide_step(by=holder, case_id=case.id, verdict="approve")
    elif case.step_kind in {StepKind.SIGN, StepKind.COUNTERSIGN}:
        return actions.sign(by=holder, case_id=case.id, passphrase=PASSPHRASE).ok
    return True


def _who_sits_at(desk: str) -> Actor | None:
    office, role, *rest = desk.split(":")
    found = Account.objects.filter(mandates__post__office_id=office, mandates__post__role=role)
    if role == "rt":
        found = found.filter(mandates__post__rw=rest[0], mandates__post__rt=rest[1])
    elif role == "rw":
        found = found.filter(mandates__post__rw=rest[0])
    account = found.first()
    actor = actor_for(account) if account else None
    return actor if actor and desk in actor.desks else None
