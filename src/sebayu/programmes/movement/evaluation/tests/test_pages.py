"""The pages: who may open them, what they show."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evaluation import actions
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, Score, WeightSet
from sebayu.programmes.movement.evaluation.tests.conftest import People, item_of, score_all
from sebayu.programmes.movement.evaluation.tests.test_scoring import MEANS

pytestmark = pytest.mark.django_db
Enter = Callable[[Account], Client]


def text(response: Any) -> str:
    return response.content.decode()


def test_an_empty_region_is_taught_what_comes_next(people: People, as_: Enter) -> None:
    planner = as_(people.planner)
    for path in ("", "banding/", "bobot/"):
        page = planner.get(f"/gerakan/evaluasi/{path}")
        assert page.status_code == 200
        assert 'class="empty' in text(page)
    assert "Belum ada evaluasi yang selesai" in text(Client().get("/publik/evaluasi/"))


def test_secretariat_opens_hands_over_and_assigns(people: People, as_: Enter) -> None:
    planner = as_(people.planner)
    planner.get("/gerakan/evaluasi/baru/")
    sleman = WeightSet.objects.get(key="sleman")
    sent = {
        "year": 2026,
        "round": 1,
        "period_from": "2026-01-01",
        "period_until": "2026-12-31",
        "weight_set": sleman.id,
    }
    assert planner.post("/gerakan/evaluasi/baru/", sent).status_code == 302
    assert planner.post("/gerakan/evaluasi/baru/", sent).status_code == 422
    assert (
        planner.post(
            "/gerakan/evaluasi/baru/", {**sent, "round": 2, "period_until": "2025-01-01"}
        ).status_code
        == 422
    )
    edition = EvaluationEdition.objects.get()
    url = f"/gerakan/evaluasi/{edition.id}/"
    assert "0,00 – 100,00" in text(planner.get(url))
    given = {"do": "assign", "account_id": people.assessor.id, "organisation": "Universitas (contoh)"}
    assert planner.post(f"{url}langkah/", given).status_code == 302
    assert (
        planner.post(
            f"{url}langkah/", {"do": "assign", "account_id": people.town.budi.id, "organisation": "X"}
        ).status_code
        == 422
    )
    added = {"do": "add_item", "part": "output", "code": "O3", "text": "Forum tahunan"}
    assert planner.post(f"{url}langkah/", added).status_code == 302
    assert planner.post(f"{url}langkah/", {"do": "drop_item", "code": "O3"}).status_code == 302
    assert planner.post(f"{url}langkah/", {"do": "hand_over"}).status_code == 302
    edition.refresh_from_db()
    assert edition.state == "assessing"
    assert planner.post(f"{url}langkah/", {"do": "lain"}).status_code == 404


def test_assessor_scores_again_and_reads_both_weight_sets(
    assessing: Any, people: People, assessor: Actor, as_: Enter
) -> None:
    edition = assessing(2024)
    score_all(edition, assessor, MEANS)
    browser = as_(people.assessor)
    item = item_of(edition, "C1")
    url = f"/gerakan/evaluasi/butir/{item.id}/"
    assert browser.post(url, {"do": "score", "value": "120", "evidence": "Ada"}).status_code == 422
    kept = browser.post(url, {"do": "score", "value": "", "evidence": "Ini jangan hilang"})
    assert "Ini jangan hilang" in text(kept)
    assert browser.post(url, {"do": "score", "value": "90", "evidence": "Bukti susulan"}).status_code == 302
    page = text(browser.get(url))
    assert "versi 1" in page and "Versi 2" in page
    compared = text(browser.get("/gerakan/evaluasi/banding/"))
    assert "77,00" in compared  # 60·10 + 70·20 + 85·30 + 75·30 + 90·10
    assert "76,50 – 79,50" in compared
    score_all(assessing(2025), assessor, {**MEANS, "output": 60})
    assert "(\u22123,50)" in text(browser.get("/gerakan/evaluasi/banding/"))  # 73,50 after 77,00
    file = browser.get("/gerakan/evaluasi/banding/?berkas=csv").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(file), delimiter=";"))) == 21


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("assessor", 200),
        ("other_assessor", 404),
        ("planner", 200),
        ("rina", 200),
        ("tuti", 200),
        ("sari", 403),
        ("darmo", 403),
    ],
)
def test_who_opens_an_edition(assessing: Any, people: People, as_: Enter, who: str, status: int) -> None:
    """Ibu Tuti would be an official of this region if she were in its database: what is the movement's is open to officials."""
    edition = assessing()
    account = getattr(people, who, None) or getattr(people.town, who)
    for path in (f"{edition.id}/", f"butir/{item_of(edition, 'C1').id}/"):
        assert as_(account).get(f"/gerakan/evaluasi/{path}").status_code == status
    assert Client().get(f"/gerakan/evaluasi/{edition.id}/").status_code == 302


