"""A believable week before the visitor comes: real requests through the same doors, at every stage of their way."""

import datetime as dt
import itertools
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone

from sebayu.core.areas import region
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

COUNT, ELSEWHERE = 44, 26
DAYS_AGO = (0, 0, 0, 1, 1, 2, 3, 5, 8)
BASIS = "UU 25/2009 tentang Pelayanan Publik"
TEXTS = {
    "text": "Melengkapi berkas",
    "long_text": "Untuk melengkapi berkas pendaftaran.",
    "number": "2",
    "money": "1500000",
    "date": "2026-12-05",
}


def make_history(say: Callable[[str], None], *, count: int = COUNT, sign: bool = True) -> int:
    """Open requests and move some of them along, most in the cast's own ward, one in every other; returns how many there are."""
    chance = random.Random(2026)  # noqa: S311 - a demo, not a secret
    home = _area()
    made = _tell(_residents(home, 400), chance, count, stays=STAYS if sign else None)
    others = [village.code for village in region.pack().villages() if village.code != home][:ELSEWHERE]
    for area in others if sign else ():
        made += _tell(_residents(area, 12), chance, 1, stays={})
    say(f"Riwayat peragaan: {made} urusan di berbagai tahap")
    return made


def _tell(people: list[Person], chance: random.Random, count: int, *, stays: dict[str, float] | None) -> int:
    """So many requests of these people, some of them asked days ago."""
    chance.shuffle(people)
    made = 0
    for person, service in zip(people, itertools.cycle(_services()), strict=False):
        if made >= count:
            break
        try:
            with asked_before(chance.choice(DAYS_AGO)):
                case = _ask(person, service)
            if stays is not None:
                _move(case, chance, stays)
            made += 1
        except HouseError:
            continue  # not everybody may have every letter: the next one then
    return made


@contextmanager
def asked_before(days: int) -> Iterator[None]:
    """The clock some days ago, for asking only: what is signed is signed today, and a signature's time is checked."""

    class Past(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return dt.datetime.now(tz) - dt.timedelta(days=days)

    kept = timezone.datetime
    timezone.datetime = Past  # type: ignore[misc]
    try:
        yield
    finally:
        timezone.datetime = kept  # type: ignore[misc]


def _services() -> list[Service]:
    return [
        s
        for s in catalogue.all()
        if not s.obsolete and s.subject == "person" and not s.roles and s.requester in {"self", "household"}
    ]


def _residents(area: str, most: int) -> list[Person]:
    """Grown-up residents of one ward; the cast's own week begins when a visitor takes the part."""
    with access.writing():
        others = Person.objects.residents().filter(area_code=area, nik__isnull=False)
        cast = Account.objects.exclude(person_id=None).values("person_id")
        people = list(others.exclude(id__in=cast).order_by("id")[:most])
    return [p for p in people if p.birth_date.year < 2004]


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


def _move(case: Case, chance: random.Random, stays: dict[str, float]) -> None:
    """Let the right people do some of their steps, as they would at their desks."""
    while True:
        case.refresh_from_db()
        if (
            not case.is_running
            or chance.random() < stays.get(StepKind(case.step_kind), 0.0)
            or not _one_step(case)
        ):
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
