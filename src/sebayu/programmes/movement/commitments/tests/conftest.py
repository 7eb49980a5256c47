"""A small city with its people: three heads of offices, Sekda, mayor, the secretariat, guests, and Ibu Tuti of another city."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from sebayu.core.documents.tests.authority import authority
from sebayu.core.documents.tests.conftest import use
from sebayu.core.documents.tests.fake_bsre import SECRET, FakeBsre
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import Account, Mandate, Office, Post
from sebayu.programmes.movement.commitments import actions
from sebayu.programmes.movement.commitments.models import Commitment, Seat
from sebayu.programmes.movement.signing import actions as signing
from sebayu.web.tests.town import BACKEND

LONG_AGO = dt.date(2020, 1, 1)
OFFICES = {
    "kota_tegal": ("Pemerintah Kota Tegal", "kota"),
    "opd_dishub": ("Dinas Perhubungan", "opd"),
    "opd_dlh": ("Dinas Lingkungan Hidup", "opd"),
    "opd_dinsos": ("Dinas Sosial", "opd"),
    "opd_diskominfo": ("Dinas Komunikasi dan Informatika", "opd"),
    "kab_lain": ("Pemerintah Kabupaten Lain", "kabupaten"),
}
PEOPLE = {
    "dishub": ("Umi Widiastuti, S.Sos.", "opd_dishub", "kepala", "head", "Kepala Dinas Perhubungan"),
    "dlh": ("Erna Yuniarti, S.Sos.", "opd_dlh", "kepala", "head", "Kepala Dinas Lingkungan Hidup"),
    "dinsos": ("Slamet Raharjo, S.H.", "opd_dinsos", "kepala", "head", "Kepala Dinas Sosial"),
    "sekda": ("Juwita Rahayu, S.Sos.", "kota_tegal", "sekda", "leader", "Sekretaris Daerah Kota Tegal"),
    "mayor": ("Joko Wibisono, S.E.", "kota_tegal", "wali_kota", "leader", "Wali Kota Tegal"),
    "planner": (
        "Hesti Nurcahyani",
        "opd_diskominfo",
        "sekretariat_gerakan",
        "planner",
        "Sekretariat Gerakan",
    ),
    "deputy": ("Bagus Contoh, S.T.", "opd_dishub", "sekretaris", "secretary", "Sekretaris Dinas Perhubungan"),
    "tuti": ("Tuti Handayani", "kab_lain", "kepala", "head", "Kepala Kantor Lain"),
}


@pytest.fixture
def city(db: None) -> SimpleNamespace:
    offices = {}
    for key, (name, kind) in OFFICES.items():
        offices[key] = Office.objects.create(
            key=key,
            name=name,
            kind=kind,
            unit_code=key.upper(),
            parent=offices.get("kota_tegal") if kind == "opd" else None,
            letterhead={"lines": ["PEMERINTAH KOTA TEGAL", name.upper()], "address": "Jalan Contoh 1"},
            valid_from=LONG_AGO,
        )
    found: dict[str, object] = {}
    for n, (key, (name, office, post_key, role, title)) in enumerate(PEOPLE.items(), 1):
        account = Account.objects.create_user(
            email=f"{key}@contoh.invalid", name=name, signer_nik=f"33760101018{n:05d}"
        )
        post = Post.objects.create(
            key=f"{office}.{post_key}", office=offices[office], title=title, role=role, valid_from=LONG_AGO
        )
        mandate = Mandate.objects.create(account=account, post=post, valid_from=LONG_AGO)
        found |= {f"{key}_account": account, f"{key}_mandate": mandate, key: actor_for(account)}
    return SimpleNamespace(**found)


@pytest.fixture
def bsre(settings: object, tmp_path: Path, city: SimpleNamespace) -> Iterator[FakeBsre]:
    with FakeBsre(authority()) as fake:
        accounts = Account.objects.exclude(signer_nik="")
        fake.people = {a.signer_nik: a.name.split(",")[0].upper() for a in accounts}
        use(fake, settings, tmp_path)
        settings.SEBAYU_BSRE_SEAL_NAME = "Segel Elektronik Uji"
        settings.SEBAYU_BSRE_SEAL_CODE = "123456"
        yield fake


SEATS = [
    ("opd_head", {"post_key": "opd_dishub.kepala"}),
    ("opd_head", {"post_key": "opd_dlh.kepala"}),
    ("opd_head", {"post_key": "opd_dinsos.kepala"}),
    ("sekda", {"post_key": "kota_tegal.sekda"}),
    (
        "academic",
        {
            "name": "Dr. Wening Contoh, M.T.",
            "title": "Rektor",
            "organisation": "Universitas Contoh Tegal",
            "email": "wening@kampus.example",
        },
    ),
    ("regional_head", {"post_key": "kota_tegal.wali_kota"}),
]
NO_GUEST = [row for row in SEATS if "post_key" in row[1]]


@pytest.fixture
def draft(city: SimpleNamespace) -> Callable[..., Commitment]:
    """A commitment of six seats with a promise each, not yet issued."""

    def _draft(seats: list | None = None, **more: object) -> Commitment:
        values = {
            "title": "Komitmen Bersama Gerakan Kota Cerdas",
            "preamble": "Kami bersepakat melayani warga tanpa formulir.",
            "considerations": "bahwa warga berhak dilayani\nbahwa data sudah ada",
            "place": "Balai Kota",
            "office_key": "kota_tegal",
        }
        commitment = actions.create(by=city.planner, **(values | more))
        for capacity, who in seats if seats is not None else SEATS:
            seat = actions.add_seat(by=city.planner, commitment_id=commitment.id, capacity=capacity, **who)
            actions.add_promise(
                by=city.planner,
                seat_id=seat.id,
                text=f"Menepati bagian {seat.title}",
                due_on=timezone.localdate() + dt.timedelta(days=200),
            )
        return commitment

    return _draft


@pytest.fixture
def issued(draft: Callable[..., Commitment], city: SimpleNamespace) -> Callable[..., Commitment]:
    def _issued(**more: object) -> Commitment:
        return signing.issue(by=city.planner, commitment_id=draft(**more).id)

    return _issued


def seat_of(commitment: Commitment, post: str) -> Seat:
    """The seat of a post, or the guest's ("")."""
    return Seat.objects.get(commitment=commitment, post_key=post)


def sign(city: SimpleNamespace, commitment: Commitment, who: str, **rest: object) -> Seat:
    office, post = PEOPLE[who][1], PEOPLE[who][2]
    seat = seat_of(commitment, f"{office}.{post}")
    return signing.sign(by=getattr(city, who), seat_id=seat.id, passphrase=SECRET, **rest)


@pytest.fixture
def browser() -> Callable[[Account | None], Client]:
    """A browser of somebody, or of a stranger."""

    def enter(account: Account | None = None) -> Client:
        client = Client()
        if account is not None:
            client.force_login(account, backend=BACKEND)
        return client

    return enter
