"""Every screen of the office in Chromium, small and large: nothing for axe to find, no sideways scroll.

`SEBAYU_SHOTS=<folder>` keeps a picture of each, to look at.
"""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from sebayu.core.exchange.actions import configure_source, end_agreement
from sebayu.core.identity.models import Account, Mandate, Post
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import reading, writing
from sebayu.core.registry.duplicates import actions
from sebayu.core.registry.models import Person, SuspectedPair
from sebayu.core.registry.tests.cast import PURPOSE
from sebayu.web.desk.tests.test_desk_browser import log_in
from sebayu.web.office.tests.test_accounts import many
from sebayu.web.office.tests.test_agreements import agree, connect
from sebayu.web.office.tests.test_pairs import second_sari
from sebayu.web.tests.test_browser import SIZES, enter, faults, launched, watch
from sebayu.web.tests.town import LONG_AGO, MINTARAGEN, Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SYSTEM = Actor.system("uji")


@pytest.fixture
def pages(transactional_db: None, live_server: Any, town: Town, nur_account: Account) -> dict[str, str]:
    """A region with something to do on every screen."""
    many(30)
    today = timezone.localdate()
    fresh = Account.objects.create_user(name="Wawan Setiawan, S.E.", email="wawan.setiawan@tegalkota.example")
    Mandate.objects.create(
        account=fresh, post_id="kel_panggung.head", kind="plh", basis="SP 800/12/2026", valid_from=today, valid_until=today + dt.timedelta(days=9)
    )  # fmt: skip
    Post.objects.create(
        key="kel_bancar.sekretaris", office_id="kel_bancar", role="secretary", title="Sekretaris Kelurahan Bancar", valid_from=LONG_AGO
    )  # fmt: skip
    Account.objects.filter(name="Petugas 003").update(is_active=False)
    connect("dtsen")
    ending = agree("dtsen", number="470/1234/DUKCAPIL-TEGAL/PKS/2024", days=41)
    connect("dukcapil", "verify")
    agree("dukcapil", number="119/5678/DUKCAPIL", days=500)
    configure_source(by=SYSTEM, source="oss", mode="value", base_url="https://oss.contoh.test/")
    old = agree("pbb", number="973/1/PKS/2025", days=100)
    end_agreement(by=SYSTEM, agreement=old, on=today, because="Diganti perjanjian baru")
    second_sari()
    for n, name in enumerate(["Sari Wulan Dari", "Sari Woelandari"]):
        second_sari(name, nik=f"337602550785000{n + 5}")
    actions.find(by=SYSTEM, area="33.76")
    with writing():
        row = SuspectedPair.objects.create(
            person_id=town.person_sari.id, row={"name": "SARI WULANDARI", "birth_date": "1985-07-15", "sex": "female", "nik": "3376025507850009",
            "address": "JL. SANGIR GANG 3 NOMOR 14 BELAKANG MUSALA AL-IKHLAS", "rt": "004", "rw": "005", "area_code": MINTARAGEN},
            row_digest="b" * 64, row_number=1207, area_code=MINTARAGEN, distance=0,
        )  # fmt: skip
    with reading(by=SYSTEM, purpose=PURPOSE):
        pair = SuspectedPair.objects.exclude(other_id=None).first()
        assert Person.objects.count() > 3
    return {
        "accounts": "/kantor/akun/", "choose": "/kantor/akun/?jabatan=kel_mintaragen.officer&kantor=kel_panggung", "create": "/kantor/akun/baru/",
        "account": f"/kantor/akun/{town.rina.id}/", "fresh": f"/kantor/akun/{fresh.id}/", "self": f"/kantor/akun/{nur_account.id}/",
        "assign": f"/kantor/akun/{town.budi.id}/penugasan/?kantor=kel_mintaragen", "posts": "/kantor/jabatan/?kantor=kel_panggung",
        "all_posts": "/kantor/jabatan/", "sources": "/kantor/sumber/", "source": "/kantor/sumber/dukcapil/", "agreements": "/kantor/perjanjian/",
        "agree": "/kantor/perjanjian/baru/", "agree_form": "/kantor/perjanjian/baru/?sumber=dukcapil", "agreement": f"/kantor/perjanjian/{ending.id}/",
        "ended": f"/kantor/perjanjian/{old.id}/", "pairs": "/kantor/dugaan-ganda/", "pair": f"/kantor/dugaan-ganda/{pair.id}/",
        "row": f"/kantor/dugaan-ganda/{row.id}/", "none": "/kantor/dugaan-ganda/?keadaan=nanti",
    }  # fmt: skip


@pytest.fixture
def cookie(pages: dict, live_server: Any, nur_account: Account, settings: Any) -> dict:
    return log_in(nur_account, live_server.url, settings)


@pytest.fixture
def browser(cookie: dict) -> Iterator[Any]:
    with launched() as chromium:
        yield chromium


def test_every_screen_of_the_office_is_usable_by_everybody(
    browser: Any, cookie: dict, pages: dict[str, str]
) -> None:
    found: list[str] = []
    for width, height in SIZES:
        tab = enter(browser, cookie, viewport={"width": width, "height": height})
        watch(tab, found)
        for name, address in pages.items():
            assert tab.goto(address).status == 200, address
            found += faults(tab, address, width)
            if folder := os.environ.get("SEBAYU_SHOTS"):
                tab.screenshot(path=Path(folder) / f"office-{name}-{width}.png", full_page=True)
    assert not found


def test_an_administrator_fills_an_empty_chair_by_hand(
    browser: Any, cookie: dict, pages: dict[str, str]
) -> None:
    """From the list of empty posts to the mandate, as a person would go; no script needed."""
    tab = enter(browser, cookie, viewport={"width": 1366, "height": 768}, java_script_enabled=False)
    tab.goto("/kantor/jabatan/?keadaan=kosong")
    tab.locator("main td").get_by_role("link", name="Isi").first.click()
    tab.locator("main").get_by_role("searchbox").fill("wawan")
    tab.locator("main").get_by_role("button", name="Cari").click()
    tab.get_by_role("link", name="Wawan Setiawan").click()
    tab.get_by_label("Hari pertama").fill(timezone.localdate().isoformat())
    tab.get_by_label("Dasar penugasan").fill("SK 821/77/2026")
    tab.get_by_role("button", name="Catat penugasan").click()
    assert "Penugasan dicatat" in tab.content()
    assert "Sekretaris Kelurahan Bancar" in tab.locator("table").inner_text()
