"""What everybody reads of the plan is made of published numbers alone: nobody can compute from it what was held back."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from unittest.mock import patch

import openpyxl
import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from sebayu.core.indicators import catalogue, words
from sebayu.core.indicators.enums import Standing
from sebayu.core.indicators.public import shelf
from sebayu.core.indicators.reading import Reading
from sebayu.core.indicators.tests import town
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.books import building
from sebayu.programmes.movement.evidence import numbers, progress
from sebayu.programmes.movement.evidence.enums import ProgressState
from sebayu.programmes.movement.plan import actions
from sebayu.programmes.movement.plan.models import Initiative, Plan
from sebayu.programmes.movement.plan.tests.conftest import TODAY

Add = Callable[..., Initiative]
MONTH = TODAY.replace(day=1)
SECRET = replace(town.ON_TIME, key="uji.secret", public=False)
OFFICE = "office:opd_dishub"
PROOFS = (
    ("SL-1", "uji.on_time", "region"),
    ("SL-2", "uji.on_time", OFFICE),
    ("SL-2", "uji.done", "region"),
    ("SE-1", "uji.done", OFFICE),
    ("SG-1", "uji.secret", "region"),
)
NUMBERS = sorted({(key, scope) for _code, key, scope in PROOFS})
ONCE = re.compile(
    r'(nonce|value|content)="[\w+/=.-]{16,}"'
)  # what differs from one answer to the next by itself
UNITS = {"uji.done": "count"}


def live(key: str, scope: str, value: float, rows: int = 30, **more: object) -> Reading:
    unit = UNITS.get(key, "percent")
    found = Reading(key, scope, "month", MONTH, TODAY, value=value, rows=rows, unit=unit, measured=value)
    return replace(found, numerator=value, denominator=float(rows), digest="ab", **more)  # type: ignore[arg-type]


def line(value: float) -> dict[str, str]:
    return {"OBS_VALUE": f"{value}", "NUMERATOR": "1", "DENOMINATOR": "2", "OBS_ROWS": "30"}


@pytest.fixture
def say() -> Iterator[Callable[[dict, dict], None]]:
    """Let the indicators say these numbers, and the newest publication hold those."""
    said: dict[str, dict] = {"live": {}, "shelf": {}}

    def put(now: dict[tuple[str, str], Reading], published: dict[tuple[str, str], float]) -> None:
        rows = {(key, "M", f"{MONTH:%Y-%m}", scope): line(v) for (key, scope), v in published.items()}
        said.update(live=now, shelf=rows)

    def many(keys: list[str], *, scope: str, at: dt.date) -> dict[str, Reading]:
        empty = {key: Reading(key, scope, "month", why="not_computed") for key in keys}
        return empty | {key: said["live"][key, scope] for key in keys if (key, scope) in said["live"]}

    catalogue.register(town.APP, programme="uji", sources=[town.ENDED], indicators=[*town.INDICATORS, SECRET])
    with patch.object(numbers, "many", many), patch.object(shelf, "published", lambda: said["shelf"]):
        yield put
    catalogue.withdraw(town.APP)


@pytest.fixture
def rows(planner: Actor, plan: Plan, add: Add, say: Callable) -> dict[str, Initiative]:
    dimensions = {"SL": "smart_living", "SE": "smart_economy", "SG": "smart_governance"}
    made = {
        code: add(code, dimension=dimensions[code[:2]], quick_win=code.endswith("1"))
        for code in sorted({row[0] for row in PROOFS})
    }
    for code, key, scope in PROOFS:
        actions.add_proof(
            by=planner, initiative=made[code], indicator_key=key, scope=scope, baseline=Decimal(0), target=Decimal(90)
        )  # fmt: skip
    for code in ("SL-1", "SG-1"):
        late = TODAY - dt.timedelta(days=3)
        actions.add_milestone(by=planner, initiative=made[code], title=f"Tonggak {code}", due_on=late)
    actions.add_dependency(by=planner, initiative=made["SL-1"], needs=made["SG-1"])
    actions.adopt(by=planner, plan=plan, on=TODAY, basis="Keputusan (contoh)")
    return made


def seen(client: Client, plan: Plan, codes: list[str]) -> list[str]:
    """Everything a citizen is given: the list, its file, each page, and the three books."""
    paths = ["", "?keadaan=hidden", "?keadaan=unproven", *(f"{code}/" for code in codes)]
    pages = [ONCE.sub("", client.get(f"/publik/rencana/{path}").content.decode()) for path in paths]
    file = client.get("/publik/rencana/?berkas=xlsx").content
    cells = [str(row) for row in openpyxl.load_workbook(io.BytesIO(file)).active.iter_rows(values_only=True)]
    books = [str(building.chapters(plan, book, TODAY, public=True)) for book in building.BOOKS]
    return [*pages, *cells, *books]


values = st.floats(min_value=0, max_value=100).map(lambda v: round(v, 1))
inside = st.fixed_dictionaries({"value": values, "rows": st.integers(1, 400), "standing": st.sampled_from(Standing)})  # fmt: skip
world = st.fixed_dictionaries({number: inside for number in NUMBERS})
publication = st.dictionaries(st.sampled_from(NUMBERS), values)


def test_changing_a_hidden_number_changes_nothing_public(
    rows: dict[str, Initiative], plan: Plan, browser: Callable[..., Client], say: Callable
) -> None:
    plan.refresh_from_db()
    client = browser()

    @settings(max_examples=5, deadline=None)
    @given(publication, world, world)
    def check(published: dict, one: dict, other: dict) -> None:
        told = []
        for now in (one, other):
            say({(key, scope): live(key, scope, **row) for (key, scope), row in now.items()}, published)
            told.append(seen(client, plan, list(rows)))
        assert told[0] == told[1]

    check()


@given(publication)
@settings(max_examples=25, deadline=None)
def test_a_number_is_hidden_exactly_when_it_was_not_published(published: dict) -> None:
    shelf_ = {(key, "M", f"{MONTH:%Y-%m}", scope): line(v) for (key, scope), v in published.items()}
    catalogue.register(town.APP, programme="uji", sources=[town.ENDED], indicators=[*town.INDICATORS, SECRET])
    try:
        for key, scope in NUMBERS:
            found = numbers.as_published(live(key, scope, 12.5), shelf_)
            is_hidden = (key, scope) not in published or key == SECRET.key
            assert isinstance(found, numbers.Hidden) == is_hidden
            if isinstance(found, Reading):
                assert found.measured == found.value == published[key, scope]
    finally:
        catalogue.withdraw(town.APP)


def test_means_leave_the_same_initiatives_out_everywhere(
    rows: dict[str, Initiative], plan: Plan, say: Callable
) -> None:
    """So no difference of two means holds more than the shares that stand on the pages."""
    now = {number: live(*number, 45) for number in NUMBERS}
    say(now, {number: 45 for number in NUMBERS if number[0] != SECRET.key and number != ("uji.done", OFFICE)})
    found = list(rows.values())
    shares = progress.many(found, TODAY, read=numbers.published)
    shown = {row.code for row in found if shares[row.id].share is not None}
    assert shown == {"SL-1", "SL-2"}
    assert (shares[rows["SG-1"].id].state, shares[rows["SG-1"].id].late) == (ProgressState.HIDDEN, 1)
    assert progress.whole(found, shares).hidden == 2
    for by in progress.BY:
        for roll in progress.roll_up(by, TODAY, initiatives=found, progress=shares):
            mine = [shares[pk].share for pk in roll.members if not shares[pk].is_hidden]
            assert roll.hidden == roll.count - len(mine)
            assert roll.share == (pytest.approx(sum(mine) / len(mine)) if mine else None)
    assert all(
        progress.many(found, TODAY)[row.id].share is not None for row in found
    )  # inside nothing is hidden


def test_the_public_page_says_why_there_is_no_percent(
    rows: dict[str, Initiative], browser: Callable[..., Client], say: Callable
) -> None:
    say({number: live(*number, 45) for number in NUMBERS}, {("uji.done", "region"): 45})
    page = browser().get("/publik/rencana/SL-2/").content.decode()
    assert "Persennya tidak ditampilkan: 1 dari 2 angka" in page
    assert "terlalu sedikit untuk dibuka kepada umum" in page
    assert "×" not in page
    page = browser().get("/publik/rencana/SG-1/").content.decode()
    assert "angkanya tidak diumumkan" in page
    assert "0 dari 1 tonggak sudah berbukti" in page
    assert "lewat batas tanpa bukti" in page
    page = browser().get("/publik/rencana/").content.decode()
    assert "4 janji tidak ikut dirata-rata" in page
    assert "Tidak ditampilkan" in page


def test_a_number_that_is_not_there_counts_nought_for_everybody(
    rows: dict[str, Initiative], say: Callable
) -> None:
    say({}, {})
    found = progress.of(rows["SL-1"], TODAY, read=numbers.published)
    assert (found.share, found.state, found.parts[0].why) == (0, ProgressState.UNPROVEN, "belum ada angka")
    assert progress.of(rows["SG-1"], TODAY, read=numbers.published).state == ProgressState.HIDDEN


def test_a_month_that_is_too_small_yet_leaves_the_month_before(
    rows: dict[str, Initiative], say: Callable
) -> None:
    before = (MONTH - dt.timedelta(days=1)).replace(day=1)
    now = {number: live(*number, 90, rows=1) for number in NUMBERS}
    said = {(key, "M", f"{before:%Y-%m}", scope): line(45) for key, scope in NUMBERS}
    say(now, {})
    with patch.object(shelf, "published", lambda: said):
        found = progress.of(rows["SL-1"], TODAY, read=numbers.published)
        total = progress.of(rows["SE-1"], TODAY, read=numbers.published)
    assert found.parts[0].value == "45\u00a0%"
    assert found.parts[0].why == f"angka {words.period('month', before)}"
    assert total.is_hidden == (before.year != MONTH.year)  # a year's total begins anew


def test_officials_are_not_offered_what_only_the_public_is_told(
    rows: dict[str, Initiative], browser: Callable[..., Client]
) -> None:
    assert 'value="hidden"' not in browser("owner").get("/gerakan/rencana/").content.decode()
    assert 'value="hidden"' in browser().get("/publik/rencana/").content.decode()
