"""A letter that tells about somebody else asks that person first: Bu Sari asks, Pak Joko answers, Ibu Tuti sees nothing."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sebayu.core.cases import actions
from sebayu.core.cases.errors import MoveNotAllowed, ReasonRequired
from sebayu.core.cases.models import Case
from sebayu.core.exchange import SubjectRef
from sebayu.core.exchange.gathering import gather
from sebayu.core.identity.acting import actor_for
from sebayu.core.ledger import Purpose
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.errors import Forbidden
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.notify.models import Message
from sebayu.core.registry.models import Person
from sebayu.core.services import catalogue
from sebayu.web.tests import town as towns

PATH = "/persetujuan/{}/"


@pytest.fixture
def town(db: None) -> towns.Town:
    return towns.build()


@pytest.fixture
def as_(town: towns.Town) -> Callable[..., Client]:
    def _as(account: Any = None) -> Client:
        client = Client()
        if account is not None:
            client.force_login(account)
        return client

    return _as


@pytest.fixture
def case(town: towns.Town) -> Case:
    """Bu Sari names Pak Joko as her husband to be."""
    sari, service = town.citizen(town.sari), catalogue.get("pengantar_nikah")
    roles = {
        "person": SubjectRef("person", sari.person_id),
        "partner": SubjectRef("person", town.person_joko.pk),
    }
    evidence = gather(service=service, roles=roles, by=sari, purpose=Purpose(service.title, "UU 1/1974"))
    answers = {
        "wedding_date": (timezone.localdate() + dt.timedelta(days=60)).isoformat(),
        "wedding_place": "Kantor Urusan Agama",
    }
    return actions.open_case(
        by=sari, service_key=service.key, evidence_id=evidence.id, answers=answers, candidates={}
    )


def test_nobody_works_on_it_before_the_partner_agrees(case: Case, town: towns.Town) -> None:
    assert (case.state, case.step_kind, case.desk) == ("open", "consent", "kel_mintaragen:consent")
    for account in (town.budi, town.rina):
        assert not Case.objects.inbox(actor_for(account)).exists()
        with pytest.raises(Forbidden):
            actions.decide_step(by=actor_for(account), case_id=case.id, verdict="refuse", note="Tidak jadi")
    with pytest.raises(Forbidden):
        actions.sign(by=actor_for(town.rina), case_id=case.id, passphrase="-")
    (message,) = Message.objects.filter(template="consent_request")
    assert message.account_id == town.joko.pk and case.attest_token in message.rendered().body


def test_the_partner_reads_what_would_stand_there_and_agrees(case: Case, as_: Callable) -> None:
    page = as_().get(PATH.format(case.attest_token)).content.decode()
    assert "Sari Wulandari hendak menikah dengan Anda" in page
    assert "Tempat lahir" in page and "Status perkawinan" in page
    for hidden in ("3376", "1985", "Jl. Sangir"):
        assert hidden not in page
    said = as_().post(PATH.format(case.attest_token), {"jawab": "setuju"}).content.decode()
    assert "Anda setuju" in said
    old = case.attest_token
    case.refresh_from_db()
    assert (case.step_kind, case.desk, case.attest_token) == ("check", "kel_mintaragen:officer", "")
    assert case.events.get(kind="consented").who == "Joko"
    assert "Sudah tidak perlu dijawab" in as_().get(PATH.format(old)).content.decode()


def refused(case: Case, as_: Callable, town: towns.Town) -> None:
    as_().post(PATH.format(case.attest_token), {"jawab": "tidak"})


def silent(case: Case, as_: Callable, town: towns.Town) -> None:
    return None


def page_of(client: Client, case: Case) -> str:
    import re

    text = client.get(f"/urusan/{case.pk}/").content.decode()
    return re.sub(
        r'(csrfmiddlewaretoken" value|nonce)="[^"]+"|\d\d\.\d\d|\d+ menit|baru saja|[0-9a-f-]{36}', "", text
    )


def test_refusal_and_silence_look_the_same_to_who_asked(case: Case, as_: Callable, town: towns.Town) -> None:
    sari = as_(town.sari)
    before = page_of(sari, case)
    assert "Belum disetujui" in before
    entries = (
        LedgerEntry.objects.about(town.person_sari.pk).filter(case_id=case.pk).exclude(act="read").count()
    )
    refused(case, as_, town)
    case.refresh_from_db()
    assert (case.state, case.step_kind, case.attest_token) == ("open", "consent", "")
    assert page_of(sari, case) == before
    told = LedgerEntry.objects.about(town.person_sari.pk).filter(case_id=case.pk).exclude(act="read")
    assert told.count() == entries
    assert LedgerEntry.objects.about(town.person_joko.pk).filter(act="case.declined").exists()
    assert not Message.objects.filter(
        account_id=town.sari.pk, template__in=["case_refused", "case_cancelled"]
    ).exists()
    assert "idak disetujui" not in sari.get("/siapa-melihat/").content.decode()


@pytest.mark.parametrize("answer", [refused, silent])
def test_without_consent_it_ends_by_itself(
    answer: Callable, case: Case, as_: Callable, town: towns.Town
) -> None:
    answer(case, as_, town)
    Case.objects.filter(pk=case.pk).update(step_due_at=timezone.now() - dt.timedelta(minutes=1))
    assert actions.escalate_overdue() == 1
    case.refresh_from_db()
    assert (case.state, case.document_id) == ("cancelled", None)
    page = as_(town.sari).get(f"/urusan/{case.pk}/").content.decode()
    assert "Belum disetujui" in page and "Anda membatalkan" not in page


def test_an_officer_records_a_consent_on_paper(case: Case, as_: Callable, town: towns.Town) -> None:
    budi = as_(town.budi)
    waiting = budi.get("/meja/kotak/tunggu-jawaban/").content.decode()
    assert str(case.pk) in waiting
    page = budi.get(f"/meja/urusan/{case.pk}/").content.decode()
    assert "Bila ia datang ke loket" in page and case.attest_token not in page
    url = f"/meja/urusan/{case.pk}/persetujuan/"
    assert budi.post(url, {"jawab": "setuju", "seen": " "}).status_code == 422
    assert budi.post(url, {"jawab": "setuju", "seen": "KTP dan surat persetujuan"}).status_code == 302
    case.refresh_from_db()
    assert case.step_kind == "check"
    event = case.events.get(kind="consented")
    assert (event.who, event.note, event.public) == ("Budi Prasetya", "KTP dan surat persetujuan", False)


def test_only_the_person_asked_or_an_officer_of_the_office_answers(case: Case, town: towns.Town) -> None:
    for other in (town.citizen(town.sari), actor_for(town.budi), actor_for(town.darmo), actor_for(town.tuti)):
        with pytest.raises(Forbidden):
            actions.consent(by=other, case_id=case.id, given=True)
    for other in (
        town.citizen(town.joko),
        town.citizen(town.sari),
        actor_for(town.darmo),
        actor_for(town.tuti),
    ):
        with pytest.raises(Forbidden):
            actions.record_consent(by=other, case_id=case.id, given=True, seen="KTP")
    with pytest.raises(ReasonRequired):
        actions.record_consent(by=actor_for(town.budi), case_id=case.id, given=True, seen="")


def test_an_officer_does_not_record_his_own_consent(case: Case, town: towns.Town) -> None:
    town.joko.person_id = None
    town.joko.save()
    town.budi.person_id = town.person_joko.pk
    town.budi.save()
    with pytest.raises(Forbidden):
        actions.record_consent(by=actor_for(town.budi), case_id=case.id, given=True, seen="KTP sendiri")


def test_the_link_of_a_consent_is_no_link_of_a_ketua_rt(case: Case, as_: Callable) -> None:
    assert "Sudah tidak perlu" in as_().get(f"/keterangan/{case.attest_token}/").content.decode()
    assert "Sudah tidak perlu" in as_().get(PATH.format("x" * 32)).content.decode()


def test_whoever_asked_may_withdraw_and_two_answers_count_once(case: Case, town: towns.Town) -> None:
    joko = town.citizen(town.joko)
    actions.consent(by=joko, case_id=case.id, given=True, step=0)
    with pytest.raises(MoveNotAllowed):
        actions.consent(by=joko, case_id=case.id, given=False, step=0)
    actions.cancel(by=town.citizen(town.sari), case_id=case.id)


def test_the_desk_never_sends_it_back_to_the_consent(case: Case, town: towns.Town) -> None:
    actions.consent(by=town.citizen(town.joko), case_id=case.id, given=True)
    returned = actions.decide_step(
        by=actor_for(town.budi), case_id=case.id, verdict="return", note="Tanggalnya?", back_to="desk"
    )
    assert returned.state == "waiting_citizen"


@pytest.mark.parametrize(("service", "role"), [("kematian", "deceased"), ("izin_keluarga", "worker")])
def test_nobody_picks_himself_where_that_makes_no_sense(
    service: str, role: str, as_: Callable, town: towns.Town
) -> None:
    with writing():
        Person.objects.filter(pk=town.person_dwi.pk).update(birth_date="2000-01-01")
        Person.objects.create(
            nik="3376022001750002", name="Slamet Riyadi", birth_date="1975-01-20", sex="male", family_relation="husband",
            area_code=town.person_sari.area_code, household_id=town.person_sari.household_id,
        )  # fmt: skip
    page = as_(town.sari).get(f"/layanan/{service}/").content.decode()
    assert f'name="role_{role}"' in page
    assert str(town.person_dwi.pk) in page and str(town.person_sari.pk) not in page
