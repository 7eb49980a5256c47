"""Day one: no agreement, no connection. Every service still runs."""

import datetime as dt

import pytest

from sebayu.core.exchange.errors import BadValue, ReadRefused, SubjectUnknown
from sebayu.core.exchange.gathering import gather
from sebayu.core.exchange.models import Evidence
from sebayu.core.exchange.tests.conftest import (
    DWI_NIK,
    PURPOSE,
    SARI_NIK,
    a_role,
    a_service,
    an_ask,
    an_attest,
)
from sebayu.core.exchange.types import SubjectRef
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db


def test_own_register_answers_without_any_agreement(town, bu_sari):
    service = a_service(
        needs=("person.nik", "person.name", "person.birth_date", "person.village", "household.welfare_decile")
    )
    evidence = gather(service=service, roles={"person": town.ref}, by=bu_sari, purpose=PURPOSE)

    assert (
        evidence.facts() | {"person.birth_date": dt.date(1985, 7, 15), "person.alive": True}
        == evidence.facts()
    )
    assert evidence.items["person.village"].value == "Mintaragen"
    assert evidence.items["household.welfare_decile"].value == 3
    assert evidence.missing() == []
    assert evidence.complete
    item = evidence.items["person.name"]
    assert (item.source, item.mode, item.status, item.basis) == ("registry", "value", "known", "UU 25/2009")


def test_what_nobody_answers_is_a_question_with_a_reason_for_the_right_people(town, bu_sari):
    service = a_service(
        needs=("person.death_certificate", "person.lives_here", "person.phone"),
        steps=(an_attest("person.lives_here"),),
    )
    evidence = gather(service=service, roles={"person": town.ref}, by=bu_sari, purpose=PURPOSE)

    assert (evidence.items["person.lives_here"].next, evidence.items["person.lives_here"].reason) == (
        "attest",
        "judgement",
    )
    assert evidence.items["person.phone"].next == "ask"
    # the living have no death certificate: nobody is asked for one
    assert evidence.items["person.death_certificate"].reason == "not_applicable"
    assert evidence.missing() == ["person.lives_here", "person.phone"]


def test_ledger_entry_stands_in_the_same_transaction_and_names_facts_purpose_and_subject(town, bu_sari):
    evidence = gather(service=a_service(), roles={"person": town.ref}, by=bu_sari, purpose=PURPOSE)

    entry = LedgerEntry.objects.get()
    assert (entry.act, entry.purpose, entry.basis, entry.service) == (
        "read",
        PURPOSE.text,
        PURPOSE.basis,
        "contoh",
    )
    assert entry.subjects == [town.sari.pk]
    assert entry.facts == ["person.alive", "person.birth_date", "person.name", "person.nik"]
    assert entry.detail == {"evidence": str(evidence.pk), "sources": ["registry"]}


def test_nothing_is_asked_or_kept_when_the_ledger_fails(town, bu_sari, monkeypatch, stub):
    from sebayu.core.exchange.tests.conftest import agree, connect

    connect("dukcapil", stub.url)
    agree("dukcapil")

    def broken(**_):
        raise RuntimeError("no ledger")

    monkeypatch.setattr("sebayu.core.exchange.gathering.record", broken)
    with pytest.raises(RuntimeError):
        gather(service=a_service(), roles={"person": town.ref}, by=bu_sari, purpose=PURPOSE)

    assert not Evidence.objects.exists()
    assert stub.asked == []


def test_another_family_is_refused_and_leaves_nothing(town, bu_sari):
    before = LedgerEntry.objects.count()
    with pytest.raises(ReadRefused):
        gather(
            service=a_service(),
            roles={"person": SubjectRef("person", town.joko.pk)},
            by=bu_sari,
            purpose=PURPOSE,
        )
    assert not Evidence.objects.exists()
    assert LedgerEntry.objects.count() == before


def test_officer_of_the_kelurahan_may_and_one_of_another_city_may_not(town, pak_budi, ibu_tuti):
    roles = {"person": town.ref}
    assert gather(service=a_service(), roles=roles, by=pak_budi, purpose=PURPOSE).complete
    with pytest.raises(ReadRefused):
        gather(service=a_service(), roles=roles, by=ibu_tuti, purpose=PURPOSE)


def test_officer_of_another_kelurahan_needs_a_case(town, pak_budi):
    roles = {"person": SubjectRef("person", town.joko.pk)}
    with pytest.raises(ReadRefused):
        gather(service=a_service(), roles=roles, by=pak_budi, purpose=PURPOSE)


def test_guessed_ids_and_hostile_numbers_are_refused(town, bu_sari, pak_budi):
    import uuid

    with pytest.raises(SubjectUnknown):
        gather(
            service=a_service(),
            roles={"person": SubjectRef("person", uuid.uuid4())},
            by=pak_budi,
            purpose=PURPOSE,
        )
    hostile = SubjectRef("person", None, {"nik": "1' OR '1'='1"})
    with pytest.raises(BadValue):
        gather(service=a_service(), roles={"person": hostile}, by=pak_budi, purpose=PURPOSE)
    with pytest.raises(SubjectUnknown):
        gather(service=a_service(), roles={"victim": town.ref}, by=pak_budi, purpose=PURPOSE)


