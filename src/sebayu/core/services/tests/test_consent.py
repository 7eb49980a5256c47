"""Asking whom a letter tells about: declared as data, insisted on by the check."""

import copy
import datetime as dt

import pytest

from sebayu.core import services
from sebayu.core.services.build import build
from sebayu.core.services.load import load_text

TEXT = """
service: uji_persetujuan
title: Surat Uji
summary: Surat yang menyebut orang lain.
basis: {law: UU 1/1974, article: pasal 2}
subject: person
requester: {who: self}
words: [uji]
roles:
  partner: {kind: person, label: Pasangan, chosen_from: search}
needs: [person.name, partner.name]
steps:
  - consent: {of: partner, question: "{person.name} meminta surat yang memuat data Anda. Setuju?"}
  - sign: {by: head}
gives: {letter: uji}
within: {working_days: 1}
"""


def declared(**changes: object) -> services.Service:
    import json

    data = copy.deepcopy(json.loads(load_text(TEXT).canonical)) | changes
    return build({key: value for key, value in data.items() if value is not None}, {}, "uji.yaml")


def errors(service: services.Service) -> list[str]:
    return [problem.what for problem in services.check(service) if problem.level == "error"]


CONSENT = {"consent": {"of": "partner", "question": "Setuju?"}}
SIGN = {"sign": {"by": "head"}}


def test_a_declared_consent_is_sound() -> None:
    assert errors(load_text(TEXT)) == []


@pytest.mark.parametrize(("changes", "says"), [
    ({"steps": [SIGN]}, "tanpa persetujuannya"),
    ({"steps": [SIGN, CONSENT]}, "setelah langkah lain"),
    ({"steps": [CONSENT, {"consent": {"of": "nobody", "question": "Setuju?"}}, SIGN]}, "nobody bukan orang"),
    ({"steps": [{"consent": {"of": "partner", "question": "{person.nik}?"}}, SIGN]}, "person.nik"),
    ({"automatic": {"when": "evidence.complete", "basis": "UU 30/2014 pasal 53"}}, "terbit otomatis"),
])  # fmt: skip
def test_check_refuses(changes: dict, says: str) -> None:
    assert any(says in what for what in errors(declared(**changes)))


def test_a_person_of_the_own_family_card_needs_no_consent() -> None:
    roles = {"partner": {"kind": "person", "label": "Anak", "chosen_from": "household"}}
    assert errors(declared(roles=roles, steps=[SIGN])) == []


def plan(service: services.Service, facts: dict) -> list[str]:
    steps = services.plan_steps(
        service, facts, evidence_complete=True, area_kind="kelurahan", on=dt.date(2026, 11, 21)
    )
    return [step.key for step in steps]


def test_consent_comes_first_and_only_where_somebody_was_named() -> None:
    assert plan(declared(), {"person.name": "Sari"}) == ["consent_partner", "sign_head"]
    roles = {"partner": {"kind": "person", "label": "Pasangan", "chosen_from": "search", "optional": True}}
    assert plan(declared(roles=roles), {"person.name": "Sari"}) == ["sign_head"]
    assert plan(declared(roles=roles), {"partner.name": "Joko"}) == ["consent_partner", "sign_head"]


def test_explain_says_who_is_asked() -> None:
    assert "Pasangan dimintai persetujuan" in services.explain(load_text(TEXT))
