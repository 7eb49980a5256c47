"""NIK and code, through the pages: the same words, the same page for every NIK."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from sebayu.core.identity import codes
from sebayu.core.identity.models import Account
from sebayu.core.identity.tests.people import SARI_NIK, Town
from sebayu.core.notify.models import Message
from sebayu.web.login import tasks, views

UNKNOWN_NIK = "3376024508859999"


def run(jobs: dict) -> None:
    for job in list(jobs.values()):
        if job["task_name"] == views.PREPARE:
            tasks.prepare_code(**job["args"])


def code_sent() -> str:
    return Message.objects.get(template="login_code").secret["code"]


def ask(client: Client, nik: str, **more: str) -> object:
    return client.post(reverse("login:choose"), {"nik": nik, **more})


def test_citizen_comes_in_with_the_code_that_was_sent(town: Town, jobs: dict) -> None:
    client = Client()
    assert ask(client, "3376 0245 0885 0001", next="/citizen/").url == reverse("login:code")
    run(jobs)
    answer = client.post(reverse("login:code"), {"code": code_sent()})
    assert answer.url == "/citizen/"
    assert "Sari Wulandari" in client.get("/citizen/").content.decode()


def test_known_and_unknown_nik_look_alike(town: Town, jobs: dict) -> None:
    pages = []
    for nik in (SARI_NIK, UNKNOWN_NIK):
        client = Client()
        first = ask(client, nik)
        run(jobs)
        shown = client.get(first.url)
        wrong = client.post(first.url, {"code": "abc"})
        text = re.sub(
            r'csrfmiddlewaretoken" value="\w+"', "", shown.content.decode() + wrong.content.decode()
        )
        pages.append((first.status_code, first.headers["Location"], wrong.status_code, text))
    assert pages[0] == pages[1]
    assert [job["task_name"] for job in jobs.values()].count(views.PREPARE) == 2


def test_job_carries_no_personal_data(town: Town, jobs: dict) -> None:
    ask(Client(), SARI_NIK)
    (job,) = jobs.values()
    assert set(job["args"]) == {"code_id"}
    assert SARI_NIK not in str(job)
    UUID(job["args"]["code_id"])


def test_nik_stays_out_of_session_and_address(town: Town, jobs: dict) -> None:
    client = Client()
    answer = ask(client, SARI_NIK)
    assert SARI_NIK not in answer.url
    assert SARI_NIK not in str(dict(client.session))


def test_wrong_code_says_what_to_do_and_keeps_the_page(town: Town, jobs: dict) -> None:
    client = Client()
    ask(client, SARI_NIK)
    run(jobs)
    wrong = f"{(int(code_sent()) + 1) % 10**6:06d}"
    answer = client.post(reverse("login:code"), {"code": wrong})
    assert answer.status_code == 400
    assert "minta kode baru" in answer.content.decode()
    assert client.post(reverse("login:code"), {"code": code_sent()}).status_code == 302


def test_fourth_request_is_refused_politely(town: Town, jobs: dict) -> None:
    answers = [ask(Client(), SARI_NIK) for _ in range(4)]
    assert [a.status_code for a in answers] == [302, 302, 302, 429]
    assert "Terlalu banyak permintaan" in answers[3].content.decode()


@pytest.mark.parametrize(
    "hostile", ["' OR 1=1 --", "<script>alert(1)</script>", "12345678901234567", "\x00" * 16]
)
def test_hostile_nik_is_answered_in_words(town: Town, jobs: dict, hostile: str) -> None:
    answer = ask(Client(), hostile)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert not jobs


@pytest.mark.parametrize("target", ["https://jahat.test/", "//jahat.test", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(town: Town, jobs: dict, target: str) -> None:
    client = Client()
    ask(client, SARI_NIK, next=target)
    run(jobs)
    assert client.post(reverse("login:code"), {"code": code_sent()}).url == "/"


def test_code_page_without_a_request_leads_back(db: None) -> None:
    assert Client().get(reverse("login:code")).url == reverse("login:choose")


def test_officer_coming_by_code_is_still_asked_for_the_second_factor(town: Town, jobs: dict) -> None:
    Authenticator.objects.create(user=town.sari, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client = Client()
    ask(client, SARI_NIK)
    run(jobs)
    answer = client.post(reverse("login:code"), {"code": code_sent()})
    assert answer.url == reverse("mfa_authenticate")
    assert client.get("/citizen/").status_code == 302


def test_code_of_one_browser_does_not_open_another(town: Town, jobs: dict) -> None:
    ask(Client(), SARI_NIK)
    run(jobs)
    thief = Client()
    ask(thief, UNKNOWN_NIK)
    assert thief.post(reverse("login:code"), {"code": code_sent()}).status_code == 400


def test_someone_else_logging_in_takes_over_nothing(town: Town, jobs: dict, as_) -> None:
    client = as_(town.budi)
    session = client.session
    session["draft"] = "milik Budi"
    session.save()
    ask(client, SARI_NIK)
    run(jobs)
    client.post(reverse("login:code"), {"code": code_sent()})
    assert client.session["_auth_user_id"] == str(town.sari.pk)
    assert "draft" not in client.session


def test_daily_housekeeping_runs(town: Town) -> None:
    tasks.forget_old(0)
    assert codes.forget_old() == 0
    assert Account.objects.exists()
