"""Passkeys in a real Chromium with a virtual authenticator, and every page of the login looked at by axe."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as live
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

from sebayu.core.identity.models import Account
from sebayu.core.identity.tests import people
from sebayu.core.identity.tests.people import Town

CHROMIUM = os.environ.get("SEBAYU_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:No directory at"),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium"),
    pytest.mark.django_db(transaction=True),
]
PASSWORD = "padang-jingrang-2026"
STRANGERS = ["login:choose", "account_login", "account_reset_password", "account_signup", "login:cast"]
OFFICERS = [
    "login:account",
    "login:assist",
    "login:enrol",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "account_change_password",
    "account_reauthenticate",
]


@pytest.fixture
def town(transactional_db: None, settings) -> Town:
    settings.DEMO = True
    built = people.build()
    Account.objects.filter(id=built.rina.id).update(demo_role="Lurah Mintaragen")
    return built


@pytest.fixture
def officer_cookie(town: Town) -> dict:
    client = Client()
    client.force_login(town.budi, backend=live.AUTHENTICATION_BACKENDS[1])
    name = live.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "domain": "localhost", "path": "/"}


@pytest.fixture
def page(live_server: Any, officer_cookie: dict) -> Iterator[Page]:
    """A browser. While it is open this thread runs its loop, so the test itself must leave the database alone."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        # A passkey belongs to a name: localhost, not an address.
        base = live_server.url.replace("127.0.0.1", "localhost")
        yield browser.new_context(base_url=base, locale="id-ID").new_page()
        browser.close()


def with_authenticator(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_passkey_is_added_and_opens_the_door_without_a_password(page: Page) -> None:
    with_authenticator(page)
    page.goto(reverse("account_login"))
    page.fill("[name=login]", "budi@contoh.test")
    page.fill("[name=password]", PASSWORD)
    page.click("form:has([name=password]) button")
    page.goto(reverse("mfa_add_webauthn"))
    if page.locator("[name=password]").count():
        page.fill("[name=password]", PASSWORD)
        page.click("form:has([name=password]) button")
    page.fill("[name=name]", "Ponsel Budi")
    assert page.is_checked("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "tambah" not in url)
    page.context.clear_cookies()
    page.goto(f"{reverse('account_login')}?next={reverse('login:account')}")
    page.click("#passkey_login")
    page.wait_for_url(lambda url: "petugas" not in url)
    page.goto(reverse("login:account"))
    assert "Budi Prasetya" in page.content()


@pytest.mark.parametrize("width", [360, 1366])
def test_pages_are_accessible_and_fit(page: Page, officer_cookie: dict, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    problems: list[str] = []
    picture = os.environ.get("SEBAYU_PICTURES")
    for names, cookies in ((STRANGERS, []), (OFFICERS, [officer_cookie])):
        page.context.add_cookies(cookies)
        for name in names:
            page.goto(reverse(name))
            if page.locator("[name=password]").count() and name.startswith("mfa"):
                page.fill("[name=password]", PASSWORD)
                page.click("form:has([name=password]) button")
                page.goto(reverse(name))
            if picture:
                page.screenshot(path=f"{picture}/{name.replace(':', '-')}-{width}.png", full_page=True)
            found = Axe().run(page).response["violations"]
            problems += [f"{name}: {v['id']}" for v in found if v["impact"] in ("serious", "critical")]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                problems.append(f"{name}: scrolls sideways")
    assert not problems
