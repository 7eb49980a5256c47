"""Values as text: nothing lost, nothing evaluated, nothing that fools the eye."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sebayu.core.documents import present
from sebayu.core.documents.errors import LetterTooLong

NAMES = st.text(max_size=90)


@given(NAMES)
def test_breaking_long_words_changes_no_letter(name: str) -> None:
    assert present.breakable(name).replace("\u200b", "") == name.replace("\u200b", "")


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=25, max_size=90))
def test_long_word_can_be_broken_every_twelve_letters(word: str) -> None:
    assert max(len(part) for part in present.breakable(word).split("\u200b")) <= 12


@given(NAMES)
def test_hint_shows_first_letters_only(name: str) -> None:
    kept = present.hint(name).replace("*", "").split()
    assert all(len(part) == 1 for part in kept) or "*" in name
    assert len(kept) <= 6


def test_hint_of_a_name() -> None:
    assert present.hint("Sari Wulandari") == "S*** W********"
    assert present.hint("") == ""


def test_hints_name_the_role_before_the_applicant() -> None:
    kind = SimpleNamespace(placeholders=frozenset({"person.name", "deceased.name"}), optional=frozenset())
    content = present.printed(
        {"person.name": "Sari", "deceased.name": "Slamet Riyadi", "witness.name": "Budi"}
    )
    assert present.hints(content, kind, {"deceased": "person", "witness": "person"}) == "S***** R*****, S***"


def test_values_are_printed_as_people_write_them() -> None:
    content = present.printed(
        {
            "deceased.death_date": dt.date(2026, 11, 20),
            "deceased.sex": "female",
            "deceased.nik": "3376025507850001",
            "person.address": "Jl. Sangir 14",
            "person.rt": "004",
            "person.rw": "005",
            "person.village": "Mintaragen",
            "answers.amount": None,
            "answers.event_date": "2026-12-05",
            "answers.code": "2026-99-05",
            "household.members": [{"name": "Sari", "relation": "wife", "birth_date": "1985-07-15"}],
        },
        {"deceased": "person"},
    )
    shown = content["shown"]
    assert shown["deceased.death_date"] == "20 November 2026"
    assert shown["deceased.sex"] == "Perempuan"
    assert shown["deceased.nik"] == "3376025507850001"
    assert shown["person.address"] == "Jl. Sangir 14, RT 004/RW 005, Mintaragen"
    assert shown["answers.amount"] == ""
    assert shown["answers.event_date"] == "5 Desember 2026"
    assert shown["answers.code"] == "2026-99-05"
    assert content["lists"]["household.members"][0]["birth_date"] == "15 Juli 1985"
    assert content["lists"]["household.members"][0]["relation"] == "Istri"


def test_unseen_characters_are_left_out() -> None:
    assert present.clean("Sari\x00 \u202eidnaluW\u2066") == "Sari idnaluW"
    assert present.clean({"a": ["\x07b"]}) == {"a": ["b"]}


def test_endless_text_is_refused() -> None:
    with pytest.raises(LetterTooLong, match="4000"):
        present.clean("a" * 4001)


def test_empty_required_placeholders_are_named_for_the_officer() -> None:
    content = present.printed({"person.name": "Sari", "person.nik": ""})
    missing = present.empty(frozenset({"person.name", "person.nik", "answers.purpose"}), content)
    assert missing == ["answers.purpose", "person.nik"]
    assert present.labels(missing) == "answers.purpose, NIK"
