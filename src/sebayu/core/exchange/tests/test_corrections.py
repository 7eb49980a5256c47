""" "Data ini salah", from the citizen to the owner and back."""

import pytest

from sebayu.core.exchange.actions import (
    answer_correction,
    configure_source,
    request_correction,
    withdraw_correction,
)
from sebayu.core.exchange.errors import BadValue, CorrectionClosed, NotNeeded, ReadRefused
from sebayu.core.exchange.gathering import gather
from sebayu.core.exchange.models import CorrectionRequest
from sebayu.core.exchange.tests.conftest import PURPOSE, SYSTEM, a_service
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.errors import Forbidden
from sebayu.core.ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence(town, bu_sari):
    configure_source(by=SYSTEM, source="dukcapil", mode="manual", owner_office_key="opd_dukcapil")
    return gather(
        service=a_service(needs=("person.address",)), roles={"person": town.ref}, by=bu_sari, purpose=PURPOSE
    )


@pytest.fixture
def owner() -> Actor:
    return Actor(
        kind="officer", name="Wati", post="Kepala Bidang Dafduk", roles=frozenset({"officer"}),
        offices=frozenset({"opd_dukcapil"}),
    )  # fmt: skip


def report(town, bu_sari, evidence, says="Saya tinggal di Jl. Sangir No. 15"):
    return request_correction(
        by=bu_sari, path="person.address", says=says, subject_id=town.sari.pk, evidence=evidence
    )


def test_goes_to_the_owner_of_the_register_with_what_was_shown(town, bu_sari, evidence):
    request = report(town, bu_sari, evidence)
    assert (request.owner, request.owner_office_key, request.source) == (
        "dukcapil",
        "opd_dukcapil",
        "registry",
    )
    assert request.shown == "Jl. Sangir Gang 3 No. 14"
    entry = LedgerEntry.objects.order_by("-id").first()
    assert (entry.act, entry.facts, entry.subjects) == (
        "correction.request",
        ["person.address"],
        [town.sari.pk],
    )
    assert "Sangir" not in str(entry.detail)


def test_two_taps_are_one_report(town, bu_sari, evidence):
    assert report(town, bu_sari, evidence).pk == report(town, bu_sari, evidence).pk


def test_the_owner_answers_and_his_name_is_copied(town, bu_sari, evidence, owner, pak_budi):
    request = report(town, bu_sari, evidence)
    with pytest.raises(Forbidden):
        answer_correction(by=pak_budi, request=request, accepted=True, answer="")
    with pytest.raises(BadValue):
        answer_correction(by=owner, request=request, accepted=False, answer=" ")
    done = answer_correction(by=owner, request=request, accepted=True, answer="Sudah diperbaiki di SIAK")
    assert (done.state, done.answered_by, done.answered_post) == ("accepted", "Wati", "Kepala Bidang Dafduk")
    with pytest.raises(CorrectionClosed):
        answer_correction(by=owner, request=request, accepted=True, answer="lagi")


def test_only_about_oneself_or_ones_family(town, bu_sari, evidence):
    with pytest.raises(ReadRefused):
        request_correction(by=bu_sari, path="person.address", says="x", subject_id=town.joko.pk)
    with pytest.raises(ReadRefused):
        request_correction(by=Actor.public(), path="person.address", says="x", subject_id=town.sari.pk)


@pytest.mark.parametrize("says", ["", "   ", "x" * 1001])
def test_empty_and_endless_texts_are_refused(town, bu_sari, evidence, says):
    with pytest.raises(BadValue):
        report(town, bu_sari, evidence, says)


def test_a_judgement_is_no_register_entry(town, bu_sari):
    with pytest.raises(NotNeeded):
        request_correction(by=bu_sari, path="person.lives_here", says="x", subject_id=town.sari.pk)


def test_may_be_withdrawn_by_who_wrote_it_only(town, bu_sari, evidence, pak_budi):
    request = report(town, bu_sari, evidence)
    with pytest.raises(ReadRefused):
        withdraw_correction(by=pak_budi, request=request)
    assert withdraw_correction(by=bu_sari, request=request).state == "withdrawn"


def test_the_owners_inbox_holds_what_is_open(town, bu_sari, evidence, owner):
    request = report(town, bu_sari, evidence)
    with writing():
        assert [r.pk for r in CorrectionRequest.objects.open().for_offices(owner.offices)] == [request.pk]
        assert not CorrectionRequest.objects.open().for_offices(frozenset({"kel_mintaragen"}))


def test_nothing_is_kept_when_the_ledger_fails(town, bu_sari, evidence, monkeypatch):
    def broken(**_):
        raise RuntimeError("no ledger")

    monkeypatch.setattr("sebayu.core.exchange.actions.corrections.record", broken)
    with pytest.raises(RuntimeError):
        report(town, bu_sari, evidence)
    assert not CorrectionRequest.objects.exists()
