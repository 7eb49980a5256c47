"""The pages around a stage: the secretariat, the coordinating OPD, the assessor, another OPD, a citizen, an empty region."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sebayu.core.documents.errors import LetterTooLong
from sebayu.core.documents.models import Document
from sebayu.core.gatherings.models import Gathering
from sebayu.core.identity.loading import load_offices, load_officials
from sebayu.core.identity.models import Account
from sebayu.core.ledger.models import LedgerEntry
from sebayu.programmes.movement.bimtek import actions, demo, gates
from sebayu.programmes.movement.bimtek.models import Gate, Homework, Minutes, ReadinessItem, Stage
from sebayu.programmes.movement.bimtek.tests.conftest import PDF, SYSTEM
from sebayu.programmes.movement.structure import current
from sebayu.programmes.movement.structure import demo as structure_demo
from sebayu.programmes.movement.structure.tests.conftest import (
    ASSESSOR,
    HEAD,
    PLANNER,
    at_desk,
    browser,
    small,
)


def url(name: str, *args) -> str:
    return reverse(f"movement_bimtek:{name}", args=args)


def pdf(name: str = "kerangka.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/x-anything")


@pytest.mark.parametrize("post", [PLANNER, HEAD, ASSESSOR])
def test_officials_read_every_page(stages, living, post):
    client = at_desk(post)
    for page in (
        url("stages"), url("stage", stages[1].id), url("homework_list"), url("homework", living.id), url("readiness"),
    ):  # fmt: skip
        assert client.get(page).status_code == 200, page


def test_citizens_and_strangers_stay_outside(stages, living):
    sari = browser(Account.objects.create_user(name="Sari"))
    for page in (url("stages"), url("homework", living.id), url("readiness"), url("score", "budget")):
        assert sari.get(page).status_code == 403
        assert browser().get(page).status_code == 302


def test_no_other_office_counts_people_towards_a_stage(stages):
    page = f"{reverse('attend:new')}?untuk={stages[0].owner_ref}"
    session = {
        "title": "Rapat kami",
        "kind": "meeting",
        "starts_at": "2026-11-22T09:00",
        "ends_at": "2026-11-22T10:00",
    }
    refused = at_desk(HEAD).post(page, {**session, "office_key": HEAD.partition(".")[0]})
    assert refused.status_code == 422 and "dijadwalkan pengelolanya" in refused.content.decode()
    assert not Gathering.objects.exists()
    assert at_desk(PLANNER).post(page, {**session, "office_key": "opd_diskominfo"}).status_code == 302
    assert Gathering.objects.get().owner_ref == stages[0].owner_ref


@pytest.mark.parametrize("name", ["schedule", "give", "note", "write_minutes"])
def test_only_the_secretariat_runs_a_stage(stages, name):
    page = url(name, stages[0].id)
    assert at_desk(PLANNER).get(page).status_code == 200
    assert at_desk(HEAD).get(page).status_code == 403


def test_homework_travels_through_the_pages(stages, living):
    opd, secretary = at_desk("opd_dishub.petugas"), at_desk(PLANNER)
    assert at_desk("opd_dlh.petugas").get(url("submit", living.id)).status_code == 404
    wrong = opd.post(url("submit", living.id), {"file": pdf("virus.exe", b"MZ"), "note": "mohon diperiksa"})
    assert wrong.status_code == 422
    assert "mohon diperiksa" in wrong.content.decode()
    assert opd.post(url("submit", living.id), {"file": pdf()}).status_code == 302
    assert secretary.post(url("review", living.id), {"verdict": "returned"}).status_code == 422
    secretary.post(url("review", living.id), {"verdict": "returned", "reason": "Lengkapi sasaran"})
    page = opd.get(url("homework", living.id)).content.decode()
    assert "Lengkapi sasaran" in page
    stored = living.submissions.get().file
    answer = opd.get(url("file", stored.id))
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert browser().get(url("file", stored.id)).status_code == 302


def test_lists_narrow_and_leave_as_files(stages):
    client = at_desk(HEAD)
    page = client.get(url("homework_list"), {"dimensi": "smart_living", "cari": "kerangka"})
    assert page.context["pager"].total == 1
    content = client.get(url("homework_list"), {"berkas": "csv"}).content.decode("utf-8-sig")
    assert len(content.splitlines()) == Homework.objects.count() + 1
    assert client.get(url("readiness"), {"berkas": "xlsx"}).status_code == 200


def test_stage_opens_its_next_gate_when_passed(stages):
    client = at_desk(PLANNER)
    client.post(url("pass", stages[1].id))
    assert not Stage.objects.exclude(passed_on=None).exists()  # the one before first
    client.post(url("pass", stages[0].id))
    assert Stage.objects.get(passed_on__isnull=False).key == "bimtek_1"
    gate = Gate.objects.get(stage=stages[3], check_key="")
    client.post(url("evidence", gate.id), {"evidence": "Naskah ditandatangani", "file": pdf()})
    assert gates.find(Gate.objects.get(pk=gate.pk)).is_open
    computed = stages[1].gates.first()
    answer = client.post(url("evidence", computed.id), {"evidence": "percaya saja"})
    assert answer.status_code == 422
    client.post(url("waive", computed.id), {"reason": "Disepakati"})
    assert "Disepakati" in client.get(url("stage", stages[1].id)).content.decode()


def test_readiness_is_scored_on_its_page(stages):
    client, page = at_desk(ASSESSOR), url("score", "budget")
    day = dt.date.today()
    data = {"score": 4, "evidence": "DPA 2026", "scored_on": day.isoformat()}
    assert (
        client.post(page, {**data, "scored_on": (day + dt.timedelta(days=1)).isoformat()}).status_code == 422
    )
    assert client.post(page, {**data, "score": 9}).status_code == 422
    assert client.post(page, data).status_code == 302
    assert "4 dari 5" in client.get(url("readiness")).content.decode()
    assert at_desk(HEAD).get(page).status_code == 403


def test_minutes_are_a_numbered_document_that_the_head_signs(stages):
    client = at_desk(PLANNER)
    data = {
        "kind": "notula",
        "held_on": "2026-08-06",
        "points": "Peta jalan\nQuick win",
        "decisions": "Lengkapi bukti",
    }
    assert client.post(url("write_minutes", stages[2].id), data).status_code == 302
    minutes = Minutes.objects.get()
    document = Document.objects.get(pk=minutes.document_id)
    assert document.number == minutes.number != ""
    assert document.state == "numbered"
    before = LedgerEntry.objects.filter(act="read", purpose="Membaca notula Bimtek").count()
    content = client.get(url("minutes_file", minutes.id))
    assert content.content.startswith(b"%PDF")
    assert LedgerEntry.objects.filter(act="read", purpose="Membaca notula Bimtek").count() == before + 1
    assert "Passphrase" not in client.get(url("minutes", minutes.id)).content.decode()
    assert "Passphrase" in at_desk("opd_diskominfo.kepala").get(url("minutes", minutes.id)).content.decode()


def test_number_is_not_taken_for_minutes_that_cannot_be_drawn(stages, planner):
    long = {"points": ["x" * 5000], "decisions": ["x"]}
    with pytest.raises(LetterTooLong):
        actions.write_minutes(by=planner, stage=stages[0], held_on=dt.date.today(), **long)
    assert not Minutes.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("name", "taught"), [("stages", "Isi susunan gerakan dulu"), ("readiness", "Ke halaman Bimtek")]
)
def test_empty_region_is_taught_what_comes_next(offices, name, taught):
    assert taught in at_desk(PLANNER).get(url(name)).content.decode()


def test_secretariat_loads_the_stages(movement):
    at_desk(PLANNER).post(url("load"))
    assert Stage.objects.count() == 4


def test_demo_is_believable(movement):
    demo.seed(lambda said: None)
    assert Stage.objects.filter(passed_on=None).count() >= 1
    assert not Homework.objects.exclude(state="accepted").exists()
    assert Homework.objects.filter(submissions__verdict="returned").exists()
    assert all(item.scores.count() == 2 for item in ReadinessItem.objects.all())
    page = at_desk(PLANNER).get(url("stages"))
    assert page.status_code == 200
    assert current.edition().title in page.content.decode()


def test_pages_ask_the_database_the_same_whatever_their_length(stages, django_assert_max_num_queries):
    client = at_desk(HEAD)
    client.get(url("stages"))
    for page, most in (
        (url("stages"), 24),
        (url("stage", stages[1].id), 30),
        (url("homework_list"), 16),
        (url("readiness"), 14),
    ):
        with django_assert_max_num_queries(most):
            client.get(page)


def test_demo_of_purbalingga_holds_what_is_known_and_no_more(db, settings):
    settings.SEBAYU_REGION = "kabupaten_purbalingga"
    load_offices(small(), by=SYSTEM)
    load_officials(small(), by=SYSTEM)
    structure_demo.seed(lambda said: None)
    demo.seed(lambda said: None)
    found = list(Stage.objects.order_by("order").values_list("starts_on", "people_reported", "passed_on"))
    assert [day.isoformat() for day, _n, _p in found] == [
        "2024-06-11",
        "2024-07-11",
        "2024-08-06",
        "2024-09-12",
    ]
    assert found[0][1] == 145
    assert {passed for *_rest, passed in found} == {None}
    assert not Gathering.objects.exists()
    page = at_desk(PLANNER).get(url("stages")).content.decode()
    assert "menurut berita" in page
