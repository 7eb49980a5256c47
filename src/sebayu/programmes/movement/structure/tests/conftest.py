"""A small region with offices of its own, and the movement as the pack of Tegal says it."""

from dataclasses import replace

import pytest
from django.test import Client

from sebayu.core.areas import region
from sebayu.core.areas.packs import Pack
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.loading import load_offices, load_officials
from sebayu.core.identity.models import Account, Mandate
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.structure.loading import load

SYSTEM = Actor.system("Uji")


def small(key: str = "") -> Pack:
    """The pack's offices without kelurahan, desa and their thousands of RT and RW."""
    pack = region.load(key) if key else region.pack()
    offices = tuple(o for o in pack.offices if o.kind in {"kota", "kabupaten", "opd", "kecamatan"})
    keys = {o.key for o in offices}
    posts = tuple(p for p in pack.posts if p.office_key in keys)
    held = {p.key for p in posts}
    officials = tuple(o for o in pack.officials if any(m.post_key in held for m in o.mandates))
    return replace(pack, offices=offices, posts=posts, officials=officials)


@pytest.fixture
def offices(db):
    """The offices and officials of the pack, as the installation has them."""
    load_offices(small(), by=SYSTEM)
    load_officials(small(), by=SYSTEM)


@pytest.fixture
def movement(offices):
    load(by=SYSTEM)


def holder_of(post_key: str) -> Account:
    return Mandate.objects.on().select_related("account").get(post_id=post_key).account


@pytest.fixture
def planner(offices) -> Actor:
    return actor_for(holder_of("opd_diskominfo.sekretariat_gerakan"))


@pytest.fixture
def head(offices) -> Actor:
    """A head of office: reads the movement, writes nothing of it."""
    return actor_for(holder_of("opd_dishub.kepala"))


def browser(account: Account | None = None) -> Client:
    client = Client()
    if account is not None:
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def at_desk(post_key: str) -> Client:
    """A browser of whoever holds this post today."""
    return browser(holder_of(post_key))


PLANNER, HEAD, ASSESSOR = "opd_diskominfo.sekretariat_gerakan", "opd_dishub.kepala", "kota_tegal.penilai"
