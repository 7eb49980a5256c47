"""The leaders' room: numbers with their rows, nobody's name, closed to everybody else; and its public version."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone, translation

from sebayu.core.areas.actions import load_areas
from sebayu.core.areas.models import Area
from sebayu.core.cases.models import Case
from sebayu.core.cases.tests.many import cases
from sebayu.core.identity.models import Mandate, Post
from sebayu.core.indicators import catalogue, runs, words
from sebayu.core.indicators.public import recompute, shelf
from sebayu.core.indicators.tests import town as declared
from sebayu.core.ledger import Actor
from sebayu.web.room import panels
from sebayu.web.room import tiles as village_map
from sebayu.web.tests.town import LONG_AGO, Town


@pytest.fixture
def wali(as_, town: Town) -> Client:
    post = Post.objects.create(
        key="kota_tegal.wali_kota",
        office_id="kota_tegal",
        role="leader",
        title="Wali Kota",
        valid_from=LONG_AGO,
    )
    Mandate.objects.create(account=town.joko, post=post, valid_from=LONG_AGO)
    return as_(town.joko)


def test_numbers_are_those_of_the_rows_behind_them(wali: Client, town: Town) -> None:
    made = cases(4)
    Case.objects.filter(pk=made[0].pk).update(due_at=timezone.now() - dt.timedelta(hours=1))
    response = wali.get("/ruang/urusan/")
    assert response.context["totals"] == {"open": 4, "late": 1, "waiting": 0, "issued": 0, "refused": 0}
    (line,) = [x for x in response.context["lines"] if x.key == "kel_mintaragen"]
    for which, n in (("berjalan", line.figures.open), ("terlambat", line.figures.late), ("terbit", 0)):
        assert wali.get(f"/ruang/kantor/kel_mintaragen/?lihat={which}").context["total"] == n
        assert wali.get(f"/ruang/semua/?lihat={which}").context["total"] == n
    (late,) = [d for d in wali.get("/ruang/").context["floor"] if d.panel.key == "late"]
    assert late.context["total"] == 1


def test_nobody_is_named(wali: Client, town: Town) -> None:
    made = cases(2, subject_name="Rahasia Negara")
    for url in ("/ruang/", "/ruang/urusan/", "/ruang/semua/", "/ruang/kantor/kel_mintaragen/"):
        html = wali.get(url).content.decode()
        assert "Rahasia Negara" not in html
    assert made[0].number in html


def test_room_is_for_leaders_and_heads(as_, town: Town, wali: Client) -> None:
    for url in ("/ruang/", "/ruang/urusan/", "/ruang/angka/", "/ruang/senin/"):
        assert as_(town.rina).get(url).status_code == 200
        for account in (town.budi, town.darmo, town.sari, town.tuti):
            assert as_(account).get(url).status_code == 403
    assert wali.get("/ruang/kantor/tidak_ada/").status_code == 404
    assert wali.get("/ruang/kantor/kel_mintaragen/?lihat=x").status_code == 404
    assert wali.get("/ruang/angka/tidak.ada/").status_code == 404


def test_an_empty_region_says_so_with_zeros(wali: Client) -> None:
    response = wali.get("/ruang/urusan/")
    assert response.context["totals"]["open"] == 0
    assert "Kelurahan Mintaragen" in response.content.decode()
    for url in ("/ruang/", "/ruang/senin/", "/publik/", "/ruang/angka/"):
        assert wali.get(url).status_code == 200


@pytest.fixture
def numbers(town: Town) -> Iterator[None]:
    """Two numbers over ended cases, and thirteen cases of which five were in time."""
    catalogue.register(
        declared.APP, programme="uji", sources=[declared.ENDED], indicators=declared.INDICATORS
    )
    yield
    catalogue.withdraw(declared.APP)


@pytest.fixture
def counted(numbers: None, town: Town) -> dt.date:
    """Eighteen in time, eleven late, all of today; computed."""
    today = timezone.localdate()
    declared.end(18, today)
    declared.end(8, today, late=True)
    declared.end(3, today, late=True, office=declared.PANGGUNG)
    runs.compute(by=Actor.system("Uji"), sources=["uji.ended"], today=today)
    return today


def test_a_number_says_how_it_was_computed_and_opens_its_rows(wali: Client, counted: dt.date) -> None:
    page = wali.get("/ruang/angka/uji.on_time/")
    html = page.content.decode()
    assert page.context["said"] == "62,1\u00a0%"
    assert page.context["arithmetic"] == "100 × 18 ÷ 29 = 62,1\u00a0%"
    assert "100 * sum(on_time) / sum(all)" in html
    links = {which: href for _word, href, which in page.context["rows_links"]}
    late = wali.get(links["missing"])
    assert late.context["found"].total == 11
    assert "Warga" not in "".join(str(cell) for cells, _link in late.context["table"] for cell in cells)
    assert wali.get(links["of"]).context["found"].total == 29
    first = page.context["lines"][0]
    assert (first.name, first.value) == ("Kelurahan Panggung", "0\u00a0%")
    assert wali.get(first.href).context["said"] == "0\u00a0%"


def test_rows_are_for_those_who_lead(as_, town: Town, counted: dt.date) -> None:
    url = f"/ruang/angka/uji.on_time/baris/?lihat=missing&awal={counted.replace(day=1)}&per=month"
    assert as_(town.rina).get(url).context["found"].total == 11  # she leads both wards
    for account in (town.sari, town.budi, town.tuti):
        assert as_(account).get(url).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        *("", "?awal=x", "?awal=2026-11-01&lihat=x", "?awal=2026-11-01&per=abad"),
        *("?awal=0001-01-01&per=rolling", "?awal=9999-12-31&per=year"),  # before and after every calendar
    ],
)
def test_rows_without_a_period_are_not_there(wali: Client, numbers: None, query: str) -> None:
    assert wali.get(f"/ruang/angka/uji.on_time/baris/{query}").status_code == 404


def test_hostile_scope_is_the_region(wali: Client, counted: dt.date) -> None:
    for scope in ("office:';DROP", "area:1", "office:", "x", "office:kel_x\x00"):
        assert wali.get("/ruang/angka/uji.on_time/", {"lingkup": scope}).context["scope"] == "region"
    assert wali.get("/ruang/", {"peta": "<script>"}).status_code == 200
    assert wali.get("/ruang/angka/", {"cari": "'\"<>", "dimensi": "x"}).status_code == 200


def test_map_shows_every_ward_and_marks_the_worst(wali: Client, counted: dt.date) -> None:
    load_areas(by=Actor.system("Uji"))
    page = wali.get("/ruang/", {"peta": "uji.on_time"})
    (panel,) = [d for d in page.context["floor"] if d.panel.key == "map"]
    tiles = [tile for group in panel.context["groups"] for tile in group.tiles]
    worst = Area.objects.get(code=declared.AREAS[declared.PANGGUNG]).name
    assert len(tiles) == 27 and panel.context["missing"] == 25
    assert [(tile.name, tile.shade, tile.value) for tile in tiles if tile.is_worst] == [
        (worst, 1, "0\u00a0%")
    ]
    assert sorted(tile.shade for tile in tiles)[-2:] == [1, 5]


def test_map_of_many_villages_is_folded_by_kecamatan_and_loses_none(
    wali: Client, counted: dt.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_areas(by=Actor.system("Uji"))
    assert '<details class="more" open>' not in wali.get("/ruang/", {"peta": "uji.on_time"}).content.decode()
    monkeypatch.setattr(village_map, "FOLDED", 26)
    html = wali.get("/ruang/", {"peta": "uji.on_time"}).content.decode()
    assert html.count('class="tile ') == 27
    assert html.count("petak</small>") == 4, "one fold for each kecamatan"
    assert html.count('<details class="more" open>') == 1, "the one that holds the worst"


def test_public_sees_what_is_published_and_nothing_else(client: Client, counted: dt.date) -> None:
    assert client.get("/publik/angka/uji.on_time/").context["said"] == "–"  # nothing is published yet
    assert "Belum diterbitkan" in client.get("/publik/data/").content.decode()
    shelf.put(by=Actor.system("Uji"))
    page = client.get("/publik/angka/uji.on_time/")
    assert page.context["said"] == "62,1\u00a0%"
    assert page.context["arithmetic"] == "100 × 18 ÷ 29 = 62,1\u00a0%"
    assert not page.context["rows_links"]
    assert client.get("/publik/").status_code == 200
    assert client.get("/ruang/angka/uji.on_time/").status_code == 302


def test_numbers_and_months_speak_the_language_of_the_page(client: Client, town: Town) -> None:
    page = "/publik/angka/letters.on_time/"
    assert "<h1>Diputus tepat waktu</h1>" in client.get(page).content.decode()
    client.cookies["sebayu_bahasa"] = "en"
    english = client.get(page).content.decode()
    assert "<h1>Decided in time</h1>" in english and "decided before the deadline" in english
    with translation.override("en"):
        assert words.period("month", dt.date(2026, 8, 1)) == "August 2026"
    assert words.period("month", dt.date(2026, 8, 1)) == "Agustus 2026"


def test_a_small_number_cannot_be_found_by_subtracting(client: Client, counted: dt.date) -> None:
    """Three rows in one ward: neither that ward nor the other one is shown beside the sum of both."""
    shelf.put(by=Actor.system("Uji"))
    assert client.get("/publik/angka/uji.on_time/").context["lines"] == []
    for office in ("kel_panggung", "kel_mintaragen"):
        page = client.get("/publik/angka/uji.on_time/", {"lingkup": f"office:{office}"})
        assert page.context["said"] == "–"
        assert "Terlalu sedikit" in page.content.decode()


def test_public_sees_what_moved_since_the_published_period_before(
    client: Client, counted: dt.date, numbers: None
) -> None:
    last_month = counted.replace(day=1) - dt.timedelta(days=3)
    declared.end(20, last_month)
    runs.compute(by=Actor.system("Uji"), sources=["uji.ended"], full=True)
    shelf.put(by=Actor.system("Uji"))
    (moved,) = [d for d in client.get("/publik/").context["floor"] if d.panel.key == "moved"]
    assert {card.key: card.moved for card in moved.context["cards"]}["uji.on_time"] == "−37,9\u00a0%"


def test_public_map_says_that_numbers_are_small_not_that_there_are_none(
    client: Client, counted: dt.date
) -> None:
    load_areas(by=Actor.system("Uji"))
    shelf.put(by=Actor.system("Uji"))
    page = client.get("/publik/", {"peta": "uji.on_time"}).content.decode()
    assert "terlalu sedikit untuk dibuka" in page and 'class="tile ' not in page


def test_published_files_recompute_what_the_page_shows(client: Client, counted: dt.date, tmp_path) -> None:
    shelf.put(by=Actor.system("Uji"))
    index = client.get("/publik/data/")
    assert {row["name"] for row in index.context["files"]} >= {
        "numbers.csv",
        "metadata.json",
        "cells/uji.ended.csv",
    }
    answer = client.get("/publik/data/sebayu-data-terbuka.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        archive.extractall(tmp_path)
    assert recompute(tmp_path).ok
    cells = tmp_path / "cells" / "uji.ended.csv"
    cells.write_text(cells.read_text().replace(",29,", ",28,", 1))
    assert not recompute(tmp_path).ok
    assert client.get("/publik/data/numbers.csv").status_code == 200
    for name in ("../settings.py", "x.csv", "cells/"):
        assert client.get(f"/publik/data/{name}").status_code == 404


def test_pages_cost_a_bounded_number_of_queries(
    wali: Client, counted: dt.date, django_assert_max_num_queries
) -> None:
    wali.get("/ruang/")
    with django_assert_max_num_queries(70):
        wali.get("/ruang/")
    with django_assert_max_num_queries(30):
        wali.get("/ruang/angka/")


def test_panel_that_has_nothing_to_say_is_not_drawn(wali: Client, town: Town) -> None:
    panels.add(panels.Panel("uji", "Uji", "room/panels/late.html", lambda asked: None))
    try:
        page = wali.get("/ruang/")
        assert "uji" not in [d.panel.key for d in page.context["floor"]]
    finally:
        panels._panels.pop("uji")
