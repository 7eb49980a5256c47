"""Deciding: three values, reasons, dates in force, replay; and never a silent yes."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sebayu.core import rules
from sebayu.core.rules import Clause, Decision

ON = date(2026, 11, 21)


def clause(when: str, **more) -> Clause:
    return Clause(
        when=when, because="terpenuhi", otherwise="tidak terpenuhi", cite="UU (contoh) pasal 1", **more
    )


def outcome(when: str, facts: dict, on: date = ON, **more) -> str:
    return rules.compile([clause(when, **more)]).decide(facts, on).outcome


SARI = {
    "person.birth_date": date(1985, 7, 15),
    "person.is_resident": True,
    "household.welfare_decile": 3,
    "household.members": [
        {"name": "Sari", "birth_date": date(1985, 7, 15)},
        {"name": "Bima", "birth_date": "2012-02-01"},
    ],
}


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("household.welfare_decile <= 4", "yes"),
        ("household.welfare_decile > 4", "no"),
        ("person.is_resident", "yes"),
        ("!person.is_resident", "no"),
        ("age(person.birth_date) >= 17 && household.welfare_decile in [1, 2, 3]", "yes"),
        ('person.birth_date < date("1985-07-16")', "yes"),
        ("on > person.birth_date", "yes"),
        ("household.members.exists(m, age(m.birth_date) < 18)", "yes"),
        ("household.members.all(m, age(m.birth_date) < 18)", "no"),
        ("size(household.members) == 2", "yes"),
        ("days_between(person.birth_date, on) > 365 && months_between(person.birth_date, on) > 12", "yes"),
        ('household.members[0].name == "Sari"', "yes"),
        ("person.is_resident ? household.welfare_decile == 3 : false", "yes"),
    ],
)
def test_conditions_decide(when, expected):
    assert outcome(when, SARI) == expected


@pytest.mark.parametrize(
    "when",
    [
        "person.nik == 'x'",
        "person.nik != 'x'",
        "!(person.nik == 'x')",
        "deceased.alive",
        "age(person.death_date) != 3",
        "household.members.exists(m, m.nik == 'x')",
        "household.members.all(m, m.nik != 'x')",
        "person.is_resident && deceased.alive",
        "age(household.welfare_decile) != 3",
        "household.welfare_decile",
        "size(household.welfare_decile) != 1",
        'person.birth_date < date("31-12-2026")',
        "household.welfare_decile * 9223372036854775807 != 0",
        "household.members[7].name != 'x'",
    ],
)
def test_what_cannot_be_worked_out_is_unknown_never_yes(when):
    decision = rules.compile([clause(when)]).decide(SARI, ON)
    assert decision.outcome == "unknown"
    assert decision.reasons[0].missing or decision.reasons[0].error


@pytest.mark.parametrize("blank", [None, ""])
def test_a_blank_means_not_known(blank):
    assert outcome("person.nik != 'x'", {"person.nik": blank}) == "unknown"


def test_known_facts_that_force_the_answer_stand():
    assert outcome("household.welfare_decile <= 4 || person.nik == 'x'", SARI) == "yes"
    assert outcome("household.welfare_decile > 4 && person.nik == 'x'", SARI) == "no"


def test_the_missing_facts_are_named():
    decision = rules.compile([clause("person.nik == 'x' && deceased.alive")]).decide(SARI, ON)
    assert decision.missing == ("deceased.alive", "person.nik")


def test_a_value_of_the_wrong_kind_is_unknown_when_kinds_are_given():
    rule = rules.compile([clause("household.welfare_decile != 4")], {"household.welfare_decile": "int"})
    assert rule.decide({"household.welfare_decile": "3"}, ON).outcome == "unknown"
    assert rule.decide({"household.welfare_decile": 3}, ON).outcome == "yes"


@pytest.mark.parametrize(
    ("on_unknown", "expected"), [("officer", "unknown"), ("ask", "unknown"), ("refuse", "no")]
)
def test_unknown_goes_where_the_clause_sends_it(on_unknown, expected):
    decision = rules.compile([clause("person.nik == 'x'", on_unknown=on_unknown)]).decide({}, ON)
    assert decision.outcome == expected
    assert decision.reasons[0].on_unknown == on_unknown


def test_reasons_carry_text_law_and_facts():
    decision = rules.compile([clause("household.welfare_decile <= 2", id="decile")]).decide(SARI, ON)
    reason = decision.reasons[0]
    assert (reason.ok, reason.text, reason.cite) == (False, "tidak terpenuhi", "UU (contoh) pasal 1")
    assert (reason.id, reason.facts_used) == ("decile", ("household.welfare_decile",))


def test_one_no_outweighs_an_unknown():
    rule = rules.compile([clause("person.nik == 'x'"), clause("household.welfare_decile > 4")])
    assert rule.decide(SARI, ON).outcome == "no"


def test_a_rule_without_clauses_lets_everyone_through_but_a_lapsed_one_nobody():
    assert rules.compile([]).decide({}, ON).outcome == "yes"
    lapsed = rules.compile([clause("true", valid_until=date(2026, 1, 1))]).decide({}, ON)
    assert (lapsed.outcome, lapsed.reasons[0].id) == ("unknown", "none_in_force")


@settings(deadline=None, max_examples=60)
@given(st.integers(min_value=-400, max_value=400))
@example(-1)
@example(0)
@example(180)
@example(181)
def test_clauses_hold_from_their_first_to_their_last_day(offset):
    first, last = date(2026, 1, 1), date(2026, 6, 30)
    on = first + timedelta(days=offset)
    rule = rules.compile([clause("true"), clause("false", id="new", valid_from=first, valid_until=last)])
    assert (rule.decide({}, on).outcome == "no") is (first <= on <= last)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2009, 11, 21), ON, 17),
        (date(2009, 11, 22), ON, 16),
        (date(2008, 2, 29), date(2025, 2, 28), 16),
        (date(2008, 2, 29), date(2025, 3, 1), 17),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
    ],
)
def test_age_counts_whole_years(born, on, years):
    assert outcome(f"age(person.birth_date) == {years}", {"person.birth_date": born}, on) == "yes"


_VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(), st.text(st.characters(), max_size=20), st.dates(),
    st.lists(st.dictionaries(st.sampled_from(["name", "nik", "birth_date"]), st.text(max_size=10) | st.dates() | st.none())),
)  # fmt: skip
_PATHS = st.sampled_from(
    ["person.nik", "person.birth_date", "household.welfare_decile", "household.members", "person.alive"]
)
_FACTS = st.dictionaries(_PATHS, _VALUES)
_RULE = rules.compile(
    [
        clause("household.welfare_decile <= 4", id="a"),
        clause("age(person.birth_date) >= 17", id="b", on_unknown="refuse"),
        clause("household.members.exists(m, m.nik == person.nik)", id="c"),
        clause("person.alive || person.nik.startsWith('33')", id="d", valid_from=date(2026, 1, 1)),
    ]
)


@settings(deadline=None, max_examples=60)
@given(_FACTS, st.dates())
def test_deciding_never_fails_and_is_deterministic(facts, on):
    first = _RULE.decide(facts, on)
    assert first == _RULE.decide(dict(reversed(facts.items())), on)
    assert first.outcome in {"yes", "no", "unknown"}
    for reason in first.reasons:
        assert reason.ok is not None or reason.missing or reason.error


@settings(deadline=None, max_examples=60)
@given(
    _FACTS,
    st.dates(),
    st.dictionaries(st.from_regex(r"(other|person|x)\.z[a-z]{1,5}", fullmatch=True), _VALUES),
)
def test_irrelevant_facts_change_nothing(facts, on, noise):
    assert _RULE.decide({**facts, **noise}, on) == _RULE.decide(facts, on)


@settings(deadline=None, max_examples=60)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "household.welfare_decile": st.integers(1, 10),
            "person.birth_date": st.dates(),
            "person.nik": st.text(max_size=16),
            "person.alive": st.booleans(),
            "household.members": st.lists(
                st.fixed_dictionaries({"nik": st.text(max_size=16), "birth_date": st.dates()}), max_size=3
            ),
        },
    ),
    st.dates(),
)
def test_evidence_replayed_from_json_gives_the_equal_decision(facts, on):
    decision = _RULE.decide(facts, on)
    replayed = _RULE.decide(json.loads(json.dumps(facts, default=date.isoformat)), on)
    assert replayed == decision
    assert Decision.from_json(json.loads(json.dumps(decision.to_json()))) == decision


@pytest.mark.parametrize(
    "value",
    ["\ud800", Decimal("NaN"), float("inf"), 10**30, {"a": "\ud800"}, object(), [[[[[[[[[[1]]]]]]]]]]],
)
def test_a_hostile_value_is_unknown_and_not_an_error(value):
    assert outcome("person.nik != 'x'", {"person.nik": value}) == "unknown"


def test_no_value_reaches_the_decision_or_the_log(caplog, capfd):
    secret = "3376025507850001"
    facts = {
        "person.birth_date": secret,
        "household.members": [{"nik": secret}],
        "household.welfare_decile": secret,
    }
    text = json.dumps(_RULE.decide(facts, ON).to_json())
    assert secret not in text + caplog.text + "".join(capfd.readouterr())
