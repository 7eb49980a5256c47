"""At the counter an officer opens the citizen's own pages, and everything says so."""

import pytest
from django.test import Client

from sebayu.core.cases.models import Case
from sebayu.core.identity import actions
from sebayu.core.identity.acting import ASSISTING, actor_for
from sebayu.core.ledger.models import LedgerEntry
from sebayu.web.portal.tests.test_service_page import ASK, SCHOOL, opened
from sebayu.web.tests.town import Town


@pytest.fixture
def budi_helping(as_, town: Town) -> Client:
    client = as_(town.budi)
    session = actions.begin_assistance(
        by=actor_for(town.budi),
        person_id=town.person_sari.pk,
        person_name="Sari Wulandari",
        reason="Tidak punya ponsel",
        id_shown="ktp",
    )
    store = client.session
    store[ASSISTING] = str(session.pk)
    store.save()
    return client


def test_every_page_says_whom_is_helped(budi_helping: Client) -> None:
    for page in ("/", "/layanan/uji_tidak_mampu/", "/urusan/", "/data-saya/", "/siapa-melihat/"):
        html = budi_helping.get(page).content.decode()
        assert "Anda sedang membantu Sari Wulandari." in html, page
        assert "Selesai membantu" in html


def test_the_case_and_the_ledger_name_the_helper(budi_helping: Client, sari: Client, town: Town) -> None:
    _html, key = opened(budi_helping)
    budi_helping.post(ASK, {"step": "start", "evidence": key, "purpose": SCHOOL})
    case = Case.objects.get()
    assert (case.requester_id, case.helper_name) == (town.person_sari.pk, "Budi Prasetya")
    entry = LedgerEntry.objects.about(town.person_sari.pk).filter(act="read").latest("id")
    assert entry.acting_for == town.person_sari.pk
    assert "dibantu Budi Prasetya" in sari.get(f"/urusan/{case.pk}/").content.decode()
    assert "Dibuka bersama Anda di loket." in sari.get("/siapa-melihat/").content.decode()


def test_helping_one_person_opens_nobody_else(budi_helping: Client, town: Town) -> None:
    html = budi_helping.get("/data-saya/").content.decode()
    assert "Sari Wulandari" in html
    assert "Joko" not in html
