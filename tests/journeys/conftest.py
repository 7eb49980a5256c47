"""Browsers for the people of the town."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.journeys.person import PHONE, Person
from tests.product import Product

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium per file: Playwright's loop must not outlive its tests, Django refuses to work beside one."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on PATH (chromium, chromium-browser or google-chrome)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def person(product: Product, browser: Any) -> Iterator[Callable[..., Person]]:
    """Give somebody a browser; when the journey ends, none of them may have seen an error."""
    people: list[Person] = []

    def enter(name: str = "", *, size: tuple[int, int] = PHONE, script: bool = True) -> Person:
        people.append(Person(browser, product, size=size, script=script))
        return people[-1].play(name) if name else people[-1]

    yield enter
    troubles = [trouble for someone in people for trouble in someone.troubles]
    for someone in people:
        someone.context.close()
    assert not troubles, "\n".join(troubles)
