"""National identity: our relying party against a real OpenID provider over HTTP, honest and otherwise."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx
import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse

from sebayu.cli.postgres import free_port
from sebayu.core.identity.models import Account
from sebayu.core.identity.tests.people import SARI_NIK, Town
from sebayu.core.ledger.models import LedgerEntry
from sebayu.web.login.oidc import StrictAdapter
from sebayu.web.login.tests.conftest import FRESH_NIK

CALLBACK = "/masuk/nasional/nasional/kembali/"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    port = free_port()
    command = [
        sys.executable,
        str(Path(__file__).with_name("provider.py")),
        str(port),
        f"http://testserver{CALLBACK}",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline().strip() == "ready"
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()
    process.stdout.close()


@pytest.fixture
def faults(provider: str, settings) -> Callable[..., None]:
    apps = [
        {
            "provider_id": "nasional",
            "name": "INApas",
            "client_id": "sebayu",
            "secret": "rahasia",
            "settings": {"server_url": provider, "fetch_userinfo": True},
        }
    ]
    own = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**own, "APPS": apps}}

    def misbehave(**what: object) -> None:
        httpx.post(f"{provider}/_faults", json=what).raise_for_status()

    misbehave(nik=SARI_NIK)
    return misbehave


def journey(client: Client) -> Any:
    """The browser's way: to the provider and back."""
    away = client.post(reverse("openid_connect_login", args=["nasional"]), {"next": "/citizen/"})
    back = httpx.get(away.url)
    assert back.status_code == 302
    assert back.headers["location"].startswith(f"http://testserver{CALLBACK}")
    return client.get(back.headers["location"].removeprefix("http://testserver"))


def comes_in(answer: Any) -> bool:
    return answer.status_code == 302 and answer.url == "/citizen/"


def test_citizen_with_an_account_comes_in(town: Town, faults) -> None:
    client = Client()
    assert comes_in(journey(client))
    assert "Sari Wulandari" in client.get("/citizen/").content.decode()
    stored = SocialAccount.objects.get()
    assert (stored.user_id, list(stored.extra_data)) == (town.sari.pk, ["sub"])
    assert comes_in(journey(Client()))  # the second time by the provider's own key


def test_question_carries_nonce_state_and_pkce(town: Town, faults) -> None:
    away = Client().post(reverse("openid_connect_login", args=["nasional"]), {"scope": "evil"})
    asked = parse_qs(urlsplit(away.url).query)
    assert len(asked["nonce"][0]) >= 32
    assert asked["code_challenge_method"] == ["S256"]
    assert set(asked["scope"][0].split()) == {"openid", "profile"}
    assert asked["state"]


def test_resident_without_account_is_matched_with_the_register(resident: UUID, faults) -> None:
    faults(nik=FRESH_NIK)
    assert comes_in(journey(Client()))
    made = Account.objects.get()
    assert (made.person_id, made.name, made.has_usable_password()) == (resident, "Dewi Lestari", False)
    assert LedgerEntry.objects.get(act="identity.match_citizen").subjects == [resident]


FAULTY = {
    "no NIK": {},
    "NIK of nobody here": {"nik": "3376021111110001"},
    "NIK that is none": {"nik": "0; DROP TABLE"},
    "expired": {"nik": SARI_NIK, "expired": True},
    "another nonce": {"nik": SARI_NIK, "nonce": "replayed"},
    "another issuer in the token": {"nik": SARI_NIK, "iss": "https://jahat.test"},
    "another issuer in the metadata": {"nik": SARI_NIK, "metadata_issuer": "https://jahat.test"},
    "for another client": {"nik": SARI_NIK, "aud": "orang-lain"},
    "signed by another key": {"nik": SARI_NIK, "other_key": True},
    "userinfo of somebody else": {"nik": SARI_NIK, "userinfo_sub": "2"},
}


@pytest.mark.parametrize("fault", sorted(FAULTY))
def test_refused(town: Town, faults, fault: str) -> None:
    client = Client()
    if fault == "another issuer in the metadata":
        faults(**FAULTY[fault])
        answer = client.post(reverse("openid_connect_login", args=["nasional"]))
    else:
        faults(**FAULTY[fault])
        answer = journey(client)
    assert answer.status_code in (200, 401, 403, 503)
    assert "Belum dapat masuk" in answer.content.decode()
    assert SARI_NIK not in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()


def test_answer_to_a_question_nobody_asked_is_refused(town: Town, faults) -> None:
    away = Client().post(reverse("openid_connect_login", args=["nasional"]))
    back = httpx.get(away.url).headers["location"].removeprefix("http://testserver")
    victim = Client()
    assert victim.get(back).status_code in (401, 403)
    assert "_auth_user_id" not in victim.session


def test_deactivated_account_stays_outside(town: Town, faults) -> None:
    Account.objects.filter(id=town.sari.id).update(is_active=False)
    client = Client()
    journey(client)
    assert "_auth_user_id" not in client.session


def test_provider_that_is_down_is_answered_calmly(town: Town, faults, settings) -> None:
    own = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    gone = [{**own["APPS"][0], "settings": {"server_url": f"http://127.0.0.1:{free_port()}"}}]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**own, "APPS": gone}}
    answer = Client().post(reverse("openid_connect_login", args=["nasional"]))
    assert answer.status_code == 503
    assert "Belum dapat masuk" in answer.content.decode()


class _App:
    client_id = "sebayu"


def test_forged_tokens_are_refused(monkeypatch) -> None:
    real, other = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    public = jwt.PyJWK(
        {**jwt.algorithms.RSAAlgorithm.to_jwk(real.public_key(), as_dict=True), "alg": "RS256"}
    )
    adapter = StrictAdapter.__new__(StrictAdapter)
    monkeypatch.setattr(StrictAdapter, "openid_config", {"issuer": "http://p"})
    monkeypatch.setattr(StrictAdapter, "_key", lambda self, header: public)
    now = int(time.time())
    claims = {"iss": "http://p", "aud": "sebayu", "sub": "1", "iat": now, "exp": now + 60}
    assert adapter.verified(_App, jwt.encode(claims, real, "RS256"))["sub"] == "1"
    forged = [
        jwt.encode(claims, other, "RS256"),
        jwt.encode(claims, None, "none"),
        jwt.encode(claims, "k" * 40, "HS256"),
        jwt.encode({k: v for k, v in claims.items() if k != "exp"}, real, "RS256"),
        jwt.encode({**claims, "exp": now - 60}, real, "RS256"),
        jwt.encode({**claims, "aud": "lain"}, real, "RS256"),
        "bukan.sebuah.token",
        "",
    ]
    for token in forged:
        with pytest.raises(OAuth2Error):
            adapter.verified(_App, token)
