"""A small region with a plan: the secretariat writes, Pak Budi's office owns, Bu Rina's owns another one, Ibu Tuti belongs to another city."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import Account, Mandate, Office, Post
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.plan import actions
from sebayu.programmes.movement.plan.models import Initiative, Plan
from sebayu.programmes.movement.structure.models import Dimension, SubDimension, Taxonomy

LONG_AGO = dt.date(2020, 1, 1)
TODAY = dt.date.today()
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DIMENSIONS = (
    ("smart_governance", "Smart Governance"),
    ("smart_branding", "Smart Branding"),
    ("smart_economy", "Smart Economy"),
    ("smart_living", "Smart Living"),
    ("smart_society", "Smart Society"),
    ("smart_environment", "Smart Environment"),
)
OFFICES = {
    "opd_diskominfo": "Dinas Komunikasi dan Informatika",
    "opd_dishub": "Dinas Perhubungan",
    "opd_dpupr": "Dinas Pekerjaan Umum dan Penataan Ruang",
    "kel_bancar": "Kelurahan Bancar",
}
# Nothing is collected in tests: static files are served from the folders they are written in.
settings.WHITENOISE_AUTOREFRESH = True


@dataclass
class World:
    """Accounts by what they do; `actor(name)` acts for one of them."""

    accounts: dict[str, Account]
    dimensions: dict[str, Dimension]
    sub: SubDimension

    def actor(self, name: str) -> Actor:
        return actor_for(self.accounts[name])


def _person(name: str, office: Office, role: str) -> Account:
    account = Account.objects.create_user(name=name, email=f"{name.split()[-1].lower()}@contoh.test")
    post = Post.objects.create(
        key=f"{office.key}.{role}",
        office=office,
        role=role,
        title=f"{role} {office.name}",
        valid_from=LONG_AGO,
    )
    Mandate.objects.create(account=account, post=post, valid_from=LONG_AGO)
    return account


@pytest.fixture
def world(db: None) -> World:
    root = Office.objects.create(
        key="kota_tegal", name="Pemerintah Kota Tegal", kind="kota", valid_from=LONG_AGO
    )
    offices = {
        key: Office.objects.create(key=key, name=name, kind="opd", parent=root, valid_from=LONG_AGO)
        for key, name in OFFICES.items()
    }
    taxonomy = Taxonomy.objects.create(
        key="enam", version="1", title="Enam dimensi", source="uji", valid_from=LONG_AGO
    )
    dimensions = {
        key: Dimension.objects.create(taxonomy=taxonomy, key=key, title=title, order=n)
        for n, (key, title) in enumerate(DIMENSIONS)
    }
    accounts = {
        "planner": _person("Wati", offices["opd_diskominfo"], "planner"),
        "owner": _person("Pak Budi", offices["opd_dishub"], "officer"),
        "colleague": _person("Bu Rina", offices["opd_diskominfo"], "officer"),
        "assessor": _person("Pak Agus", root, "assessor"),
        "stranger": _person("Ibu Tuti", offices["kel_bancar"], "officer"),
        "admin": _person("Pak Dani", offices["opd_dpupr"], "admin"),
    }
    sub = SubDimension.objects.create(dimension=dimensions["smart_living"], key="mobility", title="Mobilitas")
    return World(accounts, dimensions, sub)


@pytest.fixture
def planner(world: World) -> Actor:
    return world.actor("planner")


@pytest.fixture
def plan(planner: Actor) -> Plan:
    return actions.create_plan(
        by=planner,
        edition_label="Bimtek III",
        title="Rencana Induk Kota Cerdas",
        horizon_from=TODAY.year,
        horizon_to=TODAY.year + 9,
        vision="Kota yang tidak meminta warga mengulang data.",
        mission="Berbagi data\nMelayani tanpa formulir",
    )


@pytest.fixture
def add(world: World, plan: Plan) -> Callable[..., Initiative]:
    """An initiative of Dishub in Smart Living unless told otherwise."""

    def make(code: str = "SL-1", *, dimension: str = "smart_living", **more: Any) -> Initiative:
        values: dict[str, Any] = {
            "title": f"Inisiatif {code}",
            "horizon": "short",
            "group": "application",
            "starts_on": TODAY - dt.timedelta(days=100),
            "ends_on": TODAY + dt.timedelta(days=200),
            "plan": plan,
            "budget_rupiah": 150_000_000,
        }
        if not {"office_key", "duty"} & set(more):
            more["office_key"] = "opd_dishub"
        return actions.add_initiative(
            by=world.actor("planner"), code=code, dimension=world.dimensions[dimension], **{**values, **more}
        )

    return make


@pytest.fixture
def browser(world: World) -> Callable[[str], Client]:
    """A browser of somebody, or of a citizen without a name."""

    def enter(name: str = "") -> Client:
        client = Client()
        if name:
            client.force_login(world.accounts[name], backend=BACKEND)
        return client

    return enter
