"""Open data: anybody finds the same numbers again, nobody finds a person."""

import csv
import datetime as dt
import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sebayu.core.indicators import catalogue, public, runs
from sebayu.core.indicators.models import Statement
from sebayu.core.indicators.public import files
from sebayu.core.indicators.public.arithmetic import PlainCell, made_of, months_of
from sebayu.core.indicators.public.merging import Group, Leaf, merge
from sebayu.core.indicators.tests import town
from sebayu.core.indicators.tests.town import CLOCK, PANGGUNG, TODAY

LEAST = 5
MONTHS = ["2025-11", "2025-12", "2026-01", "2026-02"]
PLACES = [("kel_a", "33.76.01.1001"), ("kel_b", "33.76.01.1002"), ("kel_c", "33.76.02.1001"), ("opd_x", "")]

leaves = st.dictionaries(
    st.tuples(st.sampled_from(MONTHS), st.sampled_from(PLACES)),
    st.tuples(st.integers(1, 14), st.integers(0, 14)),
    min_size=1,
    max_size=8,
)


def grown(found: dict) -> list[Leaf]:
    return [
        Leaf((month[:4], month, area[:8], f"{office}|{area}"), (rows, min(rows, of)), (month, office, area))
        for (month, (office, area)), (rows, of) in found.items()
    ]


def plain(group: Group) -> PlainCell:
    months, offices, areas = (tuple(sorted({leaf.content[n] for leaf in group.leaves})) for n in range(3))
    return PlainCell(months, offices, areas, group.counts[0], {}, {})


@given(leaves)
def test_groups_part_the_cells_and_are_all_large_enough(found: dict) -> None:
    grown_leaves = grown(found)
    groups, withheld = merge(grown_leaves, LEAST)
    assert sorted(leaf.path for group in [*groups, withheld] for leaf in group.leaves) == sorted(
        leaf.path for leaf in grown_leaves
    )
    assert all(group.is_safe(LEAST) for group in groups)
    whole = Group(grown_leaves)
    if whole.is_safe(LEAST):
        assert not withheld.leaves  # the totals stay exact
        assert sum(group.counts[0] for group in groups) == whole.counts[0]


@settings(max_examples=60)
@given(leaves)
def test_no_difference_of_published_numbers_tells_about_few_rows(found: dict) -> None:
    """Every published number as a row over the cells; a small set of cells must not lie in what these rows span."""
    grown_leaves = grown(found)
    groups, _withheld = merge(grown_leaves, LEAST)
    cells = [plain(group) for group in groups]
    place = {leaf.path: n for n, leaf in enumerate(grown_leaves)}
    vectors = []
    periods = [*MONTHS, "2025", "2026", "2025-Q4", "2026-Q1"]
    scopes = [
        "region",
        "area:33.76.01",
        "area:33.76.02",
        *(f"office:{office}" for office, _ in PLACES),
        *(f"area:{area}" for _, area in PLACES if area),
    ]
    for period, scope in itertools.product(periods, scopes):
        for cell in made_of(cells, period, scope) or []:
            group = groups[cells.index(cell)]
            vectors.append([float(any(leaf.path == path for leaf in group.leaves)) for path in place])
    vectors += [
        [float(any(leaf.path == path for leaf in group.leaves)) for path in place] for group in groups
    ]
    if not vectors:
        return
    matrix = np.array(vectors)
    rank = np.linalg.matrix_rank(matrix)
    for size in range(1, len(grown_leaves) + 1):
        for chosen in itertools.combinations(grown_leaves, size):
            if Group(list(chosen)).is_safe(LEAST):
                continue
            wanted = np.array([float(leaf in chosen) for leaf in grown_leaves])
            assert np.linalg.matrix_rank(np.vstack([matrix, wanted])) == rank + 1


@pytest.mark.parametrize(
    ("period", "count", "first"),
    [("2026", 12, "2026-01"), ("2026-Q4", 3, "2026-10"), ("2026-11", 1, "2026-11")],
)
def test_periods_are_months(period: str, count: int, first: str) -> None:
    assert len(months_of(period)) == count
    assert min(months_of(period)) == first


@pytest.fixture
def folder(db: None, tmp_path: Path) -> Path:
    """Two offices over three months, one of them with a month too small to be shown."""
    catalogue.register(
        town.APP, programme="uji", sources=[town.ENDED],
        indicators=[*town.INDICATORS, replace(town.ON_TIME, key="uji.secret", public=False)],
    )  # fmt: skip
    for month in (9, 10, 11):
        town.end(6, dt.date(2026, month, 3))
        town.end(2, dt.date(2026, month, 4), late=True)
    town.end(7, dt.date(2026, 9, 5), office=PANGGUNG)
    town.end(2, dt.date(2026, 11, 5), office=PANGGUNG, late=True)
    assert runs.compute(by=CLOCK, sources=["uji.ended"], today=TODAY).ok
    public.publish(tmp_path, on=TODAY)
    return tmp_path


def lines(folder: Path, name: str = "numbers.csv") -> list[dict[str, str]]:
    return list(csv.DictReader((folder / name).read_text(encoding="utf-8").splitlines()))


def rewrite(folder: Path, name: str, change: Callable[[list[dict[str, str]]], None]) -> None:
    rows = lines(folder, name)
    columns = list(rows[0])
    change(rows)
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def test_every_public_number_is_found_again_from_the_files_alone(folder: Path) -> None:
    verdict = public.recompute(folder)
    assert verdict.ok, verdict
    assert verdict.numbers == len(lines(folder)) > 10
    whole = [
        row
        for row in lines(folder)
        if (row["INDICATOR"], row["TIME_PERIOD"], row["REF_AREA"]) == ("uji.done", "2026", "region")
    ]
    assert whole[0]["OBS_VALUE"] == "33"


