"""Following, commenting under moderation, being told: Bu Sari and Joko, Pak Budi of the owning office, Ibu Tuti of another city."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sebayu.core.identity.models import Office
from sebayu.core.ledger import Actor
from sebayu.core.notify.models import Message
from sebayu.programmes.movement.evidence import actions as proving
from sebayu.programmes.movement.participation import actions, texts
from sebayu.programmes.movement.participation.enums import CommentState
from sebayu.programmes.movement.participation.errors import (
    AlreadyDecided,
    LogInFirst,
    NoReason,
    NothingSaid,
    NotModerator,
    PersonalInText,
    TooManyComments,
)
from sebayu.programmes.movement.participation.models import Comment, Follow
from sebayu.programmes.movement.plan import actions as plans
from sebayu.programmes.movement.structure import actions as structure

CLOCK = Actor.system("Uji")
WORDS = "Lampu di gang kami masih padam."


def prove(stone, budi, planner) -> None:
    row = proving.add_evidence(
        by=budi, milestone=stone, kind="decree", number="5/2026", taken_on=dt.date.today()
    )
    proving.check_evidence(by=planner, evidence_id=row.id)


def test_follower_hears_once_when_a_milestone_is_proven_and_when_all_is_done(
    lamps, stone, sari, joko, budi, planner
):
    actions.follow(by=sari, initiative=lamps)
    assert actions.tell_followers(by=CLOCK) == 0
    prove(stone, budi, planner)
    assert actions.tell_followers(by=CLOCK) == 2  # the milestone, and with it the target
    assert actions.tell_followers(by=CLOCK) == 0
    kinds = set(Message.objects.to(sari.account_id).values_list("template", flat=True))
    assert kinds == {texts.MILESTONE, texts.DONE}
    assert "Peta lampu selesai" in Message.objects.get(template=texts.MILESTONE).rendered().body
    assert not Message.objects.to(joko.account_id).exists()


def test_what_was_proven_before_is_no_news(lamps, stone, sari, budi, planner):
    prove(stone, budi, planner)
    actions.follow(by=sari, initiative=lamps)
    assert actions.tell_followers(by=CLOCK) == 0


def test_following_twice_is_following_once_and_stops_when_asked(lamps, stone, sari, budi, planner):
    actions.follow(by=sari, initiative=lamps)
    actions.follow(by=sari, initiative=lamps)
    assert Follow.objects.active().count() == 1
    actions.unfollow(by=sari, initiative=lamps)
    prove(stone, budi, planner)
    assert actions.tell_followers(by=CLOCK) == 0
    with pytest.raises(LogInFirst):
        actions.follow(by=Actor.public(), initiative=lamps)


def test_new_edition_of_the_plan_keeps_its_followers(lamps, stone, plan, sari, budi, planner):
    actions.follow(by=sari, initiative=lamps)
    fresh = plans.copy_plan(by=planner, plan=plan, edition_label="Bimtek IV")
    plans.adopt(by=planner, plan=fresh, on=dt.date.today(), basis="Perwal (contoh)")
    renewed = fresh.initiatives.get(lineage=lamps.lineage)
    prove(renewed.milestones.get(), budi, planner)
    assert actions.tell_followers(by=CLOCK) == 2


def test_nothing_appears_before_somebody_read_it(lamps, sari, budi):
    said = actions.comment(by=sari, initiative=lamps, text=WORDS)
    assert not Comment.objects.published().exists()
    assert said.first_name == "Sari"
    actions.publish(by=budi, comment=said)
    assert Comment.objects.published().get().text == WORDS
    assert Message.objects.to(sari.account_id).get().template == texts.PUBLISHED
    with pytest.raises(AlreadyDecided):
        actions.refuse(by=budi, comment=said, reason="berubah pikiran")


def test_refusal_tells_its_author_why(lamps, sari, budi):
    said = actions.comment(by=sari, initiative=lamps, text=WORDS)
    with pytest.raises(NoReason):
        actions.refuse(by=budi, comment=said, reason="  ")
    with pytest.raises(PersonalInText):
        actions.refuse(by=budi, comment=said, reason="hubungi 081234567890")
    actions.refuse(by=budi, comment=said, reason="Bukan tentang inisiatif ini")
    assert "Bukan tentang inisiatif ini" in Message.objects.to(sari.account_id).get().rendered().body
    assert not Comment.objects.published().exists()


def test_owner_and_secretariat_decide_and_nobody_else(lamps, world, sari, joko, tuti, planner):
    said = actions.comment(by=sari, initiative=lamps, text=WORDS)
    for stranger in (tuti, joko, sari, world.actor("colleague"), world.actor("assessor"), Actor.public()):
        with pytest.raises(NotModerator):
            actions.publish(by=stranger, comment=said)
    actions.publish(by=planner, comment=said)


def test_nobody_decides_over_his_own_words(lamps, budi):
    said = actions.comment(by=budi, initiative=lamps, text=WORDS)
    with pytest.raises(NotModerator):
        actions.publish(by=budi, comment=said)


def test_merged_office_decides_for_what_was_the_others(lamps, world, sari, budi, planner):
    said = actions.comment(by=sari, initiative=lamps, text=WORDS)
    assert Office.objects.filter(key="opd_dpupr").exists()
    structure.change_office(
        by=planner, old_key="opd_dishub", new_key="opd_diskominfo", on=dt.date.today(), basis="Perda (contoh)"
    )
    with pytest.raises(NotModerator):
        actions.publish(by=budi, comment=said)
    actions.publish(by=world.actor("colleague"), comment=said)


def test_author_takes_it_back_and_the_words_are_gone(lamps, sari, joko, budi):
    said = actions.comment(by=sari, initiative=lamps, text=WORDS)
    actions.publish(by=budi, comment=said)
    with pytest.raises(NotModerator):
        actions.withdraw(by=joko, comment=said)
    actions.withdraw(by=sari, comment=said)
    said.refresh_from_db()
    assert (said.state, said.text) == (CommentState.WITHDRAWN, "")


def test_five_comments_a_day_are_enough(lamps, sari):
    for n in range(5):
        actions.comment(by=sari, initiative=lamps, text=f"{WORDS} {n}")
    with pytest.raises(TooManyComments):
        actions.comment(by=sari, initiative=lamps, text=WORDS)


@pytest.mark.parametrize("text", ["", "   ", "pendek"])
def test_nothing_said_is_not_a_comment(lamps, sari, text):
    with pytest.raises(NothingSaid):
        actions.comment(by=sari, initiative=lamps, text=text)


@pytest.mark.parametrize(
    "text",
    [
        "NIK saya 3376025507850001 tolong dicek",
        "KK 3376-0212-0310-0004",
        "hubungi 0812 3456 7890 saja",
        "wa +62 812-3456-7890",
        "surel sari@contoh.test ya",
    ],
)
def test_numbers_and_addresses_of_people_do_not_travel(lamps, sari, text):
    with pytest.raises(PersonalInText):
        actions.comment(by=sari, initiative=lamps, text=text)
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "text",
    ["Target 11.000 lampu tahun 2026", "Rp 1.500.000.000 untuk apa?", "RT 004 RW 005, 21 November 2026"],
)
def test_plain_numbers_may_be_said(text):
    assert not texts.is_personal(text)


@given(
    digits=st.from_regex(r"[1-9]\d{15}", fullmatch=True),
    before=st.text(max_size=20),
    gap=st.sampled_from(["", " ", ".", "-"]),
)
def test_a_person_number_is_seen_wherever_it_stands(digits, before, gap):
    written = gap.join(digits[n : n + 4] for n in range(0, 16, 4))
    assert texts.is_personal(f"{before} x{written}x")


@given(name=st.text(max_size=60))
def test_first_name_is_one_word_without_numbers(name):
    shown = texts.first_name(name)
    assert shown
    assert shown.isalpha()
