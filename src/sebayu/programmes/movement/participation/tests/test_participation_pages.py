"""The pages of citizens and moderators."""

import pytest
from django.test import Client
from django.urls import reverse

from sebayu.core.identity.models import Account
from sebayu.programmes.movement.participation import actions, demo
from sebayu.programmes.movement.participation.models import Comment, Follow

WORDS = "Lampu di gang kami masih padam."


def url(name: str, *args) -> str:
    return reverse(f"movement_participation:{name}", args=args)


@pytest.fixture
def phone(sari) -> Client:
    client = Client()
    account = Account.objects.get(pk=sari.account_id)
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def public(lamps) -> str:
    return reverse("movement_plan:public_initiative", args=[lamps.code])


def test_citizen_follows_and_stops_on_the_page_of_the_promise(lamps, phone):
    assert "Belum ada yang mengikuti" in phone.get(public(lamps)).content.decode()
    phone.post(url("follow", lamps.lineage), {"ikuti": "ya"})
    assert Follow.objects.active().count() == 1
    assert "Diikuti" in phone.get(public(lamps)).content.decode()
    assert lamps.title in phone.get(url("mine")).content.decode()
    phone.post(url("follow", lamps.lineage), {"ikuti": "tidak"})
    assert not Follow.objects.active().exists()


def test_stranger_is_asked_to_log_in_and_comes_back(lamps):
    answer = Client().get(url("follow", lamps.lineage))
    assert answer.status_code == 302
    assert "/masuk" in answer["Location"]
    assert Client().get(public(lamps)).status_code == 200


def test_comment_travels_from_a_phone_over_a_desk_to_everybody(lamps, phone, browser):
    wrong = phone.post(url("comment", lamps.lineage), {"text": "NIK 3376025507850001 padam"})
    assert wrong.status_code == 422
    assert "padam" in wrong.content.decode()  # nothing typed is lost
    phone.post(url("comment", lamps.lineage), {"text": WORDS})
    said = Comment.objects.get()
    assert WORDS not in Client().get(public(lamps)).content.decode()
    assert browser("stranger").get(url("decide", said.id)).status_code == 404
    assert browser("stranger").get(url("comments")).context["pager"].total == 0
    desk = browser("owner")
    assert desk.get(url("comments")).context["pager"].total == 1
    assert desk.post(url("decide", said.id), {"verdict": "refuse"}).status_code == 422
    desk.post(url("decide", said.id), {"verdict": "publish"})
    page = Client().get(public(lamps)).content.decode()
    assert WORDS in page
    assert "Sari" in page
    assert "Wulandari" not in page


def test_refused_comment_shows_its_reason_to_its_author_only(lamps, sari, phone, budi):
    said = actions.comment(by=sari, initiative=lamps, text=WORDS)
    actions.refuse(by=budi, comment=said, reason="Bukan tentang ini")
    assert "Bukan tentang ini" in phone.get(url("mine")).content.decode()
    assert "Bukan tentang ini" not in Client().get(public(lamps)).content.decode()


def test_author_withdraws_only_his_own(lamps, sari, joko, phone):
    theirs = actions.comment(by=joko, initiative=lamps, text=WORDS)
    assert phone.post(url("withdraw", theirs.id)).status_code == 404
    own = actions.comment(by=sari, initiative=lamps, text=WORDS)
    assert phone.post(url("withdraw", own.id)).status_code == 302
    assert phone.get(url("mine")).status_code == 200


def test_what_is_not_in_force_does_not_exist(lamps, phone):
    from uuid import uuid4

    for name in ("go", "follow", "comment"):
        assert phone.get(url(name, uuid4())).status_code == 404
    assert phone.get(url("go", lamps.lineage))["Location"] == public(lamps)


def test_too_many_clicks_are_stopped(lamps, phone, monkeypatch):
    from sebayu.programmes.movement.participation.views import citizen

    monkeypatch.setattr(citizen, "MOST", 1)
    answers = [phone.post(url("comment", lamps.lineage), {"text": "x"}).status_code for _ in range(2)]
    assert answers == [422, 429]


def test_comments_leave_as_a_file_without_whole_names(lamps, sari, browser):
    actions.comment(by=sari, initiative=lamps, text=WORDS)
    content = browser("planner").get(url("comments"), {"berkas": "csv"}).content.decode("utf-8-sig")
    assert WORDS in content
    assert "Wulandari" not in content


def test_desk_page_of_an_initiative_shows_what_waits(lamps, sari, browser):
    actions.comment(by=sari, initiative=lamps, text=WORDS)
    page = browser("owner").get(reverse("movement_plan:initiative", args=[lamps.id])).content.decode()
    assert "1 komentar menunggu dibaca" in page


def test_demo_breaks_nothing_where_no_plan_is_in_force(db):
    demo.seed(lambda said: None)
    assert not Follow.objects.exists()


def test_lists_are_bounded(lamps, sari, phone, browser, django_assert_max_num_queries):
    for n in range(5):
        actions.comment(by=sari, initiative=lamps, text=f"{WORDS} {n}")
    desk = browser("owner")
    desk.get(url("comments"))
    with django_assert_max_num_queries(20):
        desk.get(url("comments"))
    with django_assert_max_num_queries(12):
        phone.get(url("mine"))
