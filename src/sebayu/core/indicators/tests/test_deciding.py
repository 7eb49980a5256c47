"""Targets, baselines and signed statements: what people decide, and what they cannot."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sebayu.core.documents.tests.authority import authority
from sebayu.core.documents.tests.conftest import use
from sebayu.core.documents.tests.fake_bsre import SECRET, FakeBsre
from sebayu.core.identity.acting import actor_for
from sebayu.core.indicators import actions, catalogue, reading, runs, words
from sebayu.core.indicators.errors import (
    AlreadySigned,
    BasisRequired,
    CannotBeTyped,
    EvidenceRequired,
    NotANumber,
    NotTheirs,
    PeriodNotOver,
    UnknownScope,
)
from sebayu.core.indicators.models import Baseline, Statement, Target
from sebayu.core.indicators.tests import town
from sebayu.core.indicators.tests.town import CLOCK, ENDED, TODAY
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import Forbidden
from sebayu.core.ledger.models import LedgerEntry
from sebayu.web.tests import town as people

PLANNER = Actor(
    kind="officer",
    name="Sekretariat",
    roles=frozenset({"planner"}),
    posts=frozenset({"x"}),
    post="Sekretaris",
)
OURS = replace(town.STATED, office="kel_mintaragen")
PERIOD = dt.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _owned() -> None:
    catalogue.register(town.APP, programme="uji", sources=[ENDED], indicators=[town.DONE, town.ON_TIME, OURS])


@pytest.fixture
def rina(db: None) -> Actor:
    """Head of Kelurahan Mintaragen, which owns the stated indicator."""
    return actor_for(people.build().rina)


def decide(**more: Any) -> Target:
    given = {"by": PLANNER, "key": "uji.on_time", "year": 2026, "value": "90", "basis": "RPJMD (contoh)"}
    return actions.set_target(**given | more)


@pytest.mark.django_db
def test_target_is_replaced_not_edited() -> None:
    decide()
    decide(value="92,5")
    assert [row.value for row in Target.objects.order_by("id")] == [90, Decimal("92.5")]
    assert Target.objects.current().get().value == Decimal("92.5")
    assert LedgerEntry.objects.filter(act="indicator.set_target").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"basis": " "}, BasisRequired), ({"value": "sembilan"}, NotANumber), ({"value": "NaN"}, NotANumber), ({"scope": "kota"}, UnknownScope),
        ({"band": "-1"}, NotANumber), ({"by": Actor(kind="officer", name="Budi", roles=frozenset({"officer"}))}, Forbidden),
        ({"by": Actor(kind="officer", name="Penilai", roles=frozenset({"assessor"}))}, Forbidden), ({"key": "tidak.ada"}, catalogue.UnknownIndicator),
    ],
)  # fmt: skip
def test_target_is_refused(more: dict, error: type[Exception]) -> None:
    with pytest.raises(error):
        decide(**more)
    assert not Target.objects.exists()


@pytest.mark.parametrize(
    ("said", "meant"), [("1.234", 1234), ("1.234,5", Decimal("1234.5")), ("12,5", Decimal("12.5")), ("12.5", Decimal("12.5")), ("0.125", Decimal("0.125"))]
)  # fmt: skip
def test_numbers_are_read_as_they_are_written_here(said: str, meant: Decimal) -> None:
    assert words.number_of(said) == meant


@pytest.mark.django_db
def test_baseline_cannot_be_typed_for_a_year_that_was_computed() -> None:
    town.end(2, dt.date(2025, 3, 3))
    runs.compute(by=CLOCK, sources=["uji.ended"], today=TODAY)
    given: dict[str, Any] = {"by": PLANNER, "key": "uji.on_time", "basis": "Laporan (contoh)"}
    with pytest.raises(CannotBeTyped):
        actions.set_baseline(**given, year=2025, value="10")
    actions.set_baseline(**given, year=2025)
    assert reading.latest("uji.on_time", at=TODAY).baseline == 100.0
    actions.set_baseline(**given, year=2020, value="10")
    assert reading.latest("uji.on_time", at=TODAY).baseline == 10.0
    assert Baseline.objects.current().count() == 1


def stated(by: Actor, **more: Any) -> Statement:
    given = {
        "by": by,
        "key": "uji.stated",
        "period": PERIOD,
        "value": "5,82",
        "evidence": "BPS, Sakernas Agustus (contoh)",
    }
    return actions.state(**given | more)


@pytest.mark.django_db
def test_statement_does_not_count_until_it_is_signed(rina: Actor) -> None:
    stated(rina)
    found = reading.latest("uji.stated", at=TODAY)
    assert (found.value, found.why, found.confidence) == (None, "not_stated", "declared")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"key": "uji.on_time"}, CannotBeTyped), ({"evidence": ""}, EvidenceRequired), ({"value": "banyak"}, NotANumber),
        ({"scope": "office:"}, UnknownScope), ({"period": dt.date(2999, 1, 1)}, PeriodNotOver),
    ],
)  # fmt: skip
def test_statement_is_refused(rina: Actor, more: dict, error: type[Exception]) -> None:
    with pytest.raises(error):
        stated(rina, **more)
    assert not Statement.objects.exists()


@pytest.mark.django_db
def test_only_the_head_of_the_owning_office_states() -> None:
    folk = people.build()
    for by in (actor_for(folk.budi), actor_for(folk.tuti), folk.citizen(folk.sari), PLANNER):
        with pytest.raises(NotTheirs):
            stated(by)


@pytest.fixture
def bsre(settings: Any, tmp_path: Path, transactional_db: None) -> Iterator[tuple[FakeBsre, Actor]]:
    folk = people.build()
    with FakeBsre(authority()) as fake:
        fake.people = {folk.rina.signer_nik: "RINA ASTUTI"}
        use(fake, settings, tmp_path)
        yield fake, actor_for(folk.rina)


def test_signed_statement_counts_gives_way_and_fades(bsre: tuple[FakeBsre, Actor]) -> None:
    _fake, rina = bsre
    first = actions.sign_statement(by=rina, statement_id=stated(rina).id, passphrase=SECRET)
    assert first.document_number
    today = timezone.localdate()
    end = dt.date(2026, 9, 30)
    found = reading.latest("uji.stated", at=end + dt.timedelta(days=100))
    assert (found.value, found.is_faded, found.rows) == (5.82, False, 1)
    assert found.document_id == first.document_id
    old = reading.latest("uji.stated", at=end + dt.timedelta(days=101))
    assert (old.value, old.last_value, old.why, old.is_faded, old.standing) == (
        None,
        5.82,
        "old",
        True,
        "unknown",
    )

    second = actions.sign_statement(by=rina, statement_id=stated(rina, value="5.6").id, passphrase=SECRET)
    assert reading.latest("uji.stated", at=max(today, end)).last_value == 5.6
    first.refresh_from_db()
    assert first.replaced_at
    assert second.replaced_at is None
    with pytest.raises(AlreadySigned):
        actions.sign_statement(by=rina, statement_id=second.id, passphrase=SECRET)
    with pytest.raises(IntegrityError, match="superseded"), transaction.atomic():
        Statement.objects.filter(pk=second.pk).update(value=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        second.delete()


def test_refused_signature_leaves_the_number_unsaid(bsre: tuple[FakeBsre, Actor]) -> None:
    _fake, rina = bsre
    statement = stated(rina)
    with pytest.raises(Exception, match=r".") as refused:
        actions.sign_statement(by=rina, statement_id=statement.id, passphrase="wrong")
    assert refused.value
    statement.refresh_from_db()
    assert statement.state == "draft"
    assert actions.sign_statement(by=rina, statement_id=statement.id, passphrase=SECRET).state == "signed"
