"""The page behind the QR and the organiser's pages: Pak Budi organises, Bu Sari and guests come, Ibu Tuti sees nothing."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sebayu.core.gatherings import actions, attending
from sebayu.core.gatherings.models import Attendance, Gathering
from sebayu.core.identity.acting import actor_for
from sebayu.core.ledger.access import writing

NOW = timezone.now()


def url(name: str, *args) -> str:
    return reverse(f"attend:{name}", args=args)


@pytest.fixture
def hall(town) -> Gathering:
    budi = actor_for(town.budi)
    made = actions.plan(
        by=budi, title="Bimtek kelurahan", starts_at=NOW, ends_at=NOW, office_key="kel_mintaragen",
        place="Aula", agenda=[{"time": "09.00", "title": "Pembukaan"}],
    )  # fmt: skip
    return actions.open_doors(by=budi, gathering=made)


@pytest.fixture
def budi(as_, town) -> Client:
    return as_(town.budi)


@pytest.fixture
def tuti(as_, town) -> Client:
    return as_(town.tuti)


def names() -> list[str]:
    with writing():
        return sorted(a.name for a in Attendance.objects.all())


def test_guest_answers_two_questions_and_is_counted_once(hall, as_):
    phone = as_()
    page = url("come", hall.attend_token)
    assert "Bimtek kelurahan" in phone.get(page).content.decode()
    data = {"name": "Rara Ayu", "organisation": "PT Samudra"}
    assert phone.post(page, data).status_code == 302
    assert "Anda tercatat hadir" in phone.get(page).content.decode()
    as_().post(page, data)  # the same person with another browser
    assert attending.present(hall) == 1


def test_one_phone_counts_a_neighbour_who_has_none(hall, as_):
    phone, page = as_(), url("come", hall.attend_token)
    phone.post(page, {"name": "Rara Ayu", "organisation": "PT Samudra"})
    assert "Catat orang lain" in phone.get(page).content.decode()
    another = f"{page}?lain=1"
    assert 'name="organisation"' in phone.get(another).content.decode()
    wrong = phone.post(another, {"name": "Mbok Darmi"})
    assert wrong.status_code == 422 and "Mbok Darmi" in wrong.content.decode()
    phone.post(another, {"name": "Mbok Darmi", "organisation": "warga Mintaragen"})
    assert attending.present(hall) == 2


def test_guest_without_a_name_keeps_what_was_typed(hall, as_):
    answer = as_().post(url("come", hall.attend_token), {"organisation": "PT Samudra"})
    assert answer.status_code == 422
    assert "PT Samudra" in answer.content.decode()


def test_official_taps_once_and_types_nothing(hall, as_, town):
    phone = as_(town.rina)
    phone.post(url("come", hall.attend_token))
    phone.post(url("come", hall.attend_token))
    with writing():
        row = Attendance.objects.get()
        assert (row.name, row.capacity) == ("Rina Astuti", "Lurah Mintaragen")
    assert attending.present(hall) == 1


def test_token_is_dead_when_the_doors_are_closed(hall, as_, town):
    actions.close_doors(by=actor_for(town.budi), gathering=hall)
    assert as_().get(url("come", hall.attend_token)).status_code == 410
    assert as_().post(url("come", hall.attend_token), {"name": "A", "organisation": "B"}).status_code == 410
    assert as_().get(url("come", "x" * 24)).status_code == 404
    assert as_().get(url("come", "x" * 200)).status_code == 404
    assert attending.present(hall) == 0


def test_planned_gathering_says_come_back(town, as_):
    made = actions.plan(
        by=actor_for(town.budi), title="Nanti", starts_at=NOW, ends_at=NOW, office_key="kel_mintaragen"
    )
    assert "belum dibuka" in as_().get(url("come", made.attend_token)).content.decode()


def test_too_many_attempts_from_one_address_are_stopped(hall, as_, monkeypatch):
    from sebayu.web.attend.views import coming

    monkeypatch.setattr(coming, "MOST", 2)
    phone = as_()
    answers = [phone.get(url("come", hall.attend_token)).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


@pytest.mark.parametrize("name", ["one", "counter", "poster", "qr", "edit", "cancel", "record"])
def test_organiser_opens_and_a_stranger_finds_nothing(hall, budi, tuti, sari, name):
    page = url(name, hall.id)
    assert budi.get(page).status_code == 200
    assert tuti.get(page).status_code == 404
    assert sari.get(page).status_code == 403


def test_organiser_plans_opens_writes_down_and_mends(budi, hall):
    data = {"office_key": "kel_mintaragen", "title": "Rapat RW", "kind": "meeting", "starts_at": "2026-11-21T09:00",
            "ends_at": "2026-11-21T10:00", "agenda": "09.00; Pembukaan; Lurah\nDoa"}  # fmt: skip
    assert budi.post(url("new") + "?untuk=uji:1", data).status_code == 302
    made = Gathering.objects.get(title="Rapat RW")
    assert made.owner_ref == "uji:1"
    assert [a["title"] for a in made.agenda] == ["Pembukaan", "Doa"]
    assert budi.post(url("new"), {**data, "ends_at": "2026-11-20T10:00"}).status_code == 422
    assert budi.post(url("new"), {**data, "office_key": "kel_bancar"}).status_code == 422  # not his office
    budi.post(url("doors", made.id), {"pintu": "buka"})
    budi.post(url("record", made.id), {"rows": "Rara; RW 05; Ketua\nDimas; RW 06"})
    assert attending.present(made) == 2
    with writing():
        dimas = Attendance.objects.get(name="Dimas")
    form = {"name": "Dimas Anggara", "organisation": "RW 06", "reason": "Nama lengkap"}
    assert budi.post(url("mend", made.id, dimas.id), form).status_code == 302
    assert budi.post(url("mend", made.id, dimas.id), {**form, "reason": ""}).status_code == 422
    budi.post(url("mend", made.id, dimas.id), {**form, "strike": "on", "reason": "Tidak hadir"})
    assert attending.present(made) == 1
    page = budi.get(url("one", made.id)).content.decode()
    assert "Nama lengkap" in page
    assert "Tidak hadir" in page


def test_attendance_leaves_the_house_as_a_file(hall, budi, as_):
    as_().post(url("come", hall.attend_token), {"name": "=HYPERLINK(1)", "organisation": "X"})
    content = budi.get(url("one", hall.id), {"berkas": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][1].startswith("'=")  # text, never a formula


def test_lists_are_empty_for_others_and_teach(tuti, hall):
    page = tuti.get(url("list"))
    assert page.context["pager"].total == 0
    assert "Jadwalkan" in page.content.decode()


def test_list_of_gatherings_is_bounded(budi, hall, town, django_assert_max_num_queries):
    by = actor_for(town.budi)
    for n in range(8):
        actions.plan(by=by, title=f"Rapat {n}", starts_at=NOW, ends_at=NOW, office_key="kel_mintaragen")
    budi.get(url("list"))
    with django_assert_max_num_queries(14):
        assert budi.get(url("list"), {"cari": "rapat"}).context["pager"].total == 8