def test_other_assessor_sees_no_edition_in_any_list(assessing: Any, people: People, as_: Enter) -> None:
    edition = assessing()
    other = as_(people.other_assessor)
    for path in ("", "banding/", f"banding/?e={edition.id}"):
        assert edition.title not in text(other.get(f"/gerakan/evaluasi/{path}"))


def test_interview_notes_are_for_assessor_and_secretariat(
    assessing: Any, people: People, assessor: Actor, as_: Enter
) -> None:
    edition = assessing()
    actions.note_interview(
        by=assessor,
        edition=edition,
        with_whom="Kepala",
        held_on=timezone.localdate(),
        notes="Catatan rahasia",
    )
    url = f"/gerakan/evaluasi/{edition.id}/"
    assert "Catatan rahasia" in text(as_(people.planner).get(url))
    assert "Catatan rahasia" not in text(as_(people.town.rina).get(url))


def test_public_sees_concluded_evaluations_only(
    assessing: Any, assessor: Actor, planner: Actor, people: People
) -> None:
    edition = assessing(2024)
    score_all(edition, assessor, MEANS)
    assert "75,50" not in text(Client().get("/publik/evaluasi/"))
    actions.conclude(by=planner, edition=edition)
    page = text(Client().get("/publik/evaluasi/"))
    assert "75,50" in page and "75,00 – 78,00" in page
    assert "Bagas" not in page
    assert "75,50" in Client().get("/publik/evaluasi/?berkas=csv").content.decode("utf-8-sig")


def test_weights_that_make_no_hundred_are_said_on_the_page(people: People, as_: Enter, sets: dict) -> None:
    planner = as_(people.planner)
    sent = {"key": "kota_2026", "title": "Kota 2026", "source": "Uji", "w_baseline": "60", "w_output": "30", "w_outcome": "5,5",
            "w_impact": "0", "w_quick_win": "0"}  # fmt: skip
    page = planner.post("/gerakan/evaluasi/bobot/", sent)
    assert page.status_code == 422
    assert "Jumlah bobot 95,5" in text(page)
    assert planner.post("/gerakan/evaluasi/bobot/", {**sent, "w_outcome": "10"}).status_code == 302
    assert (
        as_(people.town.rina)
        .post("/gerakan/evaluasi/bobot/", {**sent, "key": "x", "w_outcome": "10"})
        .status_code
        == 422
    )
    assert set(WeightSet.objects.values_list("key", flat=True)) == {"sleman", "jambi_2022", "kota_2026"}


def test_list_asks_a_fixed_number_of_queries(
    assessing: Any, assessor: Actor, people: People, as_: Enter, django_assert_max_num_queries: Any
) -> None:
    for year in (2023, 2024, 2025):
        score_all(assessing(year), assessor, MEANS)
    assert Score.objects.count() == 30
    browser = as_(people.planner)
    with django_assert_max_num_queries(12):
        browser.get("/gerakan/evaluasi/")
    with django_assert_max_num_queries(16):
        browser.get("/gerakan/evaluasi/banding/")


def test_list_is_paged_and_searched(opened: Any, people: People, as_: Enter) -> None:
    for year in range(2001, 2026):
        opened(year)
    planner = as_(people.planner)
    first, second = text(planner.get("/gerakan/evaluasi/")), text(planner.get("/gerakan/evaluasi/?hal=2"))
    assert "Evaluasi 2025" in first and "Evaluasi 2001" not in first
    assert "Evaluasi 2001" in second and "Evaluasi 2025" not in second
    assert "hal=2" in first
    found = text(planner.get("/gerakan/evaluasi/?cari=2003"))
    assert "Evaluasi 2003" in found and "Evaluasi 2004" not in found
    assert "Tidak ada yang cocok" in text(planner.get("/gerakan/evaluasi/?cari=1999"))
    assert planner.get("/gerakan/evaluasi/?berkas=csv").content.decode("utf-8-sig").count("\n") == 26
