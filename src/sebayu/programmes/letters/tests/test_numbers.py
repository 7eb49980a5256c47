"""The letters' own numbers, from real cases that went their way."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from sebayu.core.cases import actions
from sebayu.core.cases.models import Case
from sebayu.core.cases.tests.conftest import *  # noqa: F403 - the people and the signer of the cases' own tests
from sebayu.core.cases.tests.conftest import PASSPHRASE, _announced  # noqa: F401
from sebayu.core.indicators import catalogue, drill, reading, runs
from sebayu.core.indicators.tests import town as plain
from sebayu.core.ledger import Actor
from sebayu.programmes.letters import demo

CLOCK = Actor.system("Uji")
OURS = [source.key for source in catalogue.sources() if source.key.startswith("letters.")]
AUDITOR = Actor(kind="officer", name="Pemeriksa", roles=frozenset({"auditor"}), posts=frozenset({"x"}))


def compute(**more: object) -> None:
    report = runs.compute(by=CLOCK, sources=OURS, **more)  # type: ignore[arg-type]
    assert report.ok, report.failed


def read(name: str, **more: object) -> reading.Reading:
    return reading.latest(f"letters.{name}", **more)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_every_number_says_what_it_means_and_whose_it_is() -> None:
    ours = catalogue.of_programme("letters")
    assert len(ours) >= 15
    for row in ours:
        assert row.about and row.basis and row.duty and row.revision, row.key


@pytest.mark.django_db
def test_region_without_a_single_case_has_no_broken_number() -> None:
    compute()
    found = reading.many([row.key for row in catalogue.of_programme("letters")])
    assert {row.why for row in found.values() if row.value is None} == {"no_rows"}
    assert read("issued").value == 0


@pytest.mark.django_db(transaction=True)
def test_one_letter_from_tap_to_signature_moves_the_numbers(
    ask: Callable[..., Case], budi: Actor, rina: Actor, darmo: Actor, bsre: object
) -> None:
    case = ask()
    compute()
    assert read("asked").value == 1
    assert read("issued").value == 0
    if case.step_kind == "attest":
        actions.attest(by=darmo, case_id=case.id, answer="yes")
        case.refresh_from_db()
    while case.is_running and case.step_kind in {"check", "initial"}:
        actions.decide_step(by=budi, case_id=case.id, verdict="approve")
        case.refresh_from_db()
    assert actions.sign(by=rina, case_id=case.id, passphrase=PASSPHRASE).ok
    compute()
    assert read("issued").value == 1
    assert read("issued", scope="office:kel_mintaragen").value == 1
    assert read("issued", scope="area:33.76.02.1005").value == 1
    assert read("on_time").value == 100.0
    assert read("asked_nothing").value == 0.0  # it asked for the purpose
    case.refresh_from_db()
    assert read("facts_fetched").value == case.known > 0
    assert 0 <= read("hours").value < 1
    assert read("automatic").value == read("refused").value == read("taken_back").value == 0.0
    assert read("reads").denominator == 1
    assert read("returned").value == 0.0


@pytest.mark.django_db
def test_late_letters_are_found_behind_the_number() -> None:
    day = timezone.localdate() - dt.timedelta(days=1)
    plain.end(18, day)
    plain.end(11, day, late=True)
    compute()
    number = read("on_time", at=day)
    assert (number.text, number.missing) == ("62,1\u00a0%", 11)
    late = drill.rows(
        number.key, by=AUDITOR, period_start=number.period_start, frequency=number.frequency, which="missing"
    )
    assert late.total == 11
    assert late.links[0].startswith("/meja/urusan/")
    assert "Warga" not in str(late.rows)


@pytest.mark.django_db
def test_case_that_is_taken_up_again_leaves_the_day_it_ended_on() -> None:
    day = timezone.localdate() - dt.timedelta(days=40)
    case = plain.end(1, day, state="cancelled")[0]
    case.events.create(kind="cancelled", at=plain.noon(day))
    compute()
    assert read("cancelled", at=day).value == 100.0
    Case.objects.filter(pk=case.pk).update(
        state="open", closed_at=None, desk="kel_mintaragen:officer", step_due_at=timezone.now()
    )
    case.events.create(kind="reopened")
    compute()
    assert (
        reading.at_period("letters.cancelled", frequency="month", period_start=day.replace(day=1)).why
        == "no_rows"
    )


@pytest.mark.django_db
def test_looking_behind_the_ledgers_numbers_takes_an_auditor() -> None:
    from sebayu.core.ledger.errors import Forbidden

    leader = Actor(kind="officer", name="Pemimpin", roles=frozenset({"leader"}), posts=frozenset({"x"}))
    day = timezone.localdate()
    with pytest.raises(Forbidden):
        drill.rows("letters.reads", by=leader, period_start=day, frequency="month")
    assert (
        drill.rows("letters.reads", by=AUDITOR, period_start=day.replace(day=1), frequency="month").rows == []
    )


@pytest.mark.django_db
def test_demo_has_targets_that_say_they_are_examples() -> None:
    told: list[str] = []
    demo.seed(told.append)
    assert "(contoh)" in told[0]
    plain.end(6, timezone.localdate())
    compute()
    assert read("on_time").standing == "reached"
    assert "(contoh)" in read("on_time").target_basis
