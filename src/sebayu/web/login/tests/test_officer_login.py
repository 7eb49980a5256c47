"""E-mail, password, second factor; guessing is locked; nothing personal is stored or logged about it."""

from __future__ import annotations

import logging
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse

from sebayu.core.identity.models import Account
from sebayu.core.identity.tests.people import Town

PASSWORD = "padang-jingrang-2026"
LOGIN = {"login": "budi@contoh.test", "password": PASSWORD}


def totp_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_officer_comes_in(town: Town) -> None:
    client = Client()
    assert (
        client.post(reverse("account_login") + "?next=/officer/", {**LOGIN, "next": "/officer/"}).url
        == "/officer/"
    )
    assert "Budi Prasetya" in client.get("/officer/").content.decode()


def test_sixth_guess_is_locked_out_even_with_the_right_password(town: Town, caplog) -> None:
    client = Client()
    with caplog.at_level(logging.DEBUG):
        for _ in range(5):
            answer = client.post(reverse("account_login"), {**LOGIN, "password": "salah"})
        answer = client.post(reverse("account_login"), LOGIN)
    assert answer.status_code == 429
    assert "15 menit" in answer.content.decode()
    attempt = AccessAttempt.objects.get()
    assert "budi" not in f"{attempt.username} {attempt.get_data} {attempt.post_data}"
    assert "budi@contoh.test" not in caplog.text
    assert "salah" not in caplog.text


def test_lock_out_does_not_hit_others(town: Town) -> None:
    town.tuti.set_password(PASSWORD)
    town.tuti.save()
    client = Client()
    for _ in range(6):
        client.post(reverse("account_login"), {**LOGIN, "password": "salah"})
    assert (
        Client()
        .post(reverse("account_login"), {"login": "tuti@contoh.test", "password": PASSWORD})
        .status_code
        == 302
    )


def test_unknown_and_wrong_password_read_the_same(town: Town) -> None:
    texts = [
        Client()
        .post(reverse("account_login"), {"login": who, "password": "salah"})
        .context["form"]
        .errors.as_text()
        for who in ("budi@contoh.test", "siapa@contoh.test")
    ]
    assert texts[0] == texts[1]


def test_forgotten_password_tells_nobody_who_has_an_account(town: Town, mailoutbox) -> None:
    answers = [
        Client().post(reverse("account_reset_password"), {"email": who})
        for who in ("budi@contoh.test", "siapa@contoh.test")
    ]
    assert {(a.status_code, a.url) for a in answers} == {(302, reverse("account_reset_password_done"))}
    assert [m.to for m in mailoutbox] == [["budi@contoh.test"]]


def test_nobody_signs_up_on_the_web(db: None) -> None:
    Client().post(reverse("account_signup"), {"email": "a@contoh.test", "password1": PASSWORD})
    assert not Account.objects.exists()


def test_totp_is_set_up_kept_encrypted_and_asked_for(town: Town) -> None:
    client = Client()
    client.post(reverse("account_login"), LOGIN)
    page = client.get(reverse("mfa_activate_totp"))
    if page.status_code == 302:
        client.post(page.url, {"password": PASSWORD})
        page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": totp_now(secret)})
    assert answer.status_code == 302
    row = Authenticator.objects.get(user=town.budi, type=Authenticator.Type.TOTP)
    assert secret not in str(row.data)
    other = Client()
    answer = other.post(reverse("account_login"), LOGIN)
    assert answer.url == reverse("mfa_authenticate")
    assert other.get("/officer/").status_code == 302
    assert other.post(answer.url, {"code": "000000"}).status_code == 200
    # the code used for setting up is not taken twice: step to the next one the tolerance allows
    later = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + 1))
    assert other.post(answer.url, {"code": later}).status_code == 302
    assert other.get("/officer/").status_code == 200


def test_recovery_code_works_once(town: Town) -> None:
    TOTP.activate(town.budi, "JBSWY3DPEHPK3PXP")
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    code = RecoveryCodes.activate(town.budi).get_unused_codes()[0]
    outcomes = []
    for _ in range(2):
        client = Client()
        answer = client.post(reverse("account_login"), LOGIN)
        outcomes.append(client.post(answer.url, {"code": code}).status_code)
    assert outcomes == [302, 200]


@pytest.mark.parametrize(
    "name",
    [
        "login:account",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_generate_recovery_codes",
        "account_change_password",
        "account_reauthenticate",
    ],
)
def test_pages_of_account_security_open_in_our_look(town: Town, name: str) -> None:
    client = Client()
    client.post(reverse("account_login"), LOGIN)
    page = client.get(reverse(name))
    if page.status_code == 302 and "lagi" in page.url:
        client.post(page.url, {"password": PASSWORD})
        page = client.get(reverse(name))
    if name == "mfa_generate_recovery_codes" and page.status_code == 302:
        return
    assert page.status_code == 200, page.url
    assert 'class="top"' in page.content.decode()
    assert "<style" not in page.content.decode()


@pytest.mark.parametrize(
    "name", ["login:choose", "account_login", "account_reset_password", "account_signup"]
)
def test_pages_for_strangers_open_in_our_look(db: None, name: str) -> None:
    page = Client().get(reverse(name))
    assert page.status_code == 200
    assert 'class="top"' in page.content.decode()


def test_logout_is_a_button_not_a_link(town: Town, as_) -> None:
    client = as_(town.budi)
    client.get(reverse("account_logout"))
    assert client.get("/officer/").status_code == 200
    client.post(reverse("account_logout"))
    assert client.get("/officer/").status_code == 302
