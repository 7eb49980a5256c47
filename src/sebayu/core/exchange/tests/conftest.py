"""A small town: Bu Sari's family, a neighbour, an officer of her kelurahan and one of another city."""

import datetime as dt
import uuid
from dataclasses import dataclass

import pytest

from sebayu.core.exchange.actions import configure_source, record_agreement
from sebayu.core.exchange.breaker import breaker
from sebayu.core.exchange.sources import REMOTE, disconnect
from sebayu.core.exchange.tests.stub import Stub
from sebayu.core.exchange.types import SubjectRef
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import writing
from sebayu.core.registry.models import Business, Household, Person
from sebayu.core.services.model import Ask, Basis, Role, Service, Step

MINTARAGEN, PANGGUNG = "33.76.02.1005", "33.76.02.1003"
SYSTEM = Actor.system("uji")
PURPOSE = Purpose("Menguji layanan", "UU 25/2009", service="contoh")
SARI_NIK, AGUS_NIK, DWI_NIK, JOKO_NIK = (
    "3376025507850001",
    "3376021105830001",
    "3376020101100001",
    "3376031203700002",
)
KK = "3376021203100004"


@dataclass
class Town:
    sari: Person
    agus: Person
    dwi: Person
    joko: Person
    warung: Business
    home: Household

    @property
    def ref(self) -> SubjectRef:
        return SubjectRef("person", self.sari.pk)


@pytest.fixture
def town(db) -> Town:
    with writing():
        home = Household.objects.create(
            kk_number=KK, area_code=MINTARAGEN, address="Jl. Sangir Gang 3 No. 14", rt="004", rw="005", welfare_decile=3,
            welfare_as_of=dt.date(2026, 10, 1),
        )  # fmt: skip
        other = Household.objects.create(
            kk_number="3376031203700009", area_code=PANGGUNG, address="Jl. Serayu 2"
        )
        common = {"area_code": MINTARAGEN, "religion": "islam", "household": home}
        agus = Person.objects.create(
            nik=AGUS_NIK, name="Agus Santoso", birth_date=dt.date(1983, 5, 11), sex="male", family_relation="head",
            marital_status="married", **common,
        )  # fmt: skip
        sari = Person.objects.create(
            nik=SARI_NIK, name="Sari Wulandari", birth_place="Tegal", birth_date=dt.date(1985, 7, 15), sex="female",
            family_relation="wife", marital_status="married", occupation="Wiraswasta", mother_name="Sri Lestari", **common,
        )  # fmt: skip
        dwi = Person.objects.create(
            nik=DWI_NIK, name="Dwi Lestari", birth_date=dt.date(2010, 1, 1), sex="female", family_relation="child",
            marital_status="single", father_nik=AGUS_NIK, mother_nik=SARI_NIK, **common,
        )  # fmt: skip
        joko = Person.objects.create(
            nik=JOKO_NIK, name="Joko", birth_date=dt.date(1970, 3, 12), sex="male", area_code=PANGGUNG,
            marital_status="single", household=other,
        )  # fmt: skip
        home.head = agus
        home.save()
        warung = Business.objects.create(
            nib="1103210047582",
            name="Warung Kupat Glabed Bu Sari",
            owner=sari,
            kbli=["56102"],
            area_code=MINTARAGEN,
        )
    return Town(sari, agus, dwi, joko, warung, home)


@pytest.fixture
def bu_sari(town) -> Actor:
    return Actor(kind="citizen", name="Sari Wulandari", account_id=uuid.uuid4(), person_id=town.sari.pk)


@pytest.fixture
def pak_budi() -> Actor:
    return Actor(
        kind="officer", name="Budi Prasetya", account_id=uuid.uuid4(), post="Petugas Kelurahan Mintaragen",
        office_key="kel_mintaragen", office="Kelurahan Mintaragen", roles=frozenset({"officer"}),
        offices=frozenset({"kel_mintaragen"}), areas=frozenset({MINTARAGEN}),
    )  # fmt: skip


@pytest.fixture
def ibu_tuti() -> Actor:
    return Actor(
        kind="officer", name="Tuti", account_id=uuid.uuid4(), post="Petugas", office_key="kel_bancar",
        roles=frozenset({"officer"}), offices=frozenset({"kel_bancar"}), areas=frozenset({"33.03.05.1005"}),
    )  # fmt: skip


@pytest.fixture(autouse=True)
def rested_breaker():
    breaker.forget()
    yield
    breaker.forget()
    disconnect()


@pytest.fixture
def stub():
    server = Stub()
    yield server
    server.stop()


def a_service(**changes) -> Service:
    """A service for tests; `needs` is what matters."""
    fields = {
        "key": "contoh", "title": "Contoh", "summary": "Contoh", "basis": Basis("UU 25/2009", "pasal 1"), "requester": "household",
        "needs": ("person.nik", "person.name", "person.birth_date"), "version": "v1",
    }  # fmt: skip
    return Service(**{**fields, **changes})


def an_ask(key: str = "purpose", **changes) -> Ask:
    return Ask(
        **{"key": key, "label": "Untuk apa?", "kind": "text", "because": "hanya Anda yang tahu", **changes}
    )


def a_role(name: str, kind: str = "person") -> Role:
    return Role(name, kind, name, "search")


def an_attest(fact: str) -> Step:
    return Step("attest_rt", "attest", "rt", "Benar?", fact)


def connect(source: str, url: str, mode: str = "value", **settings) -> None:
    configure_source(by=SYSTEM, source=source, mode=mode, base_url=url, **settings)


def agree(source: str, elements=None, method: str = "value", **changes):
    today = dt.date.today()
    terms = {
        "number": f"PKS/{source}/1", "user_office_key": "kota_tegal", "user_office": "Pemerintah Kota Tegal (contoh)",
        "purpose": "Pelayanan publik", "basis": "UU 24/2013 pasal 58 ayat (4)", "valid_from": today - dt.timedelta(30),
        "valid_until": today + dt.timedelta(30), "elements": elements or REMOTE[source].paths,
    }  # fmt: skip
    return record_agreement(by=SYSTEM, source=source, method=method, **{**terms, **changes})


def dukcapil_row(**changes) -> dict:
    row = {
        "NIK": SARI_NIK, "NO_KK": KK, "NAMA_LGKP": "SARI WULANDARI", "TMPT_LHR": "TEGAL", "TGL_LHR": "1985-07-15",
        "JENIS_KLMIN": "PEREMPUAN", "AGAMA": "ISLAM", "STATUS_KAWIN": "KAWIN", "STAT_HBKEL": "ISTRI",
        "ALAMAT": "JL. SANGIR GG 3 NO 14", "NO_RT": "4", "NO_RW": "5", "NO_PROP": "33", "NO_KAB": "76", "NO_KEC": "2",
        "NO_KEL": "1005", "KEL_NAME": "MINTARAGEN", "JENIS_PKRJN": "WIRASWASTA", "NAMA_LGKP_IBU": "SRI LESTARI",
    }  # fmt: skip
    return {**row, **changes}
