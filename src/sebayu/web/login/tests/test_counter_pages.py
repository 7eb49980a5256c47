"""The counter: open an account, act for somebody, stop."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from sebayu.core.identity.models import Account, AssistedSession
from sebayu.core.identity.tests.people import Town
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.notify.models import Message
from sebayu.web.login.tests.conftest import FRESH_NIK

ASSIST = {"nik": FRESH_NIK, "id_shown": "ktp", "reason": "tidak punya ponsel"}


def test_account_is_opened_and_told(town: Town, resident: UUID, jobs: dict, as_) -> None:
    form = {"nik": FRESH_NIK, "id_shown": "ktp", "phone": "081234567890", "email": ""}
    page = as_(town.budi).post(reverse("login:enrol"), form)
    assert "Akun Dewi Lestari siap" in page.content.decode()
    account = Account.objects.get(person_id=resident)
    assert account.phone == "+6281234567890"
    assert LedgerEntry.objects.filter(act="read", subjects__contains=[resident]).exists()
    assert Message.objects.filter(template="account_ready", account_id=account.id).exists()


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ({"nik": "3376021111110001"}, "tidak ada di data penduduk"),
        ({"nik": "12"}, "16 angka"),
        ({"phone": "", "email": ""}, "nomor ponsel atau alamat surel"),
    ],
)
def test_bad_input_is_answered_and_kept(
    town: Town, resident: UUID, jobs: dict, as_, bad: dict, says: str
) -> None:
    form = {"nik": FRESH_NIK, "id_shown": "ktp", "phone": "081234567890", "email": "", **bad}
    text = as_(town.budi).post(reverse("login:enrol"), form).content.decode()
    assert says in text
    assert f'value="{form["nik"]}"' in text
    assert not Account.objects.filter(person_id=resident).exists()


def test_helper_sees_the_citizens_pages_under_the_citizens_name(
    town: Town, resident: UUID, jobs: dict, as_
) -> None:
    client = as_(town.budi)
    assert client.get("/citizen/").status_code == 403
    client.post(reverse("login:assist"), ASSIST)
    said = client.get("/citizen/").content.decode()
    assert f"officer|Budi Prasetya|{resident}|Dewi Lestari" in said
    assert str(resident) not in client.get("/officer/").content.decode()
    client.post(reverse("login:end_help"))
    assert client.get("/citizen/").status_code == 403
    assert AssistedSession.objects.get().ended_at is not None


def test_assistance_runs_out_by_itself(town: Town, resident: UUID, jobs: dict, as_) -> None:
    client = as_(town.budi)
    client.post(reverse("login:assist"), ASSIST)
    past = timezone.now() - dt.timedelta(hours=1)
    AssistedSession.objects.update(begun_at=past, expires_at=past + dt.timedelta(minutes=1))
    assert client.get("/citizen/").status_code == 403


def test_session_key_of_another_helper_helps_nobody(town: Town, resident: UUID, jobs: dict, as_) -> None:
    as_(town.budi).post(reverse("login:assist"), ASSIST)
    thief = as_(town.tuti)
    session = thief.session
    session["identity_assisting"] = str(AssistedSession.objects.get().id)
    session.save()
    assert thief.get("/citizen/").status_code == 403


def test_citizen_and_head_find_the_counter_closed(town: Town, as_) -> None:
    for who in (town.sari, town.rina):
        for name in ("login:assist", "login:enrol"):
            assert as_(who).get(reverse(name)).status_code == 403


def test_reason_and_proof_are_asked_for(town: Town, resident: UUID, jobs: dict, as_) -> None:
    page = as_(town.budi).post(reverse("login:assist"), {**ASSIST, "reason": ""})
    assert page.status_code == 200
    assert not AssistedSession.objects.exists()
