"""Every screen of desk and room in Chromium, small and large: nothing for axe to find, no sideways scroll, the keyboard works.

`SEBAYU_SHOTS=<folder>` keeps a picture of each, to look at.
"""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sebayu.core.cases.models import Case
from sebayu.core.cases.tests.many import cases
from sebayu.core.documents.models import Document
from sebayu.core.documents.tests.fake_bsre import FakeBsre
from sebayu.core.identity.models import Mandate, Post
from sebayu.web.desk.tests.conftest import PASSPHRASE
from sebayu.web.desk.tests.test_case import doubt, lose
from sebayu.web.tests import flow
from sebayu.web.tests.test_browser import SIZES, enter, faults, launched, watch
from sebayu.web.tests.town import BACKEND, LONG_AGO, Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NAMES = ["Kasmuri", "M. Fauzan Alamsyah", "Yuliana Prasetyo", "Liem Giok Hwa", "Tarjono", "Dewi Anggraeni",
         "Siti Khotimah binti Abdurrahman Wahid Kusumaningrat", "D'Arcy"]  # fmt: skip


def log_in(account: Any, url: str, settings: Any) -> dict:
    visitor = Client()
    visitor.force_login(account, backend=BACKEND)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": visitor.cookies[name].value, "url": url}


@pytest.fixture
def pages(
    transactional_db: None, live_server: Any, town: Town, settings: Any, bsre: FakeBsre
) -> dict[str, tuple]:
    """Who opens what: a town in the middle of a working day."""
    settings.DEMO = True
    now = timezone.now()
    for n, name in enumerate(NAMES):
        (case,) = cases(1, subject_name=name, start=now + dt.timedelta(hours=-2 + 5 * n), rw=f"00{n % 4 + 1}")
        Case.objects.filter(pk=case.pk).update(conflicts=int(n == 0), known=3 - (n % 3 == 1))
    case = flow.attested(town)
    doubt(case, "person.birth_place", "Brebes")
    lose(case, "household.welfare_decile")
    at_sign = [flow.ready_to_sign(town) for _ in range(3)]
    Case.objects.filter(pk=at_sign[1].pk).update(conflicts=1)
    post = Post.objects.create(
        key="kota_tegal.w", office_id="kota_tegal", role="leader", title="Wali Kota", valid_from=LONG_AGO
    )
    Mandate.objects.create(account=town.joko, post=post, valid_from=LONG_AGO)
    flow.refused(town)
    issued, hanging = _documents(town, at_sign, bsre)
    waiting = flow.ready_to_sign(town)
    return {
        "budi": (log_in(town.budi, live_server.url, settings), [
            "/meja/", "/meja/?rw=002", "/meja/kotak/saya-pegang/", "/meja/kotak/selesai/", f"/meja/urusan/{case.pk}/",
            "/meja/cari/", "/meja/loket/", "/meja/surat/", f"/meja/surat/{issued.pk}/", f"/meja/urusan/{waiting.pk}/"]),
        "rina": (log_in(town.rina, live_server.url, settings), [
            "/meja/", "/meja/tanda-tangan/", f"/meja/urusan/{waiting.pk}/", "/meja/tanda-tangan/belum-pasti/",
            f"/meja/tanda-tangan/belum-pasti/{hanging.pk}/", f"/meja/surat/{issued.pk}/"]),
        "joko": (log_in(town.joko, live_server.url, settings), ["/ruang/", "/ruang/kantor/kel_mintaragen/", "/kotak-keluar/"]),
    }  # fmt: skip


def _documents(town: Town, at_sign: list[Case], bsre: FakeBsre) -> tuple[Document, Document]:
    """One letter signed, one whose outcome nobody knows."""
    head = Client()
    head.force_login(town.rina, backend=BACKEND)
    for case, mode in ((at_sign[0], "ok"), (at_sign[2], "timeout")):
        bsre.mode = mode
        data = {"verdict": "sign", "step": case.step_index, "passphrase": PASSPHRASE}
        head.post(f"/meja/urusan/{case.pk}/putuskan/", data)
    return Document.objects.get(state="signed"), Document.objects.get(state="unknown")


@pytest.fixture
def chromium(pages: dict) -> Iterator[Any]:
    with launched() as opened:
        yield opened


def shoot(tab: Any, name: str) -> None:
    if folder := os.environ.get("SEBAYU_SHOTS"):
        tab.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def test_every_screen_is_usable_by_everybody(chromium: Any, pages: dict) -> None:
    found: list[str] = []
    for who, (cookie, addresses) in pages.items():
        for width, height in SIZES:
            tab = enter(chromium, cookie, viewport={"width": width, "height": height})
            watch(tab, found)
            for n, address in enumerate(addresses):
                tab.goto(address)
                found += faults(tab, address, width)
                shoot(tab, f"{who}-{n}-{width}")
    assert not found


def test_search_and_counter_work_by_hand(chromium: Any, pages: dict) -> None:
    found: list[str] = []
    cookie, _addresses = pages["budi"]
    for width, height in SIZES:
        tab = enter(chromium, cookie, viewport={"width": width, "height": height})
        watch(tab, found)
        tab.goto("/meja/loket/")
        tab.locator("#warga").fill("sari wulandri")
        tab.get_by_role("button", name="Cari").last.click()
        found += faults(tab, "people", width)
        shoot(tab, f"people-{width}")
        tab.get_by_role("button", name="Layani Sari Wulandari").click()
        found += faults(tab, "begin", width)
        shoot(tab, f"begin-{width}")
    assert not found


def test_keyboard_moves_picks_opens_and_decides(chromium: Any, pages: dict) -> None:
    cookie, addresses = pages["budi"]
    tab = enter(chromium, cookie, viewport={"width": 1366, "height": 768})
    tab.goto("/meja/")
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    assert tab.locator("tr.is-here").count() == 1
    assert tab.locator("tr.is-here").inner_text().find("Kasmuri") == -1
    tab.goto("/meja/?bukti=lengkap")
    tab.keyboard.press("j")
    tab.keyboard.press("x")
    assert tab.locator("[data-picked]").inner_text() == "1"
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "q"
    tab.goto(addresses[4])
    tab.keyboard.press("t")
    assert tab.locator('input[value="refuse"]').is_checked()
    tab.locator("textarea").first.focus()
    tab.keyboard.press("s")
    assert tab.locator('input[value="refuse"]').is_checked()


@pytest.mark.parametrize("script", [True, False])
def test_signing_works_with_script_and_without(
    chromium: Any, pages: dict, bsre: FakeBsre, script: bool
) -> None:
    bsre.mode = "ok"
    cookie, _addresses = pages["rina"]
    tab = enter(chromium, cookie, java_script_enabled=script, viewport={"width": 360, "height": 800})
    tab.goto("/meja/tanda-tangan/")
    tab.get_by_role("button", name="Tanda tangani yang dipilih").click()
    shoot(tab, f"confirm-{script}")
    tab.locator('input[name="passphrase"]').fill(PASSPHRASE)
    tab.get_by_role("button", name="Tanda tangani 1 surat").click()
    tab.wait_for_url("**/hasil/")
    shoot(tab, f"result-{script}")
    assert "1 dari 1 surat ditandatangani" in tab.content()
