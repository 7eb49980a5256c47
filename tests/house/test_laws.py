"""The laws of the house, each with the test that fails the build; and law 1 by structure, for every table at once."""

import re

import pytest
from django.apps import apps
from django.db import models

from sebayu.core.ledger.errors import SilentRead
from sebayu.core.ledger.models import PersonalQuerySet
from tests.house.tree import SRC, short, sources

# Where each law is tested at its heart; most are tested in many other places besides.
LAWS = {
    "1 no silent read": ("core/exchange/tests/test_gather_local.py", "test_evidence_cannot_be_read_silently"),
    "2 no needless question": (
        "core/services/tests/test_check.py",
        "test_a_question_a_source_can_answer_is_refused",
    ),
    "3 every decision replays": ("core/cases/tests/test_way.py", "test_issued_decision_replays"),
    "4 signed means verified": (
        "core/documents/tests/test_signing.py",
        "test_sign_keeps_verified_bytes_and_says_who_signed",
    ),
    "5 sign calls are never retried": (
        "core/cases/tests/test_way.py",
        "test_time_out_is_unknown_and_is_not_repeated",
    ),
    "6 a number is taken where it is issued": (
        "core/documents/tests/test_numbers.py",
        "test_fifty_issuers_at_once_make_no_duplicate_and_no_gap",
    ),
    "7 progress cannot be typed": ("core/indicators/tests/test_law.py", "test_no_number_can_be_typed"),
    "8 history is appended": ("core/cases/tests/test_opening.py", "test_history_cannot_be_edited"),
    "9 what differs is dated data": ("core/areas/tests/test_region_packs.py", "test_"),
    "10 it works without any agreement": (
        "core/exchange/tests/test_gather_local.py",
        "test_own_register_answers_without_any_agreement",
    ),
    "11 every personal field is judged": ("../../tests/house/test_privacy.py", "test_every_field_is_judged"),
}

# The only modules that name the tables of computed numbers: the engine writes, the others read.
NUMBERS = {
    "core/indicators/models/computed.py", "core/indicators/models/__init__.py", "core/indicators/runs.py", "core/indicators/lookup.py",
    "core/indicators/actions.py", "core/indicators/engine/cells.py", "core/indicators/engine/sums.py", "core/indicators/engine/values.py",
    "core/indicators/public/collecting.py", "core/indicators/public/publishing.py",
}  # fmt: skip
WRITERS = {"core/indicators/engine/cells.py", "core/indicators/engine/values.py"}

# Tables that hold facts about persons: reading them takes a ledger entry.
PERSONAL = {
    "gatherings.Attendance", "gatherings.Correction",
    "registry.Household", "registry.Person", "registry.Business", "registry.LandObject", "registry.Enrolment", "registry.PastVersion",
    "registry.SuspectedPair",
    "exchange.Evidence", "exchange.CorrectionRequest", "documents.DocumentContent", "documents.DocumentFile",
}  # fmt: skip


@pytest.mark.parametrize("law", LAWS)
def test_law_has_its_test(law: str) -> None:
    file, name = LAWS[law]
    assert f"def {name}" in (SRC / file).read_text(encoding="utf-8")


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(PERSONAL))
def test_personal_table_does_not_open_without_a_ledger_entry(label: str) -> None:
    model = apps.get_model(label)
    for manager in (model._default_manager, model._base_manager):
        assert isinstance(manager.all(), PersonalQuerySet), f"{manager} of {label}"
        with pytest.raises(SilentRead):
            list(manager.all()[:1])


def test_every_table_with_a_persons_facts_is_known() -> None:
    """A new table that names people by NIK or birth date has to be guarded, or say here why not."""
    accounts = {"identity.Account"}  # whose own account it is; found by digest, never by a fact
    telling = {"nik", "birth_date", "kk_number"}
    found = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("sebayu.")
        and telling & {field.name for field in model._meta.concrete_fields}
    }
    assert found - accounts <= PERSONAL


def test_nobody_goes_round_the_guard_by_sql() -> None:
    """Raw SQL over the register stands only in the two rooms that own the guard and the entry."""
    tables = re.compile(
        r"\b(FROM|JOIN)\s+registry_(person|household|business|landobject|enrolment|suspectedpair)\b", re.I
    )
    wrong = [
        short(path)
        for path in sources()
        if not short(path).startswith(("core/registry/", "core/exchange/"))
        and tables.search(path.read_text(encoding="utf-8"))
    ]
    assert not wrong


def test_only_the_engine_writes_numbers() -> None:
    """Law 7 beside the database: no form, import, action or API even names the tables of computed numbers."""
    named = re.compile(
        r"indicators_(value|cell)\b|indicators\.models(\.computed)? import [^\n]*\b(Value|Cell)\b"
    )
    writes = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) indicators_(value|cell)\b")
    touching = {short(path) for path in sources() if named.search(path.read_text(encoding="utf-8"))}
    writing = {short(path) for path in sources() if writes.search(path.read_text(encoding="utf-8"))}
    assert touching <= NUMBERS
    assert writing == WRITERS


def test_models_named_here_exist() -> None:
    assert all(issubclass(apps.get_model(label), models.Model) for label in PERSONAL)
