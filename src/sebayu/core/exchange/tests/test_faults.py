"""Registers that fail, each in its own way, in the sandbox: a question to an officer, never a lost request."""

import datetime as dt
import json

import httpx
import pytest

from sebayu.core.exchange.actions import configure_source
from sebayu.core.exchange.breaker import breaker
from sebayu.core.exchange.gathering import gather
from sebayu.core.exchange.tests.conftest import PURPOSE, SYSTEM, a_role, a_service, agree, connect
from sebayu.core.exchange.types import SubjectRef
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.registry.models import Household, Person
from sebayu.sandbox import credentials
from sebayu.sandbox.testing import running, small_town
from sebayu.sandbox.town import cast

pytestmark = pytest.mark.django_db
NEEDS = ("person.name", "person.hamlet", "household.welfare_decile")


@pytest.fixture(scope="module")
def world():
    with running() as server:
        yield server


@pytest.fixture
def sandbox(world, monkeypatch):
    httpx.delete(f"{world.url}/_faults")
    monkeypatch.setenv("SEBAYU_DUKCAPIL", json.dumps(credentials.DUKCAPIL))
    connect("dukcapil", f"{world.url}/dukcapil", credentials_ref="env:SEBAYU_DUKCAPIL", timeout_ms=3000)
    agree("dukcapil")
    for name in ("dtsen", "oss", "pbb", "school"):
        monkeypatch.setenv(f"SEBAYU_{name.upper()}", credentials.TOKENS[name])
        connect(name, f"{world.url}/{name}", credentials_ref=f"env:SEBAYU_{name.upper()}", timeout_ms=3000)
        agree(name)
    yield world
    httpx.delete(f"{world.url}/_faults")


def hurry():
    """Short time-outs, for the faults that would make a test wait."""
    for name in ("dukcapil", "dtsen"):
        configure_source(by=SYSTEM, source=name, timeout_ms=250)


def someone(key="sari"):
    return next(p for p in cast("kota_tegal") if p["key"] == key)


@pytest.fixture
def sari(db) -> SubjectRef:
    """Sari of the sandbox's cast, in our register with her NIK and KK only."""
    person = someone()
    with writing():
        home = Household.objects.create(kk_number=person["kk_number"], area_code=person["area_code"])
        row = Person.objects.create(
            nik=person["nik"], name=person["name"], birth_date=person["born"], sex="female", household=home,
            area_code=person["area_code"],
        )  # fmt: skip
    return SubjectRef("person", row.pk)


def fault(sandbox, simulator, kind, **more):
    httpx.post(
        f"{sandbox.url}/_faults", json={"simulator": simulator, "fault": kind, **more}
    ).raise_for_status()


def ask(sari, by, needs=NEEDS, **more):
    return gather(service=a_service(needs=needs), roles={"person": sari}, by=by, purpose=PURPOSE, **more)


def test_the_sandbox_answers_everything_about_sari(sandbox, sari, pak_budi):
    evidence = ask(sari, pak_budi)
    assert evidence.items["person.name"].value.casefold() == someone()["name"].casefold()
    assert evidence.items["person.name"].source == "dukcapil"
    assert evidence.items["household.welfare_decile"].source == "dtsen"
    assert evidence.items["household.welfare_decile"].value == someone_decile()
    assert {c["outcome"] for c in evidence.calls} == {"found"}


def someone_decile() -> int:
    town = small_town()
    row = town.people["id"].tolist().index(someone()["id"])
    return int(town.homes["decile"][town.people["household"][row]])


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("slow", "slow"), ("timeout", "slow"), ("error_500", "down"), ("malformed", "malformed"), ("down", "down"),
        ("drop_after_work", "down"), ("http200_error", "down"), ("quota", "refused"),
    ],
)  # fmt: skip
def test_a_failing_register_falls_back_or_becomes_a_question(sandbox, sari, pak_budi, kind, reason):
    fault(sandbox, "*", kind)
    if reason == "slow":
        hurry()
    evidence = ask(sari, pak_budi)

    name = evidence.items["person.name"]  # our own register knows it
    assert (name.source, name.status, name.reason) == ("registry", "known", reason)
    assert [(o.source, o.status) for o in name.others] == [("dukcapil", "unavailable")]
    decile = evidence.items["household.welfare_decile"]  # nobody else knows it
    assert (decile.status, decile.reason, decile.next, decile.value) == (
        "unavailable",
        reason,
        "manual",
        None,
    )
    assert "household.welfare_decile" in evidence.missing()


def test_the_attempt_stands_in_the_ledger_even_if_the_register_fails(sandbox, sari, pak_budi):
    fault(sandbox, "*", "error_500")
    ask(sari, pak_budi)
    entry = LedgerEntry.objects.filter(act="read").get()
    assert "household.welfare_decile" in entry.facts
    assert entry.detail["sources"] == ["dtsen", "dukcapil", "registry"]


