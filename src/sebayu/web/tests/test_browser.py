"""Every screen of the portal in Chromium, on a phone and on a desk: nothing for axe to find, no sideways scroll, no error.

While a browser is open, its loop runs in this thread: everything of the database is prepared before it opens.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client

from sebayu.web.tests import flow
from sebayu.web.tests.town import BACKEND, Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
SIZES = [(360, 800), (1366, 768)]


@pytest.fixture
def cookie(transactional_db: None, live_server: Any, town: Town, settings: Any) -> dict:
    """Bu Sari is logged in."""
    visitor = Client()
    visitor.force_login(town.sari, backend=BACKEND)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": visitor.cookies[name].value, "url": live_server.url}


@pytest.fixture
def addresses(cookie: dict, town: Town) -> list[str]:
    running, asked = flow.opened(town), flow.returned(town)
    return [
        "/", "/?q=kurang+mampu", "/layanan/", "/layanan/uji_tidak_mampu/", "/layanan/uji_nikah/", "/layanan/uji_pindah/",
        "/urusan/", f"/urusan/{running.pk}/", f"/urusan/{asked.pk}/", f"/urusan/{running.pk}/batalkan/", "/surat/",
        "/data-saya/", "/data-saya/salah/person.birth_place/", "/siapa-melihat/", "/siapa-melihat/?sendiri=1",
        "/cara-kami-menjaga-data/", "/standar-pelayanan/", "/periksa/", f"/periksa/{'a' * 24}/",
        f"/keterangan/{running.attest_token}/",
    ]  # fmt: skip


@contextmanager
def launched() -> Iterator[Any]:
    """An installed Chromium, closed at the end; skips where the machine has none."""
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    with playwright.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def browser(cookie: dict, addresses: list[str]) -> Iterator[Any]:
    with launched() as chromium:
        yield chromium


def enter(browser: Any, cookie: dict, **more: Any) -> Any:
    context = browser.new_context(locale="id-ID", base_url=cookie["url"], **more)
    context.add_cookies([cookie])
    return context.new_page()


def watch(tab: Any, found: list[str]) -> None:
    """Errors of scripts and of the content policy; that an unknown letter is not found is no error."""
    tab.on("pageerror", lambda error: found.append(str(error)))
    tab.on(
        "console",
        lambda said: found.append(said.text) if said.type == "error" and "404" not in said.text else None,
    )


def faults(tab: Any, address: str, width: int) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    sideways = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
    found = [f"{width} {address}: {sideways} px too wide"] if sideways else []
    for fault in Axe().run(tab).response["violations"]:
        found.append(f"{width} {address}: {fault['id']} {[n['target'] for n in fault['nodes']][:3]}")
    return found


def test_every_screen_is_usable_by_everybody(browser: Any, cookie: dict, addresses: list[str]) -> None:
    found: list[str] = []
    for width, height in SIZES:
        tab = enter(browser, cookie, viewport={"width": width, "height": height})
        watch(tab, found)
        for address in addresses:
            tab.goto(address)
            found += faults(tab, address, width)
    assert not found


@pytest.mark.parametrize("script", [True, False])
def test_the_journey_works_with_script_and_without(browser: Any, cookie: dict, script: bool) -> None:
    """Open the statement, answer, tap, land on the tracking page."""
    tab = enter(browser, cookie, java_script_enabled=script, viewport={"width": 360, "height": 800})
    tab.goto("/layanan/uji_tidak_mampu/")
    other = tab.locator('input[name="purpose_other"]')
    assert other.is_visible() is not script  # with script it appears when it matters
    tab.locator('input[name="purpose"][value="other"]').check()
    other.fill("Beasiswa")
    tab.get_by_role("button", name="Minta surat ini").click()
    tab.wait_for_url("**/urusan/**")
    assert "Permintaan Anda diterima" in tab.content()
