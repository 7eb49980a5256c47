"""The pages: what the secretariat does, what other officials read, what everybody may see."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from sebayu.core.identity.models import Account
from sebayu.programmes.movement.structure import actions, current
from sebayu.programmes.movement.structure.models import Edition, Member
from sebayu.programmes.movement.structure.tests.conftest import ASSESSOR, HEAD, PLANNER, at_desk, browser

READ = ["overview", "members", "division"]
WRITE = ["add_member", "set_coordinator", "new_edition", "new_agreement", "new_decree", "office_change"]


def url(name: str, *args) -> str:
    return reverse(f"movement_structure:{name}", args=args)


@pytest.mark.parametrize("post", [PLANNER, HEAD, ASSESSOR])
@pytest.mark.parametrize("name", READ)
def test_officials_read(movement, post, name):
    assert at_desk(post).get(url(name)).status_code == 200


@pytest.mark.parametrize("name", WRITE)
def test_only_the_secretariat_opens_the_forms(movement, name):
    assert at_desk(PLANNER).get(url(name)).status_code == 200
    assert at_desk(HEAD).get(url(name)).status_code == 403
    assert browser(Account.objects.create_user(name="Sari")).get(url(name)).status_code == 403
    assert browser().get(url(name)).status_code == 302


def test_an_office_that_was_merged_is_named_not_keyed(movement, planner):
    actions.change_office(
        by=planner, old_key="opd_dishub", new_key="opd_diskominfo", on=dt.date(2026, 7, 1), basis="uji"
    )
    page = at_desk(HEAD).get(url("overview")).content.decode()
    assert "Dinas Perhubungan → Dinas Komunikasi" in page and "opd_dishub" not in page


def test_everybody_sees_who_moves(movement):
    page = browser().get(url("movers")).content.decode()
    assert "Wali Kota Tegal" in page
    assert "Dinas Perhubungan" in page
    assert "Tim Ahli" in page


@pytest.mark.parametrize(
    ("name", "taught"),
    [
        ("overview", "Muat dari paket wilayah"),
        ("members", "setelah keputusan tim"),
        ("division", "Muat paket wilayah"),
    ],
)
def test_empty_region_is_taught_what_comes_next(offices, name, taught):
    page = at_desk(PLANNER).get(url(name))
    assert page.status_code == 200
    assert taught in page.content.decode()
    assert browser().get(url("movers")).status_code == 200


def test_secretariat_fills_an_empty_region_from_the_pack(offices):
    at_desk(PLANNER).post(url("load"))
    assert Edition.objects.count() == 1
    assert at_desk(HEAD).post(url("load")).status_code == 403


def test_member_is_added_searched_and_ended(movement):
    client = at_desk(PLANNER)
    team = current.decrees()[0].teams.get(kind="expert")
    data = {"team": team.id, "position": "member", "person_name": "Ratih Puspa", "organisation": "Kampus",
            "valid_from": "2026-02-01"}  # fmt: skip
    assert client.post(url("add_member"), data).status_code == 302
    wrong = client.post(url("add_member"), {**data, "organisation": ""})
    assert wrong.status_code == 422
    assert "Ratih Puspa" in wrong.content.decode()  # nothing typed is lost
    page = client.get(url("members"), {"cari": "ratih"})
    assert [s.member.person_name for s in page.context["seats"]] == ["Ratih Puspa"]
    member = Member.objects.get(person_name="Ratih Puspa")
    client.post(url("end_member", member.id), {"on": "2026-03-01", "reason": "Selesai tugas"})
    assert not client.get(url("members"), {"cari": "ratih"}).context["seats"]
    assert client.get(url("members"), {"cari": "ratih", "keadaan": "dulu"}).context["seats"]


def test_list_as_a_file_has_every_row(movement):
    client = at_desk(HEAD)
    total = client.get(url("members"), {"keadaan": "semua"}).context["pager"].total
    content = client.get(url("members"), {"keadaan": "semua", "berkas": "csv"}).content.decode("utf-8-sig")
    assert (
        len(list(csv.reader(io.StringIO(content), delimiter=";"))) == total + 1 == Member.objects.count() + 1
    )


def test_papers_are_written_on_their_pages(movement):
    client = at_desk(PLANNER)
    edition = current.edition()
    agreement = {
        "edition": edition.id,
        "about": "Perpanjangan",
        "parties": "Pemerintah Kota Tegal, Wali Kota\nKementerian",
    }
    assert client.post(url("new_agreement"), agreement).status_code == 302
    assert edition.agreements.get(about="Perpanjangan").parties[0]["capacity"] == "Wali Kota"
    decree = {
        "edition": edition.id,
        "number": "9/2026",
        "about": "x",
        "valid_from": "2026-05-01",
        "teams": ["council"],
    }
    assert client.post(url("new_decree"), decree).status_code == 302
    assert client.post(url("new_decree"), decree).status_code == 422
    team = edition.decrees.get(number="9/2026").teams.get()
    change = {
        "team": team.id,
        "dimension": "smart_living",
        "office_key": "opd_dpupr",
        "valid_from": "2026-06-01",
    }
    assert client.post(url("set_coordinator"), change).status_code == 302
    assert current.coordinator("smart_living").office_key == "opd_dpupr"


def test_lists_ask_the_database_the_same_whatever_their_length(movement, django_assert_max_num_queries):
    client = at_desk(HEAD)
    client.get(url("overview"))
    with django_assert_max_num_queries(22):
        client.get(url("overview"))
    with django_assert_max_num_queries(16):
        client.get(url("members"))
    with django_assert_max_num_queries(12):
        browser().get(url("movers"))
