"""A ward with its people, two declared services, and a signer that does what a test tells it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sebayu.core.cases import actions
from sebayu.core.cases.models import Case
from sebayu.core.documents.tests.authority import authority
from sebayu.core.documents.tests.conftest import use
from sebayu.core.documents.tests.fake_bsre import SECRET, FakeBsre
from sebayu.core.exchange import SubjectRef
from sebayu.core.exchange.gathering import gather
from sebayu.core.identity.acting import actor_for
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.services import catalogue
from sebayu.web.tests import town as towns

PASSPHRASE = SECRET
SERVICE = "uji_tidak_mampu"


@pytest.fixture(autouse=True)
def _announced() -> Iterator[None]:
    """The declared services of the test; other rooms' tests announce and withdraw the same ones."""
    towns.announce()
    yield
    towns.withdraw()


@pytest.fixture
def town(db: None) -> towns.Town:
    return towns.build()


@pytest.fixture
def sari(town: towns.Town) -> Actor:
    return town.citizen(town.sari)


@pytest.fixture
def joko(town: towns.Town) -> Actor:
    """Another citizen: a stranger to Bu Sari's case."""
    return town.citizen(town.joko)


@pytest.fixture
def budi(town: towns.Town) -> Actor:
    return actor_for(town.budi)


@pytest.fixture
def rina(town: towns.Town) -> Actor:
    return actor_for(town.rina)


@pytest.fixture
def darmo(town: towns.Town) -> Actor:
    return actor_for(town.darmo)


@pytest.fixture
def tuti(town: towns.Town) -> Actor:
    """An officer of another region."""
    return actor_for(town.tuti)


@pytest.fixture
def bsre(settings: Any, tmp_path: Path, town: towns.Town) -> Iterator[FakeBsre]:
    with FakeBsre(authority()) as fake:
        fake.people = {town.rina.signer_nik: "RINA ASTUTI"}
        use(fake, settings, tmp_path)
        yield fake


def evidence_for(by: Actor, service: str = SERVICE, person: object = None) -> Any:
    return gather(
        service=catalogue.get(service),
        roles={"person": SubjectRef("person", person or by.subject_id)},
        by=by,
        purpose=Purpose("Surat Keterangan Tidak Mampu", "UU 25/2009", service=service),
    )


@pytest.fixture
def ask(sari: Actor) -> Callable[..., Case]:
    """Bu Sari taps once."""

    def _ask(**more: Any) -> Case:
        evidence = more.pop("evidence", None) or evidence_for(sari)
        answers = more.pop("answers", {"purpose": "Mendaftar sekolah"})
        return actions.open_case(
            by=more.pop("by", sari), service_key=SERVICE, evidence_id=evidence.id, answers=answers, **more
        )

    return _ask
