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


@pytest.fixture(scope="session")
def _running():
    with (
        testing.running() as server,
        httpx.Client(base_url=server.url, timeout=10, trust_env=False) as client,
    ):
        yield server, client


@pytest.fixture
def server(_running):
    return _running[0]


@pytest.fixture
def http(_running):
    """A client of one shared server, where nothing is told to fail and no call is counted yet."""
    client = _running[1]
    client.auth = None
    for door in ("/_faults", "/_calls", "/whatsapp/_messages"):
        client.delete(door)
    return client
