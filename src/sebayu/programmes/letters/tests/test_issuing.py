"""From a tap to a letter that can be issued, out of the register alone: each letter, its own circumstances, no signer needed yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from sebayu.core.cases import actions
from sebayu.core.cases.content import context_of, kinds_of
from sebayu.core.cases.models import Case
from sebayu.core.documents import kinds, present
from sebayu.core.exchange import SubjectRef
from sebayu.core.identity.acting import actor_for
from sebayu.core.ledger.access import writing
from sebayu.core.services import catalogue
from sebayu.programmes.letters.tests.conftest import PARTNER, Ward
from sebayu.programmes.letters.tests.samples import ANSWERS


def dead(ward: Ward, who: str) -> None:
    ward.change(who, alive=False, death_date=dt.date(2026, 11, 20))


# Which letter, whom for, which others (role -> name), what has to have happened first.
SELF = {
    "sktm": {}, "domisili": {}, "pengantar_skck": {}, "kehilangan": {}, "bepergian": {}, "kelakuan_baik": {}, "keterangan_umum": {},
    "beda_identitas": {}, "belum_menikah": {"marital_status": "single"}, "janda_duda": {"marital_status": "widowed"},
    "wali_hakim": {"marital_status": "divorced", "divorce_certificate": "0101/AC/2019", "divorce_date": dt.date(2019, 3, 2)},
    "izin_keramaian": {},
}  # fmt: skip
WITH_OTHERS = {
    "penghasilan_orang_tua": {"child": "son"},
    "kelahiran": {"mother": "sari", "father": "husband"},
    "lahir_mati": {"mother": "sari"},
    "kematian": {"deceased": "mother"},
}


def answers_to(key: str) -> dict[str, Any]:
    return {
        ask.key: str(ANSWERS.get(ask.key, ask.options[0].value if ask.options else "contoh"))
        for ask in catalogue.get(key).asks.values()
    }


def assert_ready(case: Case) -> None:
    """Every blank of the letter is filled and the decision is yes: only people who judge or sign stand between."""
    service = catalogue.get(case.service_key)
    content = present.printed(context_of(case.evidence), kinds_of(service, case.evidence))
    assert present.empty(kinds.get(case.service_key).placeholders, content) == []
    assert case.evidence.complete
    assert case.decision["outcome"] == "yes", case.decision["reasons"]


def finished(ward: Ward, key: str, roles: Mapping[str, SubjectRef] | None = None, who: str = "sari") -> None:
    case = ward.vouch(ward.ask(key, roles or {}, ward.people[who], answers_to(key)))
    case = Case.objects.get(pk=case.pk)
    with writing():
        assert_ready(case)


@pytest.mark.parametrize("key", sorted(SELF))
def test_letter_about_oneself_needs_nothing_but_the_register(ward: Ward, key: str) -> None:
    if SELF[key]:
        ward.change("sari", **SELF[key])
    finished(ward, key)


@pytest.mark.parametrize("key", sorted(WITH_OTHERS))
def test_letter_about_the_family_takes_them_from_the_card(ward: Ward, key: str) -> None:
    finished(
        ward, key, {role: SubjectRef("person", ward.people[who].pk) for role, who in WITH_OTHERS[key].items()}
    )


@pytest.mark.parametrize("key", ["sku", "domisili_usaha"])
def test_letter_about_a_business_takes_it_from_oss(ward: Ward, key: str) -> None:
    finished(ward, key, {"business": SubjectRef("business", ward.things["business"].pk)})


def test_business_without_nib_is_asked_about(ward: Ward) -> None:
    case = ward.vouch(
        ward.ask("sku", {"business": SubjectRef("business")}, ward.people["sari"], answers_to("sku"))
    )
    with writing():
        case = Case.objects.get(pk=case.pk)
        assert_ready(case)
        assert context_of(case.evidence)["business.name"] == "contoh"


def test_death_already_registered_needs_no_rt(ward: Ward) -> None:
    dead(ward, "mother")
    case = ward.ask(
        "kematian",
        {"deceased": SubjectRef("person", ward.people["mother"].pk)},
        ward.people["sari"],
        {"death_place": "Rumah"},
    )
    assert case.step_kind == "sign"
    with writing():
        assert_ready(Case.objects.get(pk=case.pk))


def test_heirs_come_from_the_family_card(ward: Ward) -> None:
    dead(ward, "husband")
    case = ward.vouch(
        ward.ask(
            "ahli_waris",
            {"deceased": SubjectRef("person", ward.people["husband"].pk)},
            ward.people["sari"],
            {},
        )
    )
    with writing():
        case = Case.objects.get(pk=case.pk)
        assert_ready(case)
        heirs = context_of(case.evidence)["deceased.heirs"]
    assert {heir["name"] for heir in heirs} == {"Sari Wulandari", "Dwi Lestari"}


def test_orphan_is_known_by_the_parents_numbers(ward: Ward) -> None:
    dead(ward, "husband")
    finished(ward, "yatim_piatu", {"parent": SubjectRef("person", ward.people["husband"].pk)}, who="son")


def test_land_needs_rt_and_rw_and_the_owner_s_answers(ward: Ward) -> None:
    roles = {"land": SubjectRef("land", ward.things["land"].pk)}
    case = ward.ask("riwayat_tanah", roles, ward.people["sari"], answers_to("riwayat_tanah"))
    assert [step["key"] for step in case.steps][:2] == ["attest_rt", "attest_rw"]
    case = actions.attest(by=actor_for(ward.town.darmo), case_id=case.pk, answer="yes")
    with writing():
        case = Case.objects.get(pk=case.pk)
        content = present.printed(context_of(case.evidence), {"land": "land"})
        assert present.empty(kinds.get("riwayat_tanah").placeholders, content) == []
        assert case.decision["outcome"] == "unknown"  # nobody sits for the RW here: an officer checks instead
        assert case.step_kind == "check"


def test_spouse_consents_to_work_abroad(ward: Ward) -> None:
    finished(ward, "izin_keluarga", {"worker": SubjectRef("person", ward.people["husband"].pk)})


def test_couple_of_two_villages_marries_from_one_tap(ward: Ward) -> None:
    ward.change(
        "sari",
        marital_status="divorced",
        divorce_certificate="0101/AC/2019",
        divorce_date=dt.date(2019, 3, 2),
    )
    finished(ward, "pengantar_nikah", {"partner": SubjectRef("person", None, {"nik": PARTNER})})


def test_moved_out_is_refused_in_words(ward: Ward) -> None:
    ward.change("sari", moved_out_at=dt.date(2026, 10, 1))
    case = ward.ask("domisili", {}, ward.people["sari"], {})
    (reason,) = [one for one in case.decision["reasons"] if one["ok"] is False]
    assert reason["id"] == "resident"
    assert "Dukcapil" in reason["text"]
