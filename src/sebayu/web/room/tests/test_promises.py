"""Targets and starting points: decided by the secretariat, read by those who lead, closed to everybody else; the number has no field."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from sebayu.core.identity.models import Mandate, Post
from sebayu.core.indicators import catalogue, runs
from sebayu.core.indicators.declare import Unit
from sebayu.core.indicators.models import Baseline, Target, Value
from sebayu.core.indicators.tests import town as declared
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry
from sebayu.web.room.forms import unit_word
from sebayu.web.tests.town import LONG_AGO, Town

PAGE = "/ruang/angka/uji.on_time/janji/"
SET, START = f"{PAGE}target/", f"{PAGE}titik-awal/"
YEAR = timezone.localdate().year
GIVEN = {"scope": "region", "year": YEAR, "value": "92,5", "basis": "RPJMD, Perda 3 (contoh)"}


@pytest.fixture(autouse=True)
def _numbers(db: None) -> Iterator[None]:
    catalogue.register(
        declared.APP, programme="uji", sources=[declared.ENDED], indicators=declared.INDICATORS
    )
    yield
    catalogue.withdraw(declared.APP)


@pytest.fixture
def planner(as_: Callable, town: Town) -> Client:
    post = Post.objects.create(
        key="kota_tegal.sekretariat", office_id="kota_tegal", role="planner", title="Sekretaris", valid_from=LONG_AGO
    )  # fmt: skip
    Mandate.objects.create(account=town.joko, post=post, valid_from=LONG_AGO)
    return as_(town.joko)


def test_secretariat_sets_a_target_and_replaces_it(planner: Client) -> None:
    answer = planner.post(SET, GIVEN, follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain == [(f"{PAGE}?lingkup=region", 302)]
    assert f"Target {YEAR} tersimpan: 92,5\u00a0%." in html
    planner.post(SET, {**GIVEN, "value": "95"})
    held, gone = planner.get(PAGE).context["history"]
    assert (held.value, held.replaced_at, held.post) == ("95\u00a0%", None, "Sekretaris")
    assert gone.value == "92,5\u00a0%" and gone.replaced_at
    assert planner.get("/ruang/angka/uji.on_time/").context["card"].promise == "janji 95\u00a0%"
    assert LedgerEntry.objects.filter(act="indicator.set_target").count() == 2


def test_a_target_holds_for_one_office_or_area_only(planner: Client) -> None:
    scope = "office:kel_mintaragen"
    planner.post(SET, {**GIVEN, "scope": scope})
    assert Target.objects.get().scope == scope
    assert planner.get(PAGE, {"lingkup": scope}).context["reading"].target == 92.5
    assert planner.get(PAGE).context["reading"].target is None
    assert "Kelurahan Mintaragen" in planner.get(PAGE, {"lingkup": scope}).content.decode()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"value": "sembilan puluh"}, "value"), ({"value": "101"}, "value"), ({"value": "-1"}, "value"), ({"value": "NaN"}, "value"),
        ({"value": ""}, "value"), ({"year": "26"}, "year"), ({"year": "2999"}, "year"), ({"year": "x"}, "year"), ({"basis": "  "}, "basis"),
        ({"basis": "x" * 301}, "basis"), ({"scope": "office:tidak_ada"}, "__all__"), ({"scope": "kota"}, "__all__"),
        ({"scope": "office:x\x00"}, "scope"),
    ],
)  # fmt: skip
def test_errors_stand_beside_what_was_typed(planner: Client, more: dict, field: str) -> None:
    answer = planner.post(SET, {**GIVEN, **more})
    assert answer.status_code == 422
    form = answer.context["target"]
    assert list(form.errors) == [field]
    if "value" not in more:
        assert 'value="92,5"' in answer.content.decode()
    assert not Target.objects.exists()


def test_start_is_the_computed_year_or_one_from_before(planner: Client) -> None:
    declared.end(4, dt.date(YEAR - 1, 3, 3))
    runs.compute(by=Actor.system("Uji"), sources=["uji.ended"], today=timezone.localdate())
    typed = {**GIVEN, "year": YEAR - 1, "value": "10"}
    refused = planner.post(START, typed)
    assert refused.status_code == 422
    assert "tidak dapat diketik" in str(refused.context["baseline"].errors["value"])
    planner.post(START, {**typed, "value": ""})
    assert planner.get(PAGE).context["reading"].baseline == 100.0
    planner.post(START, {**typed, "year": 2020})
    assert [row.value for row in Baseline.objects.current()] == [Decimal(10)]


def test_a_declared_number_starts_with_a_value(planner: Client) -> None:
    answer = planner.post(PAGE.replace("on_time", "stated") + "titik-awal/", {**GIVEN, "value": ""})
    assert list(answer.context["baseline"].errors) == ["value"]


def test_a_number_to_be_held_has_a_band(planner: Client) -> None:
    page = PAGE.replace("on_time", "facts")
    planner.post(f"{page}target/", {**GIVEN, "value": "8", "band": "1,5"})
    assert Target.objects.get().band == Decimal("1.5")
    assert "8 ± 1,5" in planner.get(page).content.decode()


def test_the_number_itself_has_no_field(planner: Client) -> None:
    before = Value.objects.count()
    html = planner.get(PAGE).content.decode()
    assert "tidak dapat diisi" in html
    planner.post(SET, {**GIVEN, "measured": "100", "numerator": "100"})
    assert Value.objects.count() == before


def test_who_comes_in(as_: Callable, town: Town, planner: Client) -> None:
    head = as_(town.rina)
    planner.post(SET, GIVEN)
    page = head.get(PAGE)
    assert page.status_code == 200 and not page.context["may_decide"]
    assert SET not in page.content.decode() and "92,5" in page.content.decode()
    for client in (head, as_(town.budi), as_(town.tuti), as_(town.sari)):
        assert client.post(SET, GIVEN).status_code == 403
        assert client.post(START, GIVEN).status_code == 403
    for account in (town.budi, town.tuti, town.sari):
        assert as_(account).get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302
    assert Target.objects.count() == 1


def test_what_is_not_there_is_no_page(planner: Client) -> None:
    assert planner.get("/ruang/angka/tidak.ada/janji/").status_code == 404
    assert planner.post("/ruang/angka/tidak.ada/janji/target/", GIVEN).status_code == 404
    assert planner.get(PAGE, {"lingkup": "office:';DROP\x00"}).context["scope"] == "region"


def test_history_leaves_as_a_file_that_runs_nothing(planner: Client) -> None:
    planner.post(SET, {**GIVEN, "basis": '=HYPERLINK("x")'})
    text = planner.get(PAGE, {"berkas": "csv"}).content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Jenis;Tahun;Nilai")
    assert "'=HYPERLINK" in text
    assert planner.get(PAGE, {"berkas": "xlsx"})["Content-Type"].endswith("sheet")


def test_page_costs_a_bounded_number_of_queries(planner: Client, django_assert_max_num_queries) -> None:
    for value in range(20):
        planner.post(SET, {**GIVEN, "value": str(value)})
    planner.get(PAGE)
    with django_assert_max_num_queries(25):
        planner.get(PAGE)


@pytest.mark.parametrize(
    ("unit", "word"), [(Unit.PERCENT, "%"), (Unit.COUNT, ""), (Unit.RUPIAH, "Rp"), (Unit.DAYS, "hari"), (Unit.SCORE, "dari 100")]
)  # fmt: skip
def test_labels_name_the_unit(unit: Unit, word: str) -> None:
    assert unit_word(unit) == word
