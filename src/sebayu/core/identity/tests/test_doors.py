"""Every door and each of the three people before it."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as live
from django.test import Client
from django.urls import reverse

from sebayu.core.identity import keep
from sebayu.core.identity.doors import Door, UnmarkedDoor, door, door_of
from sebayu.core.identity.middleware import SEEN
from sebayu.core.identity.models import Account
from sebayu.core.identity.tests.people import Town

PASSWORD = "padang-jingrang-2026"


@pytest.fixture(autouse=True)
def house(settings) -> None:
    settings.ROOT_URLCONF = "sebayu.core.identity.tests.door_urls"
    guards = [m for m in live.IDENTITY_MIDDLEWARE if m not in settings.MIDDLEWARE]
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if "whitenoise" not in m] + guards


def as_(account: Account | None) -> Client:
    client = Client()
    if account:
        client.force_login(account, backend=live.AUTHENTICATION_BACKENDS[1])
    return client


ADMITTED = {
    "/anybody/": "nobody sari budi tuti rina",
    "/signed/": "sari budi tuti rina",
    "/citizen/": "sari",
    "/officer/": "budi tuti rina",
}


@pytest.mark.parametrize("path", sorted(ADMITTED))
@pytest.mark.parametrize("who", ["nobody", "sari", "budi", "tuti", "rina"])
def test_door_admits(town: Town, path: str, who: str) -> None:
    answer = as_(getattr(town, who, None)).get(path)
    expected = 200 if who in ADMITTED[path].split() else 302 if who == "nobody" else 403
    assert answer.status_code == expected
    if expected == 302:
        assert answer.url == f"{reverse('login:choose')}?next=%2F{path.strip('/')}%2F"


def test_view_without_a_policy_is_refused(town: Town, settings) -> None:
    with pytest.raises(UnmarkedDoor, match="unmarked"):
        as_(town.budi).get("/unmarked/")
    settings.TESTING = False
    assert as_(town.budi).get("/unmarked/").status_code == 403


def test_unknown_policy_is_refused_when_the_code_is_read() -> None:
    with pytest.raises(UnmarkedDoor):
        door(allow="case.singn")
    with pytest.raises(UnmarkedDoor):
        door(allow=[])
    with pytest.raises(UnmarkedDoor):
        door(allow=("citizen", "officer"))


def test_library_not_named_is_closed() -> None:
    def view() -> None: ...

    view.__module__ = "some_library.views"
    assert door_of(view) is None
    view.__module__ = "allauth.account.views"
    assert door_of(view) == Door(("public",))


def test_htmx_is_sent_to_the_login_as_a_whole_page(town: Town) -> None:
    answer = as_(None).get("/officer/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith(reverse("login:choose"))


def enter_with_password(client: Client) -> None:
    answer = client.post(reverse("account_login"), {"login": "budi@contoh.test", "password": PASSWORD})
    assert answer.status_code == 302, answer.content


def test_form_sent_after_the_login_expired_waits_and_is_sent_again(town: Town) -> None:
    client = as_(town.budi)
    client.get("/officer/")
    session = client.session
    session[SEEN] = int(time.time()) - live.SEBAYU_IDLE_MINUTES * 60 - 1
    session.save()
    typed = {"note": ["Sudah <b>dicek</b>", "dua"], "passphrase": "jangan-disimpan"}
    answer = client.post("/officer/", typed)
    assert answer.status_code == 302
    stored = str(dict(client.session))
    assert "dicek" not in stored
    assert "jangan-disimpan" not in stored
    client.post(answer.url, {})  # the choice page itself changes nothing
    enter_with_password(client)
    page = client.get(reverse("login:continue"))
    text = page.content.decode()
    assert 'action="/officer/"' in text
    assert "Sudah &lt;b&gt;dicek&lt;/b&gt;" in text
    assert "jangan-disimpan" not in text
    again = client.post("/officer/", {"note": ["Sudah <b>dicek</b>", "dua"]})
    assert "'note': ['Sudah <b>dicek</b>', 'dua']" in again.content.decode()


def test_form_of_another_is_dropped_unseen(town: Town) -> None:
    client = as_(town.tuti)
    client.get("/officer/")
    session = client.session
    session[SEEN] = 1
    session.save()
    client.post("/officer/", {"note": "milik Tuti"})
    enter_with_password(client)
    assert client.get(reverse("login:continue")).status_code == 302
    assert keep.SESSION_KEY not in client.session


def test_form_too_big_to_keep_says_so(town: Town) -> None:
    answer = as_(None).post("/officer/", {"note": "x" * keep.LIMIT})
    assert answer.url.endswith("next=%2Fofficer%2F")


def test_thrown_away_form_is_gone(town: Town) -> None:
    client = as_(None)
    client.post("/officer/", {"note": "a"})
    enter_with_password(client)
    client.post(reverse("login:continue"), {"buang": "1"})
    assert keep.SESSION_KEY not in client.session


def test_idle_session_is_over(town: Town) -> None:
    client = as_(town.budi)
    client.get("/officer/")
    session = client.session
    session[SEEN] -= live.SEBAYU_IDLE_MINUTES * 60 + 61
    session.save()
    assert client.get("/officer/").status_code == 302


def test_signing_needs_a_recent_proof(town: Town) -> None:
    town.rina.set_password(PASSWORD)
    town.rina.save()
    client = as_(town.rina)
    answer = client.post("/sign/", {"letter": "7"})
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate"))
    proved = client.post(answer.url, {"password": PASSWORD, "next": reverse("login:continue")})
    assert proved.url == reverse("login:continue")
    assert 'action="/sign/"' in client.get(proved.url).content.decode()
    assert client.post("/sign/", {"letter": "7"}).status_code == 200


def test_proof_grows_old(town: Town) -> None:
    town.rina.set_password(PASSWORD)
    town.rina.save()
    client = Client()
    client.post(reverse("account_login"), {"login": "rina@contoh.test", "password": PASSWORD})
    assert client.get("/sign/").status_code == 200
    session = client.session
    session["account_authentication_methods"][0]["at"] -= live.SEBAYU_STEP_UP_MINUTES * 60 + 1
    session.save()
    assert client.get("/sign/").status_code == 302


def test_stranger_never_reaches_the_signing_door(town: Town) -> None:
    for who in (town.sari, town.budi, town.tuti):
        assert as_(who).get("/sign/").status_code == 403


def test_officer_without_second_factor_is_sent_to_set_one_up(town: Town, settings) -> None:
    settings.SEBAYU_REQUIRE_MFA = True
    client = as_(town.budi)
    assert client.get("/officer/").url == reverse("mfa_index")
    assert as_(town.sari).get("/citizen/").status_code == 200
    Authenticator.objects.create(user=town.budi, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.get("/officer/").status_code == 200


def test_with_second_factor_a_password_alone_is_not_a_recent_proof(town: Town) -> None:
    client = as_(town.rina)
    Authenticator.objects.create(user=town.rina, type=Authenticator.Type.TOTP, data={"secret": "x"})
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(town.rina.pk)
    session.save()
    assert client.get("/sign/").url.startswith(reverse("mfa_reauthenticate"))
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session.save()
    assert client.get("/sign/").status_code == 200
