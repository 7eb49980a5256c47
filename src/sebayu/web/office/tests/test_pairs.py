"""Suspected duplicates on screen: ledgered looks, covered numbers, three answers, nobody else's areas."""

import pytest
from django.test import Client

from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import reading, writing
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.registry.duplicates import actions
from sebayu.core.registry.models import Person, SuspectedPair
from sebayu.core.registry.tests.cast import PURPOSE
from sebayu.web.office.tests.test_accounts import count_queries
from sebayu.web.tests.town import BANCAR, MINTARAGEN, Town

SYSTEM = Actor.system("uji")


def second_sari(name: str = "Sari Wulandri", **more: object) -> Person:
    with writing():
        return Person.objects.create(
            name=name,
            birth_date="1985-07-15",
            sex="female",
            area_code=MINTARAGEN,
            mother_name="Sri Lestari",
            **more,
        )


@pytest.fixture
def pair(town: Town) -> SuspectedPair:
    second_sari()
    assert actions.find(by=SYSTEM, area="33.76") == 1
    with reading(by=SYSTEM, purpose=PURPOSE):
        return SuspectedPair.objects.get()


def state(pair: SuspectedPair) -> str:
    with reading(by=SYSTEM, purpose=PURPOSE):
        return SuspectedPair.objects.get(pk=pair.pk).state


def test_every_look_is_entered_for_both(nur: Client, pair: SuspectedPair) -> None:
    LedgerEntry.objects.filter(act="read").count()
    before = LedgerEntry.objects.count()
    html = nur.get("/kantor/dugaan-ganda/").content.decode()
    assert "Sari Wulandari" in html and "Sari Wulandri" in html
    assert LedgerEntry.objects.count() == before + 1
    entry = LedgerEntry.objects.order_by("-id").first()
    assert set(entry.subjects) == {pair.person_id, pair.other_id}
    nur.get(f"/kantor/dugaan-ganda/{pair.id}/")
    assert set(LedgerEntry.objects.order_by("-id").first().subjects) == {pair.person_id, pair.other_id}


def test_side_by_side_shows_differences_and_covers_numbers(nur: Client, pair: SuspectedPair) -> None:
    html = nur.get(f"/kantor/dugaan-ganda/{pair.id}/").content.decode()
    assert "3376025507850001" not in html
    assert "3376021203100004" not in html
    assert "15\u00a0Juli 1985" in html and "berbeda" in html and "hanya satu" in html


@pytest.mark.parametrize(("word", "stored"), [("sama", "same"), ("beda", "different"), ("nanti", "later")])
def test_three_answers_each_with_an_entry(nur: Client, pair: SuspectedPair, word: str, stored: str) -> None:
    url = f"/kantor/dugaan-ganda/{pair.id}/"
    assert nur.post(url, {"jawab": word, "catatan": "Ditanyakan ke RT"}).status_code == 302
    assert state(pair) == stored
    assert LedgerEntry.objects.filter(act="registry.decide_pair").count() == 1
    assert "Wulandri" not in nur.get("/kantor/dugaan-ganda/").content.decode()
    other = {"sama": "diputuskan", "beda": "diputuskan", "nanti": "nanti"}[word]
    assert "Wulandri" in nur.get(f"/kantor/dugaan-ganda/?keadaan={other}&asal=register").content.decode()
    assert "Wulandri" not in nur.get(f"/kantor/dugaan-ganda/?keadaan={other}&asal=impor").content.decode()


def test_no_answer_is_said_and_the_note_stays(nur: Client, pair: SuspectedPair) -> None:
    response = nur.post(f"/kantor/dugaan-ganda/{pair.id}/", {"jawab": "x", "catatan": "Ditanyakan ke RT"})
    assert response.status_code == 422
    assert "Ditanyakan ke RT" in response.content.decode()
    assert state(pair) == "open"


def test_officers_strangers_and_citizens_see_none_of_it(
    budi: Client, tuti: Client, sari: Client, pair: SuspectedPair
) -> None:
    for client in (budi, tuti, sari):
        assert client.get(f"/kantor/dugaan-ganda/{pair.id}/").status_code == 403
        assert client.post(f"/kantor/dugaan-ganda/{pair.id}/", {"jawab": "sama"}).status_code == 403
        assert client.post("/kantor/dugaan-ganda/cari/").status_code == 403
    assert state(pair) == "open"


def test_a_pair_of_another_region_does_not_exist(nur: Client, pair: SuspectedPair) -> None:
    with writing():
        SuspectedPair.objects.filter(pk=pair.pk).update(area_code=BANCAR)
    assert nur.get(f"/kantor/dugaan-ganda/{pair.id}/").status_code == 404
    assert nur.post(f"/kantor/dugaan-ganda/{pair.id}/", {"jawab": "sama"}).status_code == 404
    assert "Wulandri" not in nur.get("/kantor/dugaan-ganda/").content.decode()


def test_one_who_is_gone_meanwhile_breaks_no_page(nur: Client, pair: SuspectedPair) -> None:
    with writing():
        Person.objects.filter(pk=pair.other_id).delete()
        Person.objects.filter(name="Sari Wulandri").delete()
    assert nur.get("/kantor/dugaan-ganda/").status_code == 200
    assert nur.get(f"/kantor/dugaan-ganda/{pair.id}/").status_code == 200


def test_a_row_of_an_import_is_shown_and_forgotten_once_decided(nur: Client, town: Town) -> None:
    with writing():
        pair = SuspectedPair.objects.create(
            person_id=town.person_sari.id, row={"name": "Sari Wulandri", "birth_date": "1985-07-15", "sex": "female", "occupation": "PEDAGANG"},
            row_digest="a" * 64, row_number=7, area_code=MINTARAGEN, distance=5,
        )  # fmt: skip
    assert "impor, baris 7" in nur.get("/kantor/dugaan-ganda/").content.decode()
    assert "PEDAGANG" in nur.get(f"/kantor/dugaan-ganda/{pair.id}/").content.decode()
    nur.post(f"/kantor/dugaan-ganda/{pair.id}/", {"jawab": "sama"})
    html = nur.get(f"/kantor/dugaan-ganda/{pair.id}/").content.decode()
    assert "sudah dikerjakan" in html and 'name="jawab"' not in html
    with reading(by=SYSTEM, purpose=PURPOSE):
        assert Person.objects.get(pk=town.person_sari.id).occupation == "PEDAGANG"


def test_a_page_of_pairs_costs_the_same(nur: Client, pair: SuspectedPair) -> None:
    nur.get("/kantor/dugaan-ganda/")
    few = count_queries(nur, "/kantor/dugaan-ganda/")
    for n in range(30):
        second_sari(nik=f"33760255078501{n:02d}")
    actions.find(by=SYSTEM, area="33.76")
    assert count_queries(nur, "/kantor/dugaan-ganda/") == few == 10
    assert 'rel="next"' in nur.get("/kantor/dugaan-ganda/").content.decode()


def test_looking_now_is_the_workers_job_and_waits_once(nur: Client, pair: SuspectedPair) -> None:
    first = nur.post("/kantor/dugaan-ganda/cari/", follow=True).content.decode()
    again = nur.post("/kantor/dugaan-ganda/cari/", follow=True).content.decode()
    assert "Pencarian dimulai" in first
    assert "sudah menunggu" in again
