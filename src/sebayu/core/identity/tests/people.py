"""The three people of every test, and the offices around them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID, uuid4

from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.enums import MandateKind
from sebayu.core.identity.keys import nik_hmac
from sebayu.core.identity.models import Account, Mandate, Office, Post
from sebayu.core.ledger import Actor

__all__ = ["actor_for"]

LONG_AGO = dt.date(2020, 1, 1)
TODAY = dt.date(2026, 11, 23)
SARI_NIK = "3376024508850001"


@dataclass
class Town:
    sari: Account
    budi: Account
    tuti: Account
    rina: Account
    sari_person: UUID


def office(key: str, name: str, kind: str = "kelurahan", area: str = "") -> Office:
    return Office.objects.create(key=key, name=name, kind=kind, area_code=area, valid_from=LONG_AGO)


def post(key: str, where: Office, role: str, title: str, **more: str) -> Post:
    return Post.objects.create(key=key, office=where, role=role, title=title, valid_from=LONG_AGO, **more)


def mandate(
    who: Account, what: Post, start: dt.date = LONG_AGO, end: dt.date | None = None, kind: str = ""
) -> Mandate:
    return Mandate.objects.create(
        account=who, post=what, valid_from=start, valid_until=end, kind=kind or MandateKind.DEFINITIVE
    )


def account(name: str, **more: object) -> Account:
    return Account.objects.create_user(name=name, **more)


def build() -> Town:
    here = office("kel_mintaragen", "Kelurahan Mintaragen", area="33.76.02.1005")
    other = office("kel_bojong", "Kelurahan Bojong", area="33.03.05.1001")
    person = uuid4()
    town = Town(
        sari=account("Sari Wulandari", person_id=person, nik_hmac=nik_hmac(SARI_NIK), phone="+6281200000001"),
        budi=account("Budi Prasetya", email="budi@contoh.test", password="padang-jingrang-2026"),
        tuti=account("Tuti Handayani", email="tuti@contoh.test"),
        rina=account(
            "Rina Astuti", email="rina@contoh.test", nip="198001012005012001", signer_nik="3376014101800002"
        ),
        sari_person=person,
    )
    mandate(town.budi, post("kel_mintaragen.petugas_loket", here, "officer", "Petugas Loket"))
    mandate(town.rina, post("kel_mintaragen.lurah", here, "head", "Lurah Mintaragen"))
    mandate(town.tuti, post("kel_bojong.petugas_loket", other, "officer", "Petugas Loket"))
    return town


def admin() -> Actor:
    return Actor(
        kind="officer",
        name="Pengelola",
        account_id=uuid4(),
        roles=frozenset({"admin"}),
        posts=frozenset({"x"}),
    )
