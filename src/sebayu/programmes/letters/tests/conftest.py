"""Bu Sari's household with everything a register can know of it, and the officials who answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from sebayu.core.cases import actions
from sebayu.core.cases.models import Case
from sebayu.core.exchange import SubjectRef
from sebayu.core.exchange.gathering import gather
from sebayu.core.identity.acting import actor_for
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import writing
from sebayu.core.registry.models import Business, LandObject, Person
from sebayu.core.services import catalogue
from sebayu.web.tests import town as towns

HUSBAND, MOTHER, PARTNER = "3376021105830001", "3376025203580001", "3376010509980001"
FULL = {
    "occupation": "Wiraswasta",
    "religion": "islam",
    "education": "upper_secondary",
    "citizenship": "indonesian",
}
PARENTS = {"father_name": "Slamet Riyadi", "father_nik": "3376021201550002", "mother_name": "Sri Lestari", "mother_nik": MOTHER}  # fmt: skip


@dataclass
class Ward:
    """Bu Sari's household, everything a register can know of it, and the officials who answer."""

    town: towns.Town
    people: dict[str, Person] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    @property
    def sari(self) -> Actor:
        return self.town.citizen(self.town.sari)

    def change(self, who: str, **facts: Any) -> None:
        with writing():
            Person.objects.filter(pk=self.people[who].pk).update(**facts)

    def ask(
        self, key: str, roles: Mapping[str, SubjectRef], subject: Person, answers: Mapping[str, Any]
    ) -> Case:
        purpose = Purpose(key, "UU 25/2009", service=key)
        service = catalogue.get(key)
        evidence = gather(
            service=service,
            roles={"person": SubjectRef("person", subject.pk), **roles},
            by=self.sari,
            purpose=purpose,
        )
        return actions.open_case(by=self.sari, service_key=key, evidence_id=evidence.pk, answers=answers)

    def vouch(self, case: Case) -> Case:
        """Ketua RT and RW say yes to everything."""
        while case.step_kind == "attest":
            case = actions.attest(by=actor_for(self.town.darmo), case_id=case.pk, answer="yes")
        return case


@pytest.fixture
def ward(db: None) -> Ward:
    town = towns.build()
    sari, son = town.person_sari, town.person_dwi
    with writing():
        home = sari.household
        Person.objects.filter(pk=sari.pk).update(
            **FULL, **PARENTS, family_relation="wife", marriage_certificate="0212/023/V/2008"
        )
        Person.objects.filter(pk=son.pk).update(
            **FULL,
            father_nik=HUSBAND,
            father_name="Agus Santoso",
            mother_nik=towns.SARI_NIK,
            mother_name="Sari Wulandari",
        )
        common = {"household": home, "area_code": towns.MINTARAGEN, "birth_place": "Tegal", **FULL}
        husband = Person.objects.create(
            nik=HUSBAND, name="Agus Santoso", birth_date=dt.date(1983, 5, 11), sex="male", family_relation="head",
            marital_status="married", **common,
        )  # fmt: skip
        mother = Person.objects.create(
            nik=MOTHER, name="Sri Lestari", birth_date=dt.date(1958, 3, 12), sex="female", family_relation="parent_in_law",
            marital_status="widowed", **common,
        )  # fmt: skip
        Person.objects.filter(pk=town.person_joko.pk).update(**FULL, **PARENTS, nik=PARTNER)
        home.head = husband
        home.save()
        shop = Business.objects.create(
            nib="1103210047582", name="Warung Sari", owner=sari, kbli=["56102"], activity="Warung makan", status="active",
            address="Jl. Sangir Gang 3", area_code=towns.MINTARAGEN,
        )  # fmt: skip
        land = LandObject.objects.create(
            nop="337602000500100340", owner=sari, owner_name="Sari Wulandari", address="Jl. Serayu", land_m2=120,
            area_code=towns.MINTARAGEN,
        )  # fmt: skip
    people = {"sari": sari, "son": son, "husband": husband, "mother": mother, "joko": town.person_joko}
    return Ward(town, people, {"business": shop, "land": land})
