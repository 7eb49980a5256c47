"""Scores under any weights, nothing overwritten, nobody scoring the house he works in."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from sebayu.core.identity.errors import NotAllowed
from sebayu.core.identity.models import Mandate, Office, Post
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evaluation import actions, evidence, perms, recording, scores
from sebayu.programmes.movement.evaluation.errors import (
    AssessorConflict,
    BadScore,
    EditionClosed,
    EditionExists,
    NotAssigned,
    TextMissing,
    WeightsWrong,
)
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, Score, WeightSet
from sebayu.programmes.movement.evaluation.tests.conftest import LONG_AGO, People, item_of, score_all

pytestmark = pytest.mark.django_db
MEANS = {"baseline": 60, "output": 70, "outcome": 80, "impact": 75, "quick_win": 90}


def test_past_years_are_read_under_either_published_set(
    assessing: Callable[..., EvaluationEdition], assessor: Actor, sets: dict[str, WeightSet]
) -> None:
    edition = assessing(2024)
    score_all(edition, assessor, MEANS)
    sheet = scores.sheet(edition)
    assert sheet.index.value == Decimal("75.50")
    assert sheet.under(sets["jambi_2022"]).text == "75,00 – 78,00"
    assert sheet.is_complete


def test_scoring_again_is_a_new_version_also_after_the_end(
    assessing: Callable[..., EvaluationEdition], assessor: Actor, planner: Actor
) -> None:
    edition = assessing(2024)
    item = item_of(edition, "C1")
    actions.score(by=assessor, item=item, value="60", evidence="Laporan")
    actions.conclude(by=planner, edition=edition)
    actions.score(by=assessor, item=item, value="72,5", evidence="Bukti susulan")
    assert [(s.version, s.value, s.who) for s in item.scores.all()] == [
        (2, Decimal("72.50"), "Bagas Penilai"),
        (1, Decimal("60.00"), "Bagas Penilai"),
    ]
    assert scores.newest([item])[item.id].version == 2
    for change in (lambda: Score.objects.update(value=100), Score.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize("value", ["-1", "100,01", "NaN", "Infinity", "", "tujuh", "1e9"])
def test_what_is_no_score_is_refused(assessing: Any, assessor: Actor, value: str) -> None:
    with pytest.raises(BadScore):
        actions.score(by=assessor, item=item_of(assessing(), "C1"), value=value, evidence="Ada")


def test_a_score_without_evidence_is_refused(assessing: Any, assessor: Actor) -> None:
    with pytest.raises(BadScore):
        actions.score(by=assessor, item=item_of(assessing(), "C1"), value=50, evidence="  ")


def test_weights_that_do_not_sum_to_a_hundred_are_refused_with_the_reason(planner: Actor) -> None:
    with pytest.raises(WeightsWrong, match="Jumlah bobot 90, seharusnya 100"):
        actions.add_weight_set(
            by=planner, key="x", title="X", source="Uji", weights={"baseline": "60", "output": "30"}
        )
    assert not WeightSet.objects.exists()


def test_weight_sets_load_once_and_are_never_edited(planner: Actor, sets: dict[str, WeightSet]) -> None:
    assert actions.load_weight_sets(by=planner) == 0
    assert sets["jambi_2022"].weights["baseline"] is None
    with pytest.raises(DatabaseError), transaction.atomic():
        WeightSet.objects.update(title="Lain")


def test_who_is_not_assigned_does_not_score_and_sees_nothing(assessing: Any, people: People) -> None:
    edition = assessing()
    other = people.actor("other_assessor")
    with pytest.raises(NotAssigned):
        actions.score(by=other, item=item_of(edition, "C1"), value=50, evidence="Ada")
    assert not perms.can_read(other, edition)
    assert perms.can_read(people.actor("assessor"), edition)


@pytest.mark.parametrize("who", ["planner", "rina", "budi", "tuti", "sari"])
def test_officials_and_citizens_never_score(assessing: Any, people: People, who: str) -> None:
    with pytest.raises((NotAssigned, AssessorConflict)):
        actions.score(by=people.actor(who), item=item_of(assessing(), "C1"), value=50, evidence="Ada")


def test_an_assessor_who_is_an_official_is_refused(opened: Any, people: People, planner: Actor) -> None:
    """Conflict of interest: at assigning, and again when he takes an office afterwards."""
    edition = opened()
    with pytest.raises(AssessorConflict):
        actions.assign(by=planner, edition=edition, account_id=people.town.budi.id, organisation="Kelurahan")
    actions.assign(by=planner, edition=edition, account_id=people.assessor.id, organisation="Universitas")
    actions.hand_over(by=planner, edition=edition)
    post = Post.objects.create(
        key="kel_mintaragen.kasi",
        office=Office.objects.get(key="kel_mintaragen"),
        role="kasi",
        title="Kasi",
        valid_from=LONG_AGO,
    )
    Mandate.objects.create(account=people.assessor, post=post, valid_from=LONG_AGO)
    with pytest.raises(AssessorConflict):
        actions.score(by=people.actor("assessor"), item=item_of(edition, "C1"), value=50, evidence="Ada")


def test_ended_assignment_closes_the_evaluation(assessing: Any, people: People, planner: Actor) -> None:
    edition = assessing()
    actions.end_assignment(by=planner, assignment=edition.assignments.get())
    assert not perms.can_read(people.actor("assessor"), edition)


def test_nothing_is_kept_when_the_ledger_fails(
    assessing: Any, assessor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = assessing()

    def broken(**_more: Any) -> None:
        raise RuntimeError("ledger")

    monkeypatch.setattr(recording, "record", broken)
    with pytest.raises(RuntimeError):
        actions.score(by=assessor, item=item_of(edition, "C1"), value=50, evidence="Ada")
    assert not Score.objects.exists()


def test_the_region_answers_until_it_hands_over(
    opened: Any, people: People, planner: Actor, assessor: Actor
) -> None:
    edition = opened()
    item = item_of(edition, "O1")
    for stranger in (assessor, people.actor("budi"), people.actor("tuti")):
        with pytest.raises(NotAllowed):
            actions.write_words(by=stranger, item=item, text="Kami punya tim")
    actions.write_words(by=planner, item=item, text="Kami punya tim")
    actions.write_words(by=planner, item=item, text="Kami punya tim dan anggaran")
    actions.attach(by=planner, item=item, title="Keputusan wali kota", ref="500.12/1 (contoh)")
    assert [w.text for w in item.words.all()] == ["Kami punya tim dan anggaran", "Kami punya tim"]
    with pytest.raises(EditionClosed):
        actions.score(by=assessor, item=item, value=50, evidence="Ada")
    actions.hand_over(by=planner, edition=edition)
    with pytest.raises(EditionClosed):
        actions.write_words(by=planner, item=item, text="Terlambat")


def test_an_office_answers_its_own_items_only(opened: Any, people: People, planner: Actor) -> None:
    edition = opened()
    own = actions.add_item(
        by=planner, part=edition.parts.get(key="output"), code="O9", text="Loket", office_key="kel_mintaragen"
    )
    actions.write_words(by=people.actor("budi"), item=own, text="Loket buka setiap hari")
    with pytest.raises(NotAllowed):
        actions.write_words(by=people.actor("tuti"), item=own, text="Bukan saya")


def test_evidence_of_an_empty_region_says_so_and_breaks_nothing(opened: Any, planner: Actor) -> None:
    edition = opened()
    rows = evidence.of_edition(edition)
    assert len(rows) == 10
    asked = rows[item_of(edition, "I1").id]
    assert asked[0].value == "—" and "belum cukup" in asked[0].detail
    actions.hand_over(by=planner, edition=edition)
    frozen = item_of(edition, "I1").prefill
    assert frozen.rows[0]["label"] == asked[0].label
    assert len(frozen.digest) == 64


def test_indicator_without_value_or_gone_is_said(opened: Any, planner: Actor) -> None:
    edition = opened()
    item = actions.add_item(
        by=planner, part=edition.parts.get(key="outcome"), code="C9", text="X",
        evidence=[{"kind": "indicator", "key": "tidak.ada"}],
    )  # fmt: skip
    assert evidence.of_item(item)[0].detail == "Indikator ini tidak ada lagi."


def test_queries_for_evidence_do_not_grow_with_items(
    opened: Any, planner: Actor, django_assert_max_num_queries: Any
) -> None:
    edition = opened()
    for n in range(30):
        actions.add_item(
            by=planner,
            part=edition.parts.get(key="outcome"),
            code=f"X{n}",
            text="X",
            evidence=[{"kind": "plan"}],
        )
    with django_assert_max_num_queries(40):
        evidence.of_edition(edition)


def test_an_item_dropped_by_a_later_edition_stays_where_it_was(
    assessing: Any, opened: Any, assessor: Actor, planner: Actor
) -> None:
    first = assessing(2024)
    score_all(first, assessor, MEANS)
    second = opened(2025, copy_from=first)
    actions.drop_item(by=planner, item=item_of(second, "Q2"))
    lines = {line.code: line.cells for line in scores.lines([first, second])}
    assert lines["Q2"][0][1] is not None and lines["Q2"][1] == (False, None)
    assert lines["Q1"][1] == (True, None)
    assert scores.sheet(first).index.value == Decimal("75.50")


def test_an_answered_item_is_not_dropped(opened: Any, planner: Actor) -> None:
    item = item_of(opened(), "O1")
    actions.write_words(by=planner, item=item, text="Ada")
    with pytest.raises(EditionClosed):
        actions.drop_item(by=planner, item=item)


def test_one_evaluation_per_year_and_round(opened: Any) -> None:
    opened(2026)
    with pytest.raises(EditionExists):
        opened(2026)
    assert opened(2026, round=2).title == "Evaluasi 2026 putaran 2"


def test_assessor_listens_and_asks_and_the_region_answers_once(
    assessing: Any, assessor: Actor, planner: Actor, people: People
) -> None:
    edition = assessing()
    item = item_of(edition, "O2")
    actions.note_interview(
        by=assessor, edition=edition, with_whom="Kepala Dinas", held_on=dt.date(2026, 6, 1), notes="Jelas"
    )
    asked = actions.ask_for_evidence(
        by=assessor, item=item, text="DPA tahun ini", due_on=timezone.localdate()
    )
    with pytest.raises(NotAllowed):
        actions.answer_request(by=people.actor("tuti"), request=asked, answer="Ini")
    with pytest.raises(TextMissing):
        actions.answer_request(by=planner, request=asked, answer=" ")
    assert (
        actions.answer_request(by=planner, request=asked, answer="DPA 1.02 (contoh)").answered_by
        == planner.name
    )


def test_earlier_years_are_evidence(assessing: Any, opened: Any, assessor: Actor) -> None:
    score_all(assessing(2024), assessor, MEANS)
    second = opened(2025)
    assert evidence.of_edition(second)[item_of(second, "B1").id][0].value == "75,50"


def test_sheets_of_many_editions_take_three_queries(
    assessing: Any, assessor: Actor, django_assert_num_queries: Any
) -> None:
    editions = [assessing(year) for year in (2023, 2024, 2025)]
    score_all(editions[0], assessor, MEANS)
    with django_assert_num_queries(3):
        scores.sheets(editions)
