"""What journeys and faults share: the real product, started once."""

import os
import shutil
from collections.abc import Iterator

import pytest

from tests.product import Product, first_data, lives
from tests.visitor import Visitor


def pytest_sessionfinish() -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(first_data(), ignore_errors=True)


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """The whole demo as a newcomer starts it; ended by Ctrl-C, which must leave nothing running."""
    running = Product()
    try:
        running.start()
        yield running
        family = running.processes()
        code = running.stop()
        assert code in {0, 130}, f"Ctrl-C ended with {code}:\n{running.output[-2000:]}"
        assert not [pid for pid in family if lives(pid)], "Ctrl-C left processes behind"
        assert "Traceback" not in running.output
    finally:
        if running.process is not None and running.process.poll() is None:
            running.kill()
        shutil.rmtree(running.folder, ignore_errors=True)


@pytest.fixture
def stranger(product: Product) -> Iterator[Visitor]:
    """Somebody who is not logged in."""
    with Visitor(product.url) as visitor:
        yield visitor