def test_roles_are_gathered_by_their_own_subject_and_others_stay_hidden_from_the_citizen(town, bu_sari):
    service = a_service(
        needs=("person.name", "child.name", "witness.name"),
        roles={"child": a_role("child"), "witness": a_role("witness")},
    )
    roles = {
        "person": town.ref,
        "child": SubjectRef("person", town.dwi.pk),
        "witness": SubjectRef("person", town.joko.pk),
    }
    evidence = gather(service=service, roles=roles, by=bu_sari, purpose=PURPOSE)

    assert evidence.facts()["child.name"] == "Dwi Lestari"
    assert evidence.facts()["witness.name"] == "Joko"
    assert evidence.own_roots == ["child", "person", "requester"]
    assert set(LedgerEntry.objects.get().subjects) == {town.sari.pk, town.dwi.pk, town.joko.pk}


def test_family_comes_from_the_register(town, bu_sari):
    service = a_service(
        needs=("household.members", "household.size", "person.spouse_name", "person.children", "person.heirs")
    )
    facts = gather(service=service, roles={"person": town.ref}, by=bu_sari, purpose=PURPOSE).facts()

    assert facts["household.size"] == 3
    assert [m["relation"] for m in facts["household.members"]] == ["head", "wife", "child"]
    assert facts["person.spouse_name"] == "Agus Santoso"
    assert [c["nik"] for c in facts["person.children"]] == [DWI_NIK]
    assert [(h["name"], h["relation"]) for h in facts["person.heirs"]] == [
        ("Agus Santoso", "spouse"),
        ("Dwi Lestari", "child"),
    ]


def test_the_unmarried_have_no_spouse_to_ask_for(town, pak_budi):
    service = a_service(needs=("person.spouse_name",))
    evidence = gather(
        service=service, roles={"person": SubjectRef("person", town.dwi.pk)}, by=pak_budi, purpose=PURPOSE
    )
    assert evidence.items["person.spouse_name"].reason == "not_applicable"
    assert evidence.missing() == []
    assert "person.spouse_name" not in evidence.facts()


def test_a_resident_without_nik_runs_on_the_register(town, pak_budi):
    with writing():
        town.joko.nik, town.joko.area_code = None, town.sari.area_code
        town.joko.save()
    evidence = gather(
        service=a_service(),
        roles={"person": SubjectRef("person", town.joko.pk)},
        by=pak_budi,
        purpose=PURPOSE,
    )
    assert evidence.facts()["person.name"] == "Joko"
    assert evidence.items["person.nik"].status == "missing"
    assert evidence.items["person.nik"].next == "manual"


def test_somebody_unknown_to_us_becomes_questions_never_an_error(town, pak_budi):
    stranger = SubjectRef("person", None, {"nik": "3301010101900001"})
    evidence = gather(service=a_service(), roles={"person": stranger}, by=pak_budi, purpose=PURPOSE)
    assert {i.next for i in evidence.items.values()} == {"manual"}
    assert evidence.missing() == ["person.nik", "person.name", "person.birth_date"]


def test_a_business_is_found_by_its_owner_and_belongs_to_her(town, bu_sari):
    service = a_service(
        needs=("business.name", "business.kbli"), roles={"business": a_role("business", "business")}
    )
    roles = {"person": town.ref, "business": SubjectRef("business", town.warung.pk)}
    evidence = gather(service=service, roles=roles, by=bu_sari, purpose=PURPOSE)
    assert evidence.facts()["business.kbli"] == "56102"
    assert "business" in evidence.own_roots


def test_answers_are_kept_and_become_facts_where_no_register_has_one(town, bu_sari):
    service = a_service(
        needs=("person.phone",), asks={"hp": an_ask("hp", answers="person.phone"), "purpose": an_ask()}
    )
    evidence = gather(
        service=service,
        roles={"person": town.ref},
        by=bu_sari,
        purpose=PURPOSE,
        answers={"hp": "081200000001", "purpose": "Sekolah"},
    )
    facts = evidence.facts()
    assert (facts["answers.purpose"], facts["person.phone"]) == ("Sekolah", "081200000001")
    assert evidence.items["person.phone"].mode == "ask"


def test_an_answer_never_overrides_a_register(town, bu_sari):
    service = a_service(needs=("person.name",), asks={"n": an_ask("n", answers="person.name")})
    evidence = gather(
        service=service, roles={"person": town.ref}, by=bu_sari, purpose=PURPOSE, answers={"n": "Ratu"}
    )
    assert evidence.facts()["person.name"] == "Sari Wulandari"


def test_queries_do_not_grow_with_the_number_of_facts(town, bu_sari, django_assert_num_queries):
    few = a_service(needs=("person.name",))
    many = a_service(
        needs=tuple(
            f"person.{n}" for n in ("nik", "name", "birth_date", "sex", "religion", "rt", "rw", "address")
        )
    )
    for service in (few, many):
        with django_assert_num_queries(
            10
        ):  # savepoints 4, people, settings, evidence in, entry, row, evidence out
            gather(service=service, roles={"person": town.ref}, by=bu_sari, purpose=PURPOSE)


def test_evidence_cannot_be_read_silently(town, bu_sari):
    from sebayu.core.ledger.errors import SilentRead

    evidence = gather(service=a_service(), roles={"person": town.ref}, by=bu_sari, purpose=PURPOSE)
    with pytest.raises(SilentRead):
        Evidence.objects.get(pk=evidence.pk)


def test_nothing_personal_in_reprs(town, bu_sari):
    evidence = gather(service=a_service(), roles={"person": town.ref}, by=bu_sari, purpose=PURPOSE)
    text = f"{evidence!r} {evidence.items!r} {evidence.ref('person')!r}"
    assert SARI_NIK not in text
    assert "Sari" not in text
