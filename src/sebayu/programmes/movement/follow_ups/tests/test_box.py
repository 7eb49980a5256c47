"""The box of an office, one follow-up, and recommending on the page of an item."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sebayu.core.identity.models import Account, Office
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evaluation.tests.conftest import People, item_of
from sebayu.programmes.movement.follow_ups import actions
from sebayu.programmes.movement.follow_ups.models import Recommendation

pytestmark = pytest.mark.django_db
Enter = Callable[[Account], Client]


def text(response: Any) -> str:
    return response.content.decode()


def test_an_empty_box_says_what_will_lie_in_it(people: People, as_: Enter) -> None:
    assert 'class="empty' in text(as_(people.planner).get("/gerakan/tindak-lanjut/"))


def test_follow_up_lies_in_the_box_of_its_office(
    assessing: Any, people: People, assessor: Actor, as_: Enter
) -> None:
    office = Office.objects.get(key="kel_mintaragen")
    made = actions.recommend(
        by=assessor,
        edition=assessing(),
        text="Umumkan hasil survei",
        office=office,
        due_on=timezone.localdate(),
    )
    url = f"/gerakan/tindak-lanjut/{made.id}/"
    rina = as_(people.town.rina)
    assert "Umumkan hasil survei" in text(rina.get("/gerakan/tindak-lanjut/"))
    assert rina.post(url, {"state": "reported", "text": ""}).status_code == 422
    assert rina.post(url, {"state": "reported", "text": "Sudah diumumkan"}).status_code == 302
    assert rina.post(url, {"state": "done"}).status_code == 422
    assert as_(people.assessor).post(url, {"state": "done"}).status_code == 302
    assert Recommendation.objects.get().state == "done"
    assert "Umumkan" not in text(rina.get("/gerakan/tindak-lanjut/"))
    assert "Umumkan" in text(rina.get("/gerakan/tindak-lanjut/?keadaan=semua&berkas=csv"))
    assert as_(people.other_assessor).get(url).status_code == 404
    assert as_(people.town.tuti).get(url).status_code == 403


def test_assessor_recommends_on_the_page_of_an_item(assessing: Any, people: People, as_: Enter) -> None:
    edition = assessing()
    item = item_of(edition, "C1")
    url = f"/gerakan/evaluasi/butir/{item.id}/rekomendasi/"
    browser = as_(people.assessor)
    assert url in text(browser.get(f"/gerakan/evaluasi/butir/{item.id}/"))
    office = Office.objects.get(key="kel_mintaragen")
    late = {"text": "Ini jangan hilang", "office": office.pk, "due_on": "2020-01-01"}
    refused = browser.post(url, late)
    assert refused.status_code == 422
    assert "Ini jangan hilang" in text(refused)
    assert browser.post(url, {**late, "due_on": timezone.localdate().isoformat()}).status_code == 302
    made = Recommendation.objects.get()
    assert (made.item, made.edition, made.office_key) == (item, edition, "kel_mintaragen")
    for who, status in ((people.other_assessor, 404), (people.planner, 403), (people.town.rina, 403)):
        assert as_(who).get(url).status_code == status


def test_edition_links_a_recommendation_for_those_who_may_open_it(
    assessing: Any, people: People, assessor: Actor, as_: Enter, django_assert_max_num_queries: Any
) -> None:
    edition = assessing()
    mine, other = (Office.objects.get(key=key) for key in ("kel_mintaragen", "kota_tegal"))
    for office in (mine, other, other, other):
        actions.recommend(
            by=assessor,
            edition=edition,
            text=f"Untuk {office.key}",
            office=office,
            due_on=timezone.localdate(),
        )
    url = f"/gerakan/evaluasi/{edition.id}/"
    for who, links in ((people.assessor, 4), (people.planner, 4), (people.town.rina, 1)):
        page = text(as_(who).get(url))
        assert (
            page.count('href="/gerakan/tindak-lanjut/') - page.count('href="/gerakan/tindak-lanjut/"')
            == links
        )
        assert page.count("Untuk kota_tegal") == 3
