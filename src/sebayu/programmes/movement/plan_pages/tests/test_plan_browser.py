"""Every screen of the plan in Chromium, on a phone and on a desk: nothing for axe to find, no sideways scroll, no error.

`SEBAYU_SHOTS=<folder>` keeps a picture of each, to look at.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sebayu.core.areas import region
from sebayu.core.identity.loading import load_offices
from sebayu.core.identity.models import Account, Mandate
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.plan import actions, current, demo
from sebayu.programmes.movement.plan.models import Plan
from sebayu.programmes.movement.plan.tests.conftest import BACKEND, LONG_AGO
from sebayu.programmes.movement.plan_import import exporting
from sebayu.programmes.movement.plan_import.actions import keep_upload
from sebayu.programmes.movement.structure import demo as structure
from sebayu.web.tests.test_browser import SIZES, enter, faults, launched, watch

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def cookie(transactional_db: None, live_server: Any, settings: Any) -> dict:
    """The secretariat of Kota Tegal is logged in."""
    settings.DEMO = True
    load_offices(region.pack(), by=Actor.system("Uji"))
    structure.seed(lambda _said: None)
    demo.seed(lambda _said: None)
    account = Account.objects.create_user(name="Wati Sekretaris", email="wati@contoh.test")
    Mandate.objects.create(account=account, post_id="opd_diskominfo.sekretariat_gerakan", valid_from=LONG_AGO)
    visitor = Client()
    visitor.force_login(account, backend=BACKEND)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": visitor.cookies[name].value, "url": live_server.url}


@pytest.fixture
def addresses(cookie: dict) -> dict[str, str]:
    plan, by = current.plan(), Actor.system("Uji")
    draft = actions.copy_plan(by=by, plan=plan, edition_label="Perubahan")
    empty = actions.create_plan(
        by=by, edition_label="Kosong", title="Rencana", horizon_from=2026, horizon_to=2030
    )
    wins = {row.programme_key: row for row in plan.initiatives.filter(quick_win=True)}
    lamp, letters, box = (
        wins["street_lights"],
        wins["letters"],
        plan.initiatives.get(title__startswith="Peraturan"),
    )
    upload = kept(by, empty, exporting.book(plan))
    tree, one = "/gerakan/rencana/", "/gerakan/inisiatif/"
    return {
        "tree": tree, "narrowed": f"{tree}?dimensi=smart_living&q=lampu", "nothing": f"{tree}?q=zzz", "draft": f"{tree}?edisi={draft.id}",
        "empty": f"{tree}?edisi={empty.id}", "rolls": f"{tree}rekap/", "wins": "/gerakan/quick-win/", "editions": f"{tree}edisi/",
        "new": f"{tree}edisi/baru/", "compare": f"{tree}banding/?ke={plan.id}", "goals": f"{tree}{draft.id}/sasaran/",
        "write": f"{tree}{draft.id}/inisiatif/baru/", "adopt": f"{tree}{draft.id}/tetapkan/", "books": f"{tree}{plan.id}/buku/",
        "import": f"{tree}{draft.id}/impor/", "report": f"{tree}{empty.id}/impor/?berkas={upload}", "letters": f"{one}{letters.id}/",
        "lamp": f"{one}{lamp.id}/", "proved": f"{one}{box.id}/", "edit": f"{one}{draft.initiatives.get(lineage=lamp.lineage).id}/",
        "evidence": f"/gerakan/tonggak/{lamp.milestones.first().id}/bukti/", "queue": "/gerakan/bukti/",
        "public": "/publik/rencana/", "public_one": f"/publik/rencana/{lamp.code}/", "public_letters": f"/publik/rencana/{letters.code}/",
    }  # fmt: skip


def kept(by: Actor, plan: Plan, content: bytes) -> str:
    return str(keep_upload(by=by, plan=plan, name="rencana.xlsx", content=content).id)


def test_every_screen_is_usable_by_everybody(cookie: dict, addresses: dict[str, str]) -> None:
    found: list[str] = []
    shots = os.environ.get("SEBAYU_SHOTS", "")
    with launched() as chromium:
        for width, height in SIZES:
            tab = enter(chromium, cookie, viewport={"width": width, "height": height})
            watch(tab, found)
            for name, address in addresses.items():
                tab.goto(address)
                found += faults(tab, address, width)
                if shots:
                    tab.screenshot(path=str(Path(shots) / f"plan-{name}-{width}.png"), full_page=True)
    assert not found
