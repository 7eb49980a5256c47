"""Questions that remain, steps in order, automatic issue; and the report of what people are spared."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sebayu.core import services
from sebayu.core.services import from_canonical, plan_steps, questions
from sebayu.core.services.tests.samples import changed, town

ON = date(2026, 11, 21)
SARI = {
    "person.nik": "3376025507850001",
    "person.name": "Sari Wulandari",
    "person.birth_date": date(1985, 7, 15),
    "person.address": "Jl. Sangir",
    "person.is_resident": True,
    "household.welfare_decile": 3,
}


def keys(steps) -> list[str]:
    return [step.key for step in steps]


@pytest.mark.parametrize(
    ("complete", "area", "facts", "expected"),
    [
        (True, "kelurahan", {}, ["sign_head"]),
        (True, "desa", {}, ["sign_head", "countersign_camat"]),
        (False, "kelurahan", {}, ["attest_rt", "check_officer", "sign_head"]),
        (False, "kelurahan", {"person.lives_here": True}, ["check_officer", "sign_head"]),
        # an area of unknown kind keeps the step: a person looks, never nobody
        (False, "", {}, ["attest_rt", "check_officer", "sign_head", "countersign_camat"]),
    ],
)
def test_steps_follow_the_conditions(complete, area, facts, expected):
    got = plan_steps(town()["sktm"], facts, evidence_complete=complete, area_kind=area, on=ON)
    assert keys(got) == expected


def test_who_asks_although_the_rule_says_no_is_looked_at_by_an_officer():
    for facts, expected in [
        (SARI, ["sign_head"]),
        ({**SARI, "person.is_resident": False}, ["check_officer", "sign_head"]),
    ]:
        got = plan_steps(town()["sktm"], facts, evidence_complete=True, area_kind="kelurahan", on=ON)
        assert keys(got) == expected


@settings(deadline=None, max_examples=60)
@given(
    st.booleans(),
    st.sampled_from(["kelurahan", "desa", "", "x"]),
    st.dictionaries(st.text(max_size=8), st.integers()),
)
def test_planning_is_deterministic_and_keeps_the_order(complete, area, facts):
    service = SKTM
    first = plan_steps(service, facts, evidence_complete=complete, area_kind=area, on=ON)
    assert first == plan_steps(service, facts, evidence_complete=complete, area_kind=area, on=ON)
    assert [step for step in service.steps if step in first] == first
    assert "sign_head" in keys(first)


SKTM = town()["sktm"]


def test_planning_works_without_naming_the_day():
    assert keys(plan_steps(SKTM, {}, evidence_complete=True, area_kind="kelurahan")) == ["sign_head"]
    assert [ask.key for ask in questions(SKTM, {})] == ["purpose"]


def test_a_question_is_asked_once():
    assert [ask.key for ask in questions(SKTM, SARI, on=ON)] == ["purpose"]
    assert questions(SKTM, {**SARI, "answers.purpose": "Keperluan lain"}, on=ON) == []


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"business.is_registered": True}, []),
        ({"business.is_registered": False}, ["business_name", "business_since"]),
        ({"business.is_registered": False, "business.name": "Warung"}, ["business_since"]),
        ({}, ["business_name", "business_since"]),  # the register is silent: better asked than stuck
    ],
)
def test_a_register_that_answers_closes_its_questions(facts, asked):
    assert [ask.key for ask in questions(town()["sku"], facts, on=ON)] == asked


def test_a_question_waits_for_the_answer_it_depends_on():
    more = '  where:\n    label: Di mana?\n    kind: text\n    because: x\n    when: answers.purpose == "Sekolah lain"\n'
    service = changed("sktm", "asks:\n", f"asks:\n{more}")
    assert [ask.key for ask in questions(service, SARI, on=ON)] == ["purpose"]
    answered = {**SARI, "answers.purpose": "Sekolah lain"}
    assert [ask.key for ask in questions(service, answered, on=ON)] == ["where"]


def test_answers_become_facts_under_both_names():
    given_answers = {"business_name": "Warung", "business_since": "", "unknown": "x"}
    assert services.as_facts(town()["sku"], given_answers) == {
        "answers.business_name": "Warung",
        "business.name": "Warung",
    }


def test_complete_means_known_and_answered():
    assert not services.is_complete(SKTM, SARI, on=ON)
    assert services.is_complete(SKTM, {**SARI, "answers.purpose": "x"}, on=ON)
    assert services.missing(SKTM, {}) == list(SKTM.needs)


def test_facts_of_an_optional_role_nobody_was_chosen_for_are_not_missing():
    service = changed("sku", 'label: "Usaha yang mana?",', "label: x, optional: true,")
    assert services.missing(service, {"person.nik": "1", "person.name": "S"}) == []
    assert "business.since" in services.missing(service, {"business.name": "W"})


@pytest.mark.parametrize(
    ("changes", "enabled", "expected"),
    [
        ({}, True, True),
        ({}, False, False),
        ({}, None, False),
        ({"household.welfare_decile": 9}, True, False),
        ({"household.welfare_decile": None}, True, False),
    ],
)
def test_automatic_issue_needs_the_switch_the_evidence_and_a_yes(changes, enabled, expected):
    facts = {**SARI, **changes}
    got = services.is_automatic(
        SKTM, facts, evidence_complete=True, area_kind="kelurahan", on=ON, enabled=enabled
    )
    assert got is expected
    assert not services.is_automatic(
        SKTM, facts, evidence_complete=False, area_kind="kelurahan", on=ON, enabled=True
    )


def test_the_hint_that_no_letter_is_needed_follows_its_condition():
    assert services.may_not_be_needed(SKTM, SARI, on=ON)
    assert not services.may_not_be_needed(SKTM, {**SARI, "household.welfare_decile": 8}, on=ON)
    assert not services.may_not_be_needed(SKTM, {}, on=ON)
    assert not services.may_not_be_needed(town()["sku"], SARI, on=ON)


def test_a_decision_replays_from_the_kept_version():
    before = services.decide(SKTM, SARI, on=ON)
    after = services.decide(from_canonical(SKTM.canonical), SARI, on=ON)
    assert before == after
    assert (before.outcome, before.rule_version != "") == ("yes", True)


def test_every_example_of_the_town_holds():
    ran = [services.mismatches(service, one) for service in town().values() for one in service.examples]
    assert ran == [[]] * 4


def test_the_report_counts_what_people_are_spared():
    sktm, sku = services.report(SKTM), services.report(town()["sku"])
    assert (len(sktm.needed), len(sktm.known), sktm.asked) == (6, 6, ("purpose",))
    assert (sku.asked, sku.chosen, sku.attested) == ((), ("business",), ("business.is_open",))
    assert "fotokopi_nib" in sku.copies_avoided
    totals = services.totals({key: services.report(one) for key, one in town().items()})
    assert (totals["letters"], totals["ask_none"], totals["ask_at_most_one"]) == (2, 1, 2)


def test_a_person_to_be_searched_counts_as_a_question():
    service = changed("sku", "chosen_from: register", "chosen_from: search")
    assert services.report(service).asked == ("business",)
