"""Reading expressions: which facts they use, and what is refused before a citizen waits for it."""

import pytest

from sebayu.core.rules import ExpressionError, compile, readable
from sebayu.core.rules.decision import Clause


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("person.birth_date < on", {"person.birth_date"}),
        ('person["birth_date"] < on', {"person.birth_date"}),
        ("household.members.exists(m, m.nik == person.nik)", {"household.members", "person.nik"}),
        ("household.members[0].name == 'a'", {"household.members"}),
        (
            "household.members.filter(m, m.alive).all(m, m.nik != person.nik)",
            {"household.members", "person.nik"},
        ),
        ("!evidence.complete || age(deceased.birth_date) > 3", {"evidence.complete", "deceased.birth_date"}),
        ("person.name.startsWith('a')", {"person.name"}),
        ("person.alive ? a.b == 1 : c.d == 2", {"person.alive", "a.b", "c.d"}),
        ("1 in household.list", {"household.list"}),
        ("true", set()),
        # the same word bound by a macro in one place and a subject in another
        (
            "household.members.exists(person, person.alive) && person.nik == ''",
            {"household.members", "person.nik"},
        ),
    ],
)
def test_the_facts_of_an_expression_are_found(text, facts):
    assert readable(text).facts == facts


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("person.x +", "tidak dapat dibaca"),
        ("", "tidak dapat dibaca"),
        ("has(person.x)", "has"),
        ("person.a / 2 > 1", "Pembagian"),
        ("person.a % 2 == 1", "Pembagian"),
        ("now() > person.x", "Fungsi"),
        ("person.name.matches('(a+)+$')", "Fungsi"),
        ("type(person.x) == int", "Fungsi"),
        ("alive", "Nama tanpa titik"),
        ("person[key]", "Nama tanpa titik"),
        ("1 + 1", "ya atau tidak"),
        ("'ya'", "ya atau tidak"),
        ("age(person.x)", "ya atau tidak"),
        ("size(person.list)", "ya atau tidak"),
        ("[true]", "ya atau tidak"),
        ("(" * 40 + "true" + ")" * 40, "terlalu dalam"),
        ("person.x == 'a' || " * 60 + "true", "terlalu panjang"),
        ("!" * 200 + "true", "terlalu dalam"),
    ],
)
def test_what_a_rule_may_not_contain_is_refused(text, what):
    with pytest.raises(ExpressionError, match=what) as caught:
        readable(text)
    assert caught.value.what


def test_a_mistake_shows_when_the_rule_is_compiled():
    with pytest.raises(ExpressionError):
        compile([Clause(when="person.", because="", otherwise="", cite="")])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("person.religion == 'islm'", [("person.religion", "==", ("islm",))]),
        ("'islam' == person.religion", [("person.religion", "==", ("islam",))]),
        ("person.religion in ['islam', 'hindu']", [("person.religion", "in", ("islam", "hindu"))]),
        ("household.welfare_decile <= 4 && person.alive == true", [
            ("household.welfare_decile", "<=", (4,)), ("person.alive", "==", (True,))]),
        ("household.members.exists(m, m.sex == 'x')", []),
        ("person.a == person.b", []),
    ],
)  # fmt: skip
def test_comparisons_with_literals_are_seen(text, expected):
    found = [(one.path, one.operator, one.literals) for one in readable(text).comparisons]
    assert found == expected
