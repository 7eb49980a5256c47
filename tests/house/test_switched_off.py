"""A region need not take every programme. Switched off, nothing of it shows: no page, no panel, no entry in a menu, no dead link."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.tree import ROOT, SRC

SAMPLE = {"uuid": str(uuid4()), "int": "1", "str": "x", "slug": "x", "path": "x"}
MOVEMENT_SAYS = (
    "Gerakan", "Komitmen Bersama", "Bimtek", "Rencana induk", "Rencana kota cerdas", "Enam dimensi", "Smart Governance",
    "Hasil evaluasi", "Siapa menggerakkan", "Janji jatuh tempo", "Terlambat, dan siapa memegangnya",
)  # fmt: skip

POST_OF_THE_REGION = "Sekretariat Gerakan Kota Cerdas"  # the region pack's own words, whatever is switched on


@cache
def pages_of(programme: str) -> list[str]:
    """Every address a programme hangs in the house while it is on, with something in the place of each parameter."""
    found: list[str] = []

    def walk(patterns: list, before: str) -> None:
        for entry in patterns:
            route = before + str(entry.pattern)
            if isinstance(entry, URLResolver):
                walk(entry.url_patterns, route)
            elif isinstance(entry, URLPattern) and entry.callback.__module__.startswith(
                f"sebayu.programmes.{programme}"
            ):
                found.append(_filled("/" + route.lstrip("/")))

    walk(get_resolver().url_patterns, "")
    return sorted(set(found))


def _filled(route: str) -> str:
    while "<" in route:
        head, _, rest = route.partition("<")
        inner, _, tail = rest.partition(">")
        route = head + SAMPLE[inner.partition(":")[0]] + tail
    return route


@pytest.fixture
def empty_database() -> Iterator[str]:
    """Beside the one of the tests, in the same throw-away cluster."""
    cluster, name = os.environ["SEBAYU_TEST_CLUSTER"], f"bare_{uuid4().hex[:12]}"
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield urlsplit(cluster)._replace(path=f"/{name}").geturl()
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def bare(database: str, off: str, gone: list[str]) -> dict:
    environment = {
        **os.environ, "SEBAYU_PROGRAMMES_OFF": off, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "sebayu.settings",
        "PYTHONPATH": os.pathsep.join([str(Path(ROOT) / "src"), str(ROOT)]),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.house.bare", *gone],
        env=environment, cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("off", ["movement", "letters", "letters,movement"])
def test_switched_off_nothing_of_it_shows(off: str, empty_database: str) -> None:
    gone = [path for programme in off.split(",") for path in pages_of(programme)]
    assert gone or off == "letters"  # letters are asked for at the portal's own pages
    house = bare(empty_database, off, gone)
    assert {key: status for key, (status, _) in house["pages"].items() if status != 200} == {}
    assert house["dead"] == []
    assert {path: status for path, status in house["gone"].items() if status != 404} == {}
    if "letters" in off:
        assert house["services"] == 0
        assert "letters" not in house["programmes"]
        assert "sktm" not in house["letters"]
    if "movement" in off:
        assert "movement" not in house["programmes"]
        said = [
            (key, word)
            for key, (_, text) in house["pages"].items()
            for word in MOVEMENT_SAYS
            if word in text.replace(POST_OF_THE_REGION, "")
        ]
        assert said == []
    if off == "letters,movement":
        assert house["programmes"] == []
        assert set(house["letters"]) <= {path.stem for path in (SRC / "core").glob("*/letters/*.typ")}


def test_with_everything_on_the_same_pages_say_it(empty_database: str) -> None:
    """Otherwise the test above would be happy about a house that never says any of it."""
    house = bare(empty_database, "", pages_of("movement")[:1])
    text = " ".join(text for _, text in house["pages"].values())
    assert house["services"] > 0
    assert [
        word for word in ("Komitmen Bersama", "Smart Governance", "Rencana kota cerdas") if word not in text
    ] == []
    assert house["dead"] == []
    assert 404 not in house["gone"].values()
