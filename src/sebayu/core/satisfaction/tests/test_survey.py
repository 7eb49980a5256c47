"""Inviting whoever asked when a case ended, and keeping one answer without a name."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sebayu.core.cases.models import Case
from sebayu.core.identity.errors import NotAllowed
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.notify.models import Message
from sebayu.core.satisfaction import actions, questionnaire, results, tasks
from sebayu.core.satisfaction.errors import AnswersMissing, SurveyAnswered, SurveyClosed, SurveyUnknown
from sebayu.core.satisfaction.models import Invitation, Response
from sebayu.core.satisfaction.wording import cleaned

CLOCK = Actor.system("Uji")
GOOD = [4, 4, 3, 4, 3, 4, 4, 3, 4]


def invited(ended: Callable[..., Case], **more: Any) -> Invitation:
    case = ended(**more)
    actions.invite(by=CLOCK)
    return Invitation.objects.get(case_id=case.id)


@pytest.mark.django_db
def test_an_ended_case_is_invited_once(ended: Callable[..., Case]) -> None:
    case = ended()
    assert tasks.invite_ended(0) == 1
    assert tasks.invite_ended(0) == 0
    message = Message.objects.get(template="survey_invite")
    invitation = Invitation.objects.get(case_id=case.id)
    assert message.context["path"] == f"/survei/{invitation.token}/"
    assert "nama" not in {f.name for f in Invitation._meta.fields}
    assert invitation.told


@pytest.mark.django_db
def test_running_cancelled_and_old_cases_are_left_alone(ask: Callable[..., Case], ended: Any) -> None:
    case = ask()
    assert actions.invite(by=CLOCK) == 0
    Case.objects.filter(pk=case.pk).update(state="cancelled", closed_at=timezone.now())
    assert actions.invite(by=CLOCK) == 0
    Case.objects.filter(pk=case.pk).update(
        state="refused", reason="Uji", closed_at=timezone.now() - dt.timedelta(days=30)
    )
    assert actions.invite(by=CLOCK) == 0


@pytest.mark.django_db
def test_an_answer_is_kept_without_a_name_and_once(ended: Callable[..., Case]) -> None:
    invitation = invited(ended)
    kept = actions.answer(by=Actor.public(), token=invitation.token, answers=GOOD, seconds=40)
    assert kept.answers == tuple(GOOD)
    assert (kept.office_key, kept.channel, kept.recorded_post) == ("kel_mintaragen", "link", "")
    entry = LedgerEntry.objects.get(act="survey.answer")
    assert (entry.case_id, entry.subjects) == (None, [])
    with pytest.raises(SurveyAnswered):
        actions.answer(by=Actor.public(), token=invitation.token, answers=GOOD)
    assert Response.objects.count() == 1


@pytest.mark.django_db
def test_nothing_is_kept_when_the_ledger_fails(
    ended: Callable[..., Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation = invited(ended)

    def broken(**_more: Any) -> None:
        raise RuntimeError("ledger")

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(RuntimeError):
        actions.answer(by=Actor.public(), token=invitation.token, answers=GOOD)
    assert not Response.objects.exists()
    invitation.refresh_from_db()
    assert invitation.answered_at is None


@pytest.mark.django_db
@pytest.mark.parametrize("answers", [[4] * 8, [4] * 8 + [None], [4] * 8 + [5], []])
def test_missing_answers_are_said_and_nothing_is_kept(ended: Callable[..., Case], answers: list) -> None:
    invitation = invited(ended)
    with pytest.raises(AnswersMissing):
        actions.answer(by=Actor.public(), token=invitation.token, answers=answers)
    assert not Response.objects.exists()


@pytest.mark.django_db
def test_link_ends(ended: Callable[..., Case]) -> None:
    invitation = invited(ended)
    late = invitation.expires_at + dt.timedelta(seconds=1)
    with pytest.raises(SurveyClosed):
        actions.answer(by=Actor.public(), token=invitation.token, answers=GOOD, now=late)
    with pytest.raises(SurveyUnknown):
        actions.answer(by=Actor.public(), token="x" * 32, answers=GOOD)


@pytest.mark.django_db
def test_at_the_counter_the_pen_is_named_and_must_be_of_that_office(
    ended: Callable[..., Case], budi: Actor, tuti: Actor, sari: Actor
) -> None:
    invitation = invited(ended)
    for stranger in (tuti, sari, Actor.public()):
        with pytest.raises(NotAllowed):
            actions.answer(by=stranger, token=invitation.token, answers=GOOD, channel="counter")
    kept = actions.answer(by=budi, token=invitation.token, answers=GOOD, channel="counter")
    assert kept.recorded_post == "Petugas Kelurahan Mintaragen"


@pytest.mark.django_db
def test_the_database_refuses_to_edit_an_answer(ended: Callable[..., Case]) -> None:
    invitation = invited(ended)
    kept = actions.answer(by=Actor.public(), token=invitation.token, answers=GOOD)
    for change in (lambda: Response.objects.update(element_1=1), kept.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.django_db
def test_odd_answers_are_kept_marked_and_shown_apart(ended: Callable[..., Case]) -> None:
    for answers, seconds in ((GOOD, 40), ([4] * 9, 30), ([1, 2, 1, 2, 1, 2, 1, 2, 1], 2)):
        invitation = invited(ended)
        actions.answer(by=Actor.public(), token=invitation.token, answers=answers, seconds=seconds)
    today = timezone.localdate()
    line = results.whole(Response.objects.of(offices=["kel_mintaragen"]), today)
    assert (line.all.n, line.clean.n, line.marked) == (3, 1, 2)
    assert [x.key for x in results.by(Response.objects.all(), "office_key", "office_name", today)] == [
        "kel_mintaragen"
    ]
    assert results.asked(["kel_mintaragen"], today - dt.timedelta(days=1), today) == 3


@pytest.mark.django_db
def test_rows_for_indicators_add_up_to_the_index(ended: Callable[..., Case]) -> None:
    for answers in (GOOD, [1] * 9):
        actions.answer(by=Actor.public(), token=invited(ended).token, answers=answers)
    rows = list(Response.objects.measured().values("day", "office_key", "area_code", "answers", "score"))
    ratio = sum(r["score"] for r in rows) / sum(r["answers"] for r in rows) * 25 / 9
    assert ratio == pytest.approx(
        float(results.whole(Response.objects.all(), timezone.localdate()).all.exact)
    )


@pytest.mark.django_db
def test_results_take_one_statement_each(ended: Callable[..., Case], django_assert_num_queries: Any) -> None:
    actions.answer(by=Actor.public(), token=invited(ended).token, answers=GOOD)
    today = timezone.localdate()
    with django_assert_num_queries(2):
        results.whole(Response.objects.all(), today)
        results.by(Response.objects.all(), "service_key", "service_title", today)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Cepat, terima kasih.", "Cepat, terima kasih."),
        ("NIK saya 3376021234567890 salah", "NIK saya [nomor dihapus] salah"),
        ("3376 0212 3456 7890", "[nomor dihapus]"),
        ("hubungi 0812-3456-7890 ya", "hubungi [nomor dihapus] ya"),
        ("surel sari@contoh.test", "surel [alamat dihapus]"),
        ("menunggu 45 menit, 3 kali", "menunggu 45 menit, 3 kali"),
    ],
)
def test_numbers_and_addresses_of_persons_are_taken_out(written: str, kept: str) -> None:
    assert cleaned(written) == kept


def test_edition_is_found_by_day() -> None:
    assert questionnaire.on(dt.date(2026, 1, 1)).key == "permenpan_rb_14_2017"


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_instant_keep_one_answer(ended: Callable[..., Case]) -> None:
    token = invited(ended).token

    def tap(_n: int) -> bool:
        try:
            actions.answer(by=Actor.public(), token=token, answers=GOOD)
        except SurveyAnswered:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as taps:
        assert sorted(taps.map(tap, range(4))) == [False, False, False, True]
    assert Response.objects.count() == 1
