import httpx
import pytest

from sebayu.sandbox import testing
from sebayu.sandbox.town import cast, generate


@pytest.fixture(scope="session")
def town():
    return testing.small_town()


@pytest.fixture(scope="session")
def big_enough():
    """Large enough for shares to settle."""
    return generate(testing.AREAS, 6000, seed=3, today=testing.TODAY, region_code="33.76")


@pytest.fixture(scope="session")
def people():
    """The cast by key."""
    return {person["key"]: person for person in cast("kota_tegal")}


@pytest.fixture
def server():
    with testing.running() as running:
        yield running


@pytest.fixture
def http(server):
    with httpx.Client(base_url=server.url, timeout=10, trust_env=False) as client:
        yield client
