"""The movement of Tegal with its stages; files as people upload them."""

import io
import zipfile

import pytest

from sebayu.core.identity.acting import actor_for
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.bimtek.loading import load
from sebayu.programmes.movement.bimtek.models import Homework, Stage
from sebayu.programmes.movement.structure.tests.conftest import (  # noqa: F401 - fixtures
    SYSTEM,
    holder_of,
    movement,
    offices,
    planner,
)

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def office_file(part: str, **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(part, "<x/>")
        for name, content in more.items():
            package.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def stages(movement):  # noqa: F811
    load(by=SYSTEM)
    return list(Stage.objects.order_by("order"))


@pytest.fixture
def assessor(offices) -> Actor:  # noqa: F811
    return actor_for(holder_of("kota_tegal.penilai"))


@pytest.fixture
def dishub(offices) -> Actor:  # noqa: F811
    """The OPD that coordinates Smart Living."""
    return actor_for(holder_of("opd_dishub.petugas"))


@pytest.fixture
def dlh(offices) -> Actor:  # noqa: F811
    """Another OPD."""
    return actor_for(holder_of("opd_dlh.petugas"))


@pytest.fixture
def living(stages) -> Homework:
    return Homework.objects.get(stage=stages[1], dimension__key="smart_living")
