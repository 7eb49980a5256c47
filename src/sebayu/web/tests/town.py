"""The people of every test of the web: Bu Sari and her family, Pak Budi's kelurahan, Ibu Tuti of another city."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from sebayu.core.documents import kinds
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import Account, Mandate, Office, Post
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import writing
from sebayu.core.registry.models import Household, Person
from sebayu.core.services import catalogue
from sebayu.web.tests import declarations

LONG_AGO = dt.date(2020, 1, 1)
MINTARAGEN, PANGGUNG, BANCAR = "33.76.02.1005", "33.76.02.1003", "33.03.05.1005"
SARI_NIK, JOKO_NIK = "3376025507850001", "3376031203700002"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PROGRAMME = "uji_portal"


@dataclass
class Town:
    """Accounts by first name; the persons behind them under `person_*`."""

    sari: Account
    joko: Account
    budi: Account
    tuti: Account
    rina: Account
    darmo: Account
    person_sari: Person
    person_dwi: Person
    person_joko: Person

    def citizen(self, account: Account) -> Actor:
        return actor_for(account, as_citizen=True)


def announce() -> None:
    kinds.announce(Path(__file__).parent / "letters")
    catalogue.register(PROGRAMME, declarations.every())


def withdraw() -> None:
    catalogue.withdraw(PROGRAMME)


def build() -> Town:
    sari, dwi, joko = _people()
    town = Town(
        sari=_account("Sari Wulandari", person_id=sari.pk, phone="+6281200000001"),
        joko=_account("Joko", person_id=joko.pk),
        budi=_account("Budi Prasetya", email="budi@contoh.test"),
        tuti=_account("Tuti Handayani", email="tuti@contoh.test"),
        rina=_account(
            "Rina Astuti", email="rina@contoh.test", nip="198001012005012001", signer_nik="3376014101800002"
        ),
        darmo=_account("Darmo", phone="+6281200000002"),
        person_sari=sari,
        person_dwi=dwi,
        person_joko=joko,
    )
    _offices(town)
    return town


def _account(name: str, **more: object) -> Account:
    return Account.objects.create_user(name=name, **more)


def _people() -> tuple[Person, Person, Person]:
    with writing():
        home = Household.objects.create(
            kk_number="3376021203100004", area_code=MINTARAGEN, address="Jl. Sangir Gang 3 No. 14", rt="004", rw="005",
            welfare_decile=3, welfare_as_of=dt.date(2026, 10, 1),
        )  # fmt: skip
        other = Household.objects.create(
            kk_number="3376031203700009",
            area_code=PANGGUNG,
            address="Jl. Serayu 2",
            rt="001",
            rw="001",
            welfare_decile=9,
        )
        sari = Person.objects.create(
            nik=SARI_NIK, name="Sari Wulandari", birth_place="Tegal", birth_date=dt.date(1985, 7, 15), sex="female",
            family_relation="head", marital_status="married", area_code=MINTARAGEN, household=home,
        )  # fmt: skip
        dwi = Person.objects.create(
            nik="3376020101100001", name="Dwi Lestari", birth_place="Tegal", birth_date=dt.date(2010, 1, 1), sex="female",
            family_relation="child", marital_status="single", area_code=MINTARAGEN, household=home,
        )  # fmt: skip
        joko = Person.objects.create(
            nik=JOKO_NIK, name="Joko", birth_place="Tegal", birth_date=dt.date(1970, 3, 12), sex="male",
            marital_status="single", area_code=PANGGUNG, household=other,
        )  # fmt: skip
        home.head, other.head = sari, joko
        home.save()
        other.save()
    return sari, dwi, joko


def _offices(town: Town) -> None:
    common = {"valid_from": LONG_AGO}
    city = Office.objects.create(key="kota_tegal", name="Pemerintah Kota Tegal", kind="kota", **common)
    district = Office.objects.create(
        key="kec_tegal_timur",
        name="Kecamatan Tegal Timur",
        kind="kecamatan",
        area_code="33.76.02",
        parent=city,
        **common,
    )
    ward = Office.objects.create(
        key="kel_mintaragen", name="Kelurahan Mintaragen", kind="kelurahan", area_code=MINTARAGEN, parent=district,
        unit_code="Kel.Mintaragen", letterhead={"lines": ["PEMERINTAH KOTA TEGAL", "KELURAHAN MINTARAGEN"]}, **common,
    )  # fmt: skip
    panggung = Office.objects.create(
        key="kel_panggung",
        name="Kelurahan Panggung",
        kind="kelurahan",
        area_code=PANGGUNG,
        parent=district,
        **common,
    )
    bancar = Office.objects.create(
        key="kel_bancar", name="Kelurahan Bancar", kind="kelurahan", area_code=BANCAR, **common
    )
    seats = [
        (town.budi, ward, "officer", "Petugas Kelurahan Mintaragen", {}),
        (town.rina, ward, "head", "Lurah Mintaragen", {}),
        (town.darmo, ward, "rt", "Ketua RT 004 RW 005", {"rt": "004", "rw": "005"}),
        (town.rina, panggung, "head", "Lurah Panggung", {}),
        (town.tuti, bancar, "officer", "Petugas Kelurahan Bancar", {}),
    ]
    for account, office, role, title, more in seats:
        post = Post.objects.create(
            key=f"{office.key}.{role}", office=office, role=role, title=title, valid_from=LONG_AGO, **more
        )
        Mandate.objects.create(account=account, post=post, valid_from=LONG_AGO)
