"""A region changes values, not the service; what it changes is judged like any declaration."""

import pytest

from sebayu.core.services import DeclarationError, adapted, check
from sebayu.core.services.tests.samples import town

PATH = "regions/kota_tegal/services.yaml"


def test_a_region_changes_deadline_and_fee_and_gets_its_own_version():
    before = town()["sktm"]
    after = adapted(before, {"within": {"working_days": None, "working_hours": 2}, "title": "SKTM"}, PATH)
    assert (after.within.working_hours, after.within.working_days, after.title) == (2, None, "SKTM")
    assert after.version != before.version
    assert (after.needs, after.entitled, after.examples) == (before.needs, before.entitled, before.examples)
    assert adapted(before, {}, PATH).version == before.version


def test_a_changed_clause_meets_the_examples_again():
    before = town()["sktm"]
    clauses = [
        {
            "when": "household.welfare_decile <= 2",
            "because": "a",
            "otherwise": "b",
            "cite": "Perwal (contoh)",
            "id": "decile",
        }
    ]
    found = check(adapted(before, {"entitled": clauses}, PATH))
    assert any("sari_low_decile" in one.what for one in found)


def test_null_removes():
    assert adapted(town()["sktm"], {"automatic": None, "maybe_not_needed": None}, PATH).automatic is None


@pytest.mark.parametrize(
    "changes", [{"service": "x"}, {"subject": "land"}, {"gives": None}, {"cost": {"amount": -1}}, {"x": 1}]
)
def test_what_makes_no_sense_is_refused_with_the_regions_file(changes):
    with pytest.raises(DeclarationError) as caught:
        adapted(town()["sktm"], changes, PATH)
    assert {one.path for one in caught.value.problems} == {PATH}
