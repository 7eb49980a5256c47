"""The owner of a register answers what citizens say is wrong; nobody else sees it."""

import pytest
from django.test import Client

from sebayu.core.exchange.actions import request_correction
from sebayu.core.exchange.models import CorrectionRequest, SourceConfig
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.notify.models import Message
from sebayu.web.tests.town import Town


@pytest.fixture
def said(town: Town) -> CorrectionRequest:
    """Bu Sari says that her place of birth is wrong; the kelurahan plays the owner."""
    SourceConfig.objects.create(source="dukcapil", mode="manual", owner_office_key="kel_mintaragen")
    sari = town.citizen(town.sari)
    return request_correction(by=sari, path="person.birth_place", says="Brebes", subject_id=sari.person_id)


def state_of(said: CorrectionRequest) -> str:
    with writing():
        return CorrectionRequest.objects.get(pk=said.pk).state


def test_owner_sees_and_answers_and_the_citizen_is_told(budi: Client, said: CorrectionRequest) -> None:
    html = budi.get("/meja/").content.decode()
    assert "Data dilaporkan salah" in html
    before = LedgerEntry.objects.filter(act="read").count()
    assert "Brebes" in budi.get("/meja/koreksi/").content.decode()
    assert LedgerEntry.objects.filter(act="read").count() == before + 1
    url = f"/meja/koreksi/{said.pk}/"
    assert budi.post(url, {"accepted": "tidak", "answer": " "}).status_code == 422
    assert state_of(said) == "open"
    assert budi.post(url, {"accepted": "ya", "answer": ""}).status_code == 302
    assert state_of(said) == "accepted"
    assert Message.objects.filter(template="correction_answered").count() == 1
    assert budi.post(url, {"accepted": "ya"}).status_code == 404


def test_others_do_not_see_it(as_, town: Town, said: CorrectionRequest) -> None:
    for account in (town.tuti, town.darmo, town.sari):
        client = as_(account)
        response = client.get("/meja/koreksi/")
        assert "Brebes" not in response.content.decode()
        assert client.get(f"/meja/koreksi/{said.pk}/").status_code in {403, 404}
        assert client.post(f"/meja/koreksi/{said.pk}/", {"accepted": "ya"}).status_code in {403, 404}
    assert state_of(said) == "open"