def test_one_slow_register_does_not_cost_the_others(sandbox, sari, pak_budi):
    fault(sandbox, "dukcapil", "timeout")
    configure_source(by=SYSTEM, source="dukcapil", timeout_ms=250)
    evidence = ask(sari, pak_budi)
    assert evidence.items["household.welfare_decile"].status == "known"
    assert evidence.items["person.hamlet"].status == "unavailable"


def test_the_deadline_holds_over_all_registers(sandbox, sari, pak_budi):
    fault(sandbox, "*", "slow", seconds=0.5)  # each would answer within its own time-out
    evidence = ask(sari, pak_budi, deadline_s=0.1)
    assert evidence.items["person.hamlet"].reason == "slow"
    assert evidence.items["household.welfare_decile"].reason == "slow"


def test_a_stale_list_decides_nothing(sandbox, sari, pak_budi):
    fault(sandbox, "dtsen", "stale")
    decile = ask(sari, pak_budi).items["household.welfare_decile"]
    assert (decile.status, decile.reason, decile.value, decile.next) == (
        "unavailable",
        "stale",
        None,
        "manual",
    )
    assert decile.others[0].value in range(1, 11)  # shown to the officer with its date
    assert decile.others[0].as_of < "2025"


def test_a_stale_extract_contradicts_our_register(sandbox, sari, pak_budi):
    with writing():
        Household.objects.update(address="Jl. Layur No. 3", rt="004", rw="005")
    fault(sandbox, "dukcapil", "stale")
    evidence = ask(sari, pak_budi, needs=("person.address",))
    assert evidence.conflicts() == ["person.address"]


def test_a_clock_that_runs_ahead_does_not_make_data_fresher_than_now(sandbox, sari, pak_budi):
    fault(sandbox, "oss", "wrong_clock", seconds=90_000)
    service = a_service(needs=("business.name",), roles={"business": a_role("business", "business")})
    business = SubjectRef("business", None, {"nik": someone()["nik"]})
    evidence = gather(
        service=service, roles={"person": sari, "business": business}, by=pak_budi, purpose=PURPOSE
    )
    item = evidence.items["business.name"]
    assert item.status == "known"
    assert dt.datetime.fromisoformat(item.as_of) <= dt.datetime.now(dt.UTC)


def test_after_repeated_failures_a_register_is_left_in_peace(sandbox, sari, pak_budi):
    fault(sandbox, "dtsen", "error_500")
    for _ in range(3):
        ask(sari, pak_budi)
    httpx.delete(f"{sandbox.url}/_calls")
    evidence = ask(sari, pak_budi)

    assert evidence.items["household.welfare_decile"].reason == "resting"
    assert evidence.items["household.welfare_decile"].status == "unavailable"
    assert not any(call.startswith("dtsen") for call in httpx.get(f"{sandbox.url}/_calls").json())
    assert breaker.resting() == ["dtsen"]


def test_wrong_credentials_are_the_administrators_matter_not_the_citizens(
    sandbox, sari, pak_budi, monkeypatch
):
    monkeypatch.delenv("SEBAYU_DTSEN")
    monkeypatch.setenv("SEBAYU_DUKCAPIL", json.dumps({**credentials.DUKCAPIL, "password": "salah"}))
    evidence = ask(sari, pak_budi)
    assert evidence.items["household.welfare_decile"].reason == "refused"
    assert evidence.items["person.hamlet"].reason == "refused"


def test_a_dead_and_a_moved_resident_are_recognised(sandbox, pak_budi):
    people = small_town().people
    dead = next(n for n, d, k in zip(people["nik"], people["dead"], people["nik"], strict=True) if d and k)
    import numpy as np

    moved = next(
        n
        for n, m, d in zip(people["nik"], people["moved"], people["dead"], strict=True)
        if not np.isnat(m) and n and not d
    )
    service = a_service(needs=("person.name", "person.is_resident"))
    for nik, alive, resident in ((dead, False, None), (moved, True, False)):
        ref = SubjectRef("person", None, {"nik": nik})
        facts = gather(service=service, roles={"person": ref}, by=pak_budi, purpose=PURPOSE).facts()
        assert facts["person.alive"] is alive
        if resident is not None:
            assert facts["person.is_resident"] is resident


def test_a_missing_person_is_an_answer(sandbox, pak_budi):
    ref = SubjectRef("person", None, {"nik": "3376025507859999"})
    evidence = gather(service=a_service(), roles={"person": ref}, by=pak_budi, purpose=PURPOSE)
    assert {evidence.items[p].reason for p in evidence.needs} == {"not_found"}
    assert {evidence.items[p].status for p in evidence.needs} == {"missing"}