def test_what_is_not_public_or_too_small_is_in_no_file(folder: Path) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.*"))
    assert "uji.secret" not in text
    assert "Warga" not in text
    small = [
        row
        for row in lines(folder)
        if row["REF_AREA"] == f"office:{PANGGUNG}" and row["TIME_PERIOD"] == "2026-11"
    ]
    assert small == []
    beside = [
        row
        for row in lines(folder)
        if row["REF_AREA"] == "office:kel_mintaragen" and row["TIME_PERIOD"] == "2026-11"
    ]
    assert beside == []  # with the region's month and this one, the small one could be found by subtraction
    assert [
        row["OBS_VALUE"]
        for row in lines(folder)
        if (row["TIME_PERIOD"], row["INDICATOR"], row["REF_AREA"]) == ("2026-11", "uji.done", "region")
    ] == ["10"]
    assert all(int(row["ROWS"]) >= LEAST for row in lines(folder, "cells/uji.ended.csv"))


def _bump(column: str) -> Callable[[list[dict[str, str]]], None]:
    def change(rows: list[dict[str, str]]) -> None:
        rows[0][column] = str(Decimal(rows[0][column]) + 1)

    return change


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("numbers.csv", _bump("OBS_VALUE")), ("numbers.csv", _bump("OBS_ROWS")), ("numbers.csv", _bump("NUMERATOR")),
        ("cells/uji.ended.csv", _bump("SUM_all")), ("cells/uji.ended.csv", _bump("SUM_on_time")), ("cells/uji.ended.csv", lambda rows: rows.pop()),
        ("cells/uji.ended.csv", lambda rows: rows.append(rows[0])), ("cells/uji.ended.csv", lambda rows: rows[0].update(ROWS="1")),
        ("cells/uji.ended.csv", lambda rows: rows[0].update(SUM_all="banyak")), ("cells/uji.ended.csv", lambda rows: rows[0].update(MONTHS="2020-01")),
        ("numbers.csv", lambda rows: rows[0].update(INDICATOR="tidak.ada")),
    ],
)  # fmt: skip
def test_one_changed_row_is_found_and_named(folder: Path, name: str, change: Callable) -> None:
    rewrite(folder, name, change)
    verdict = public.recompute(folder)
    assert not verdict.ok
    assert verdict.why


def test_changed_number_is_named_with_its_period_and_place(folder: Path) -> None:
    rewrite(folder, "numbers.csv", _bump("OBS_VALUE"))
    first = lines(folder)[0]
    verdict = public.recompute(folder)
    assert (verdict.indicator, verdict.period, verdict.scope) == (
        first["INDICATOR"],
        first["TIME_PERIOD"],
        first["REF_AREA"],
    )
    assert "diumumkan" in verdict.why


@pytest.mark.parametrize("name", ["numbers.csv", "metadata.json", "cells/uji.ended.csv"])
def test_missing_file_is_no_proof(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert not public.recompute(folder).ok
    assert not public.recompute(folder / "tidak-ada").ok


def test_metadata_names_formula_unit_source_and_licence(folder: Path) -> None:
    described = json.loads((folder / "metadata.json").read_text())
    one = described["indicators"]["uji.on_time"]
    assert one["computation_calculations"] == "100 * sum(on_time) / sum(all)"
    assert one["formula"] == {"over": "on_time", "under": "all", "scale": "100"}
    assert described["licence"]
    listed = json.loads((folder / "dcat.json").read_text())["dcat:distribution"]
    assert {row["dct:title"] for row in listed} >= {"numbers.csv", "statements.csv", "cells/uji.ended.csv"}
    for row in listed:
        table = json.loads((folder / row["dct:conformsTo"]).read_text())
        assert [column["name"] for column in table["tableSchema"]["columns"]] == (
            folder / row["dct:title"]
        ).read_text().splitlines()[0].split(",")


def test_stated_number_is_published_with_its_letter_and_checked_against_it(db: None, tmp_path: Path) -> None:
    Statement.objects.create(
        indicator_key="uji.stated", frequency="month", period_start=dt.date(2026, 9, 1), value="5.82", evidence="=Sakernas (contoh)", state="signed",
        office_key="opd_disnakerin", office_name="x", post_key="x", post_title="x", stated_by="x", signed_at=town.noon(TODAY),
        document_id="00000000-0000-4000-8000-000000000000", document_number="500.12/001/2026",
    )  # fmt: skip
    public.publish(tmp_path, on=TODAY)
    assert public.recompute(tmp_path).ok
    assert lines(tmp_path, "statements.csv")[0]["EVIDENCE"].startswith("'=")
    rewrite(tmp_path, "numbers.csv", _bump("OBS_VALUE"))
    assert not public.recompute(tmp_path).ok


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        *(
            (text, f"'{text}")
            for text in ("=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\n=1", " =1", "\uff1d1")
        ),
        *((text, text) for text in ("-5", "-0.25", "12", "", "BPS, Sakernas Agustus", "33.76.02")),
        ("satu\r\ndua\rtiga", "satu\ndua\ntiga"),
    ],
)
def test_no_text_runs_as_a_formula_and_numbers_stay_numbers(tmp_path: Path, cell: str, written: str) -> None:
    files.write_csv(tmp_path / "x.csv", ["A"], [[cell]])
    assert files.read_csv(tmp_path / "x.csv") == [{"A": written}]
