"""The cast and their town hall: Bu Sari (citizen), Pak Budi (officer), the Lurah who signs, Ibu Tuti of another city."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest

from sebayu.core.documents import actions, kinds
from sebayu.core.documents.models import Document
from sebayu.core.documents.tests.authority import authority
from sebayu.core.documents.tests.fake_bsre import FakeBsre
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import Account, Mandate, Office, Post
from sebayu.core.ledger import Actor

LETTERS = Path(__file__).parent / "letters"
SINCE = dt.date(2020, 1, 1)
LURAH_NIK = "3376024503800001"
CAMAT_NIK = "3376021212700001"
PASSPHRASE = "rahasia-uji-12345"
FACTS = {
    "person.name": "Sari Wulandari",
    "person.nik": "3376025507850001",
    "person.birth_place": "Tegal",
    "person.birth_date": "1985-07-15",
    "person.sex": "female",
    "person.religion": "islam",
    "person.marital_status": "married",
    "person.occupation": "Wiraswasta",
    "person.address": "Jl. Sangir Gang 3 No. 14",
    "person.rt": "004",
    "person.rw": "005",
    "person.village": "Mintaragen",
    "person.district": "Tegal Timur",
    "person.regency": "Kota Tegal",
    "household.welfare_decile": 3,
    "business.name": "Warung Kupat Glabed Bu Sari",
    "business.nib": "1103210047582",
    "business.activity": "Rumah/warung makan",
    "business.address": "Jl. Sangir Gang 3 No. 14",
    "business.since": "2021-03-11",
    "answers.purpose": "keringanan biaya kuliah",
}


@pytest.fixture(scope="session", autouse=True)
def _letters() -> None:
    kinds.announce(LETTERS)


@pytest.fixture
def hall(db: None) -> SimpleNamespace:
    """Kelurahan Mintaragen with its people, and Ibu Tuti elsewhere."""
    city = Office.objects.create(
        key="kota_tegal", name="Pemerintah Kota Tegal", kind="kota", valid_from=SINCE
    )
    district = Office.objects.create(
        key="kec_tegal_timur",
        name="Kecamatan Tegal Timur",
        kind="kecamatan",
        parent=city,
        unit_code="Kec.TegalTimur",
        letterhead={
            "lines": ["PEMERINTAH KOTA TEGAL", "KECAMATAN TEGAL TIMUR"],
            "address": "Jalan Contoh 2, Tegal",
        },
        valid_from=SINCE,
    )
    ward = Office.objects.create(
        key="kel_mintaragen",
        name="Kelurahan Mintaragen",
        kind="kelurahan",
        parent=district,
        unit_code="Kel.Mintaragen",
        letterhead={
            "lines": ["PEMERINTAH KOTA TEGAL", "KECAMATAN TEGAL TIMUR", "KELURAHAN MINTARAGEN"],
            "address": "Jalan Contoh Nomor 1, Tegal",
            "phone": "(0283) 555-0305",
        },
        valid_from=SINCE,
    )
    other = Office.objects.create(key="kel_lain", name="Kelurahan Lain", kind="kelurahan", valid_from=SINCE)
    people = {
        "lurah": ("Rina Astuti, S.Sos.", ward, "head", "Lurah Mintaragen", LURAH_NIK),
        "camat": ("Drs. Bambang Contoh, M.Si.", district, "camat", "Camat Tegal Timur", CAMAT_NIK),
        "budi": ("Budi Prasetya", ward, "officer", "Petugas Loket Kelurahan Mintaragen", ""),
        "tuti": ("Tuti Contoh", other, "head", "Lurah Lain", "3328014101750001"),
    }
    found: dict[str, object] = {"ward": ward, "district": district, "other": other}
    for key, (name, office, role, title, nik) in people.items():
        account = Account.objects.create_user(
            email=f"{key}@contoh.invalid",
            name=name,
            signer_nik=nik,
            nip="198003052005012001" if nik else "",
            rank="Penata Tingkat I (III/d)" if nik else "",
        )
        post = Post.objects.create(
            key=f"{office.key}.{key}", office=office, title=title, role=role, valid_from=SINCE
        )
        mandate = Mandate.objects.create(account=account, post=post, valid_from=SINCE)
        found |= {key: actor_for(account), f"{key}_account": account, f"{key}_mandate": mandate}
    sari = uuid4()
    found |= {
        "sari_id": sari,
        "sari": Actor(kind="citizen", name="Sari Wulandari", account_id=uuid4(), person_id=sari),
    }
    return SimpleNamespace(**found)


@pytest.fixture
def make(hall: SimpleNamespace):
    """Draft and issue a letter for Bu Sari."""

    def _make(
        *, issued: bool = True, facts: dict | None = None, letter: str = "contoh_sktm", **rest: object
    ) -> Document:
        document = actions.draft(
            by=rest.pop("by", hall.budi),
            letter_key=letter,
            context={**FACTS, **(facts or {})},
            office_key="kel_mintaragen",
            subject_id=hall.sari_id,
            archive_code=rest.pop("archive_code", "400.10.4.3"),
            **rest,
        )
        return actions.issue(by=hall.budi, document=document) if issued else document

    return _make


@pytest.fixture
def fake() -> Iterator[FakeBsre]:
    with FakeBsre(authority()) as server:
        server.people = {LURAH_NIK: "RINA ASTUTI", CAMAT_NIK: "BAMBANG CONTOH"}
        yield server


@pytest.fixture
def bsre(fake: FakeBsre, settings: object, tmp_path: Path) -> FakeBsre:
    """The fake service configured as this installation's signing service."""
    use(fake, settings, tmp_path)
    return fake


def use(fake: FakeBsre, settings: object, folder: Path) -> None:
    settings.SEBAYU_BSRE_URL = fake.url
    settings.SEBAYU_BSRE_USER = "sebayu"
    settings.SEBAYU_BSRE_PASSWORD = "uji"
    settings.SEBAYU_BSRE_TRUST_ROOTS = [str(fake.authority.write_root(folder))]
    settings.SEBAYU_BSRE_SIGN_SECONDS = 4
