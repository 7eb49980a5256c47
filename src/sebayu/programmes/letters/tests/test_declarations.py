"""Every declaration of the letters holds: no problem found, every worked case comes out as written."""

from __future__ import annotations

import pytest
from django.apps import apps

from sebayu.core import services
from sebayu.core.documents import kinds
from sebayu.core.facts import vocabulary

MANIFEST = apps.get_app_config("letters")
ALL = services.load([MANIFEST.services_dir])
LETTERS = {key: service for key, service in ALL.items() if not service.obsolete}
LIVING = sorted(LETTERS)


@pytest.mark.parametrize("key", sorted(ALL))
def test_declaration_passes_without_a_single_problem(key: str) -> None:
    assert services.check(ALL[key], vocabulary(), kinds.every()) == []


@pytest.mark.parametrize(
    ("key", "example"),
    [pytest.param(s.key, e, id=f"{s.key}-{e.name}") for s in ALL.values() for e in s.examples],
)
def test_worked_case_comes_out_as_written(key: str, example: services.Example) -> None:
    assert services.mismatches(ALL[key], example) == []


@pytest.mark.parametrize("key", LIVING)
def test_worked_cases_show_a_yes_and_something_else(key: str) -> None:
    outcomes = {example.expect["outcome"] for example in LETTERS[key].examples}
    assert "yes" in outcomes
    assert outcomes & {"no", "unknown"}


def test_everything_declared_is_active_and_has_its_own_letter() -> None:
    assert {
        s.key for s in services.catalogue.all() if services.catalogue.programme_of(s.key) == "letters"
    } == set(ALL)
    assert {s.gives.letter for s in LETTERS.values() if s.gives} == set(LETTERS)
    drawn = {path.stem for path in MANIFEST.letters_dir.glob("*.typ") if not path.name.startswith("_")}
    assert drawn == set(LETTERS)
