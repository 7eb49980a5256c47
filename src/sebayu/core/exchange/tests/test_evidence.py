"""What people add to evidence, and that nobody changes it once it is frozen."""

import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from sebayu.core.exchange.actions import add_answer, add_attestation, add_manual, attach_case, freeze, reopen
from sebayu.core.exchange.errors import BadValue, EvidenceFrozen, NotNeeded, ReadRefused
from sebayu.core.exchange.gathering import gather
from sebayu.core.exchange.models import Evidence
from sebayu.core.exchange.tests.conftest import PURPOSE, a_service, an_ask, an_attest
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db
SERVICE = a_service(
    needs=("person.name", "person.hamlet", "person.lives_here", "person.education"),
    asks={"purpose": an_ask()},
    steps=(an_attest("person.lives_here"),),
)


@pytest.fixture
def evidence(town, bu_sari) -> Evidence:
    return gather(service=SERVICE, roles={"person": town.ref}, by=bu_sari, purpose=PURPOSE)


@pytest.fixture
def pak_darmo() -> Actor:
    return Actor(kind="officer", name="Darmo", post="Ketua RT 004 RW 005", roles=frozenset({"rt"}))


def stored(evidence: Evidence) -> Evidence:
    with writing():
        return Evidence.objects.get(pk=evidence.pk)


def test_officer_records_what_was_seen_in_a_portal_and_when(evidence, pak_budi):
    add_manual(
        by=pak_budi, evidence=evidence, path="person.hamlet", value="Krajan", seen_in="Portal Dukcapil"
    )
    item = stored(evidence).items["person.hamlet"]
    assert (item.value, item.source, item.mode, item.status) == ("Krajan", "manual", "manual", "known")
    assert "Budi Prasetya, Petugas Kelurahan Mintaragen" in item.by
    assert "Portal Dukcapil" in item.by
    assert item.as_of


def test_rt_vouches_or_does_not_know(evidence, pak_darmo):
    add_attestation(by=pak_darmo, evidence=evidence, path="person.lives_here", value=None)
    item = stored(evidence).items["person.lives_here"]
    assert (item.status, item.next, item.value) == ("missing", "manual", None)
    add_attestation(
        by=pak_darmo, evidence=evidence, path="person.lives_here", value=False, note="Pindah bulan lalu"
    )
    item = stored(evidence).items["person.lives_here"]
    assert (item.value, item.mode) == (False, "attest")
    assert "person.lives_here" not in stored(evidence).missing()
    assert "Darmo, Ketua RT 004 RW 005" in item.by


def test_rt_opens_no_register_and_looks_nothing_up(evidence, town, pak_darmo):
    with pytest.raises(ReadRefused):
        add_manual(by=pak_darmo, evidence=evidence, path="person.hamlet", value="Krajan", seen_in="ingatan")
    with pytest.raises(ReadRefused):
        gather(service=SERVICE, roles={"person": town.ref}, by=pak_darmo, purpose=PURPOSE)


def test_a_citizen_cannot_vouch_for_herself(evidence, bu_sari):
    with pytest.raises(ReadRefused):
        add_attestation(by=bu_sari, evidence=evidence, path="person.lives_here", value=True)
    with pytest.raises(ReadRefused):
        add_manual(by=bu_sari, evidence=evidence, path="person.hamlet", value="Krajan", seen_in="KTP")


@pytest.mark.parametrize(
    ("path", "value", "error"),
    [
        ("person.religion", "islam", NotNeeded),  # the service does not need it: it may not be collected
        ("person.name", "", BadValue),
        ("person.name", 5, BadValue),
        ("person.name", "x" * 5000, BadValue),
        ("person.education", "sihir", BadValue),
        ("answers.purpose", "x", NotNeeded),
    ],
)
def test_bad_or_needless_values_are_refused_and_nothing_changes(evidence, pak_budi, path, value, error):
    before = stored(evidence).contents
    with pytest.raises(error):
        add_manual(by=pak_budi, evidence=evidence, path=path, value=value, seen_in="Portal")
    assert stored(evidence).contents == before


def test_earlier_values_stay_beside_the_new_one(evidence, pak_budi):
    add_manual(
        by=pak_budi, evidence=evidence, path="person.name", value="Sari Wulandari, S.Pd.", seen_in="Portal"
    )
    item = stored(evidence).items["person.name"]
    assert [(o.source, o.value) for o in item.others] == [("registry", "Sari Wulandari")]


def test_the_given_evidence_is_brought_up_to_date(evidence, pak_budi, pak_darmo):
    other = stored(evidence)
    add_manual(by=pak_budi, evidence=other, path="person.hamlet", value="Krajan", seen_in="Portal")
    add_attestation(by=pak_darmo, evidence=evidence, path="person.lives_here", value=True)
    assert evidence.facts()["person.hamlet"] == "Krajan"
    assert evidence.facts()["person.lives_here"] is True


def test_every_act_is_in_the_ledger_with_its_case(evidence, pak_budi, bu_sari):
    import uuid

    case_id = uuid.uuid4()
    attach_case(by=bu_sari, evidence=evidence, case_id=case_id)
    add_answer(by=bu_sari, evidence=evidence, key="purpose", value="Sekolah")
    freeze(by=pak_budi, evidence=evidence)
    entries = list(LedgerEntry.objects.order_by("id"))
    assert [e.act for e in entries] == ["read", "evidence.attach", "evidence.answer", "evidence.freeze"]
    assert {e.case_id for e in entries[1:]} == {case_id}
    assert "Sekolah" not in str([e.detail for e in entries])


@pytest.mark.parametrize("act", ["answer", "manual", "freeze"])
def test_nothing_is_written_when_the_ledger_fails(evidence, pak_budi, monkeypatch, act):
    def broken(**_):
        raise RuntimeError("no ledger")

    before = stored(evidence).contents
    monkeypatch.setattr("sebayu.core.exchange.actions.evidence.record", broken)
    acts = {
        "answer": lambda: add_answer(by=pak_budi, evidence=evidence, key="purpose", value="x"),
        "manual": lambda: add_manual(
            by=pak_budi, evidence=evidence, path="person.hamlet", value="x", seen_in="y"
        ),
        "freeze": lambda: freeze(by=pak_budi, evidence=evidence),
    }
    with pytest.raises(RuntimeError):
        acts[act]()
    fresh = stored(evidence)
    assert (fresh.contents, fresh.frozen_at) == (before, None)


def test_frozen_evidence_is_closed_for_actions_and_for_the_database(evidence, pak_budi):
    freeze(by=pak_budi, evidence=evidence)
    assert stored(evidence).is_intact
    with pytest.raises(EvidenceFrozen):
        add_manual(by=pak_budi, evidence=evidence, path="person.hamlet", value="x", seen_in="y")
    for sql in ("UPDATE exchange_evidence SET contents = '{}'", "DELETE FROM exchange_evidence"):
        with (
            pytest.raises(DatabaseError, match="frozen"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def test_a_reopened_case_gets_a_copy_that_follows_the_frozen_one(evidence, pak_budi):
    freeze(by=pak_budi, evidence=evidence)
    copy = reopen(by=pak_budi, evidence=evidence)
    assert copy.follows_id == evidence.pk
    assert (copy.frozen_at, copy.digest) == (None, "")
    add_manual(by=pak_budi, evidence=copy, path="person.hamlet", value="Krajan", seen_in="Portal")
    assert "person.hamlet" not in stored(evidence).facts()
    assert stored(copy).facts()["person.hamlet"] == "Krajan"


def test_gathering_again_keeps_what_people_said(evidence, town, pak_budi, bu_sari, pak_darmo):
    add_manual(by=pak_budi, evidence=evidence, path="person.hamlet", value="Krajan", seen_in="Portal")
    add_attestation(by=pak_darmo, evidence=evidence, path="person.lives_here", value=True)
    again = gather(service=SERVICE, roles={"person": town.ref}, by=bu_sari, purpose=PURPOSE, keep=evidence)
    facts = again.facts()
    assert (facts["person.hamlet"], facts["person.lives_here"]) == ("Krajan", True)
    assert again.items["person.name"].source == "registry"


def test_what_led_to_no_case_is_thrown_away(evidence, town, bu_sari, pak_budi):
    import datetime as dt
    import uuid

    from sebayu.core.exchange.actions import discard_unused
    from sebayu.core.ledger import Actor as Somebody

    used, frozen = (
        gather(service=SERVICE, roles={"person": town.ref}, by=bu_sari, purpose=PURPOSE) for _ in range(2)
    )
    attach_case(by=bu_sari, evidence=used, case_id=uuid.uuid4())
    freeze(by=pak_budi, evidence=frozen)
    assert discard_unused(by=Somebody.system("uji")) == 0
    assert discard_unused(by=Somebody.system("uji"), older_than=dt.timedelta(0)) == 1
    with writing():
        assert set(Evidence.objects.values_list("pk", flat=True)) == {used.pk, frozen.pk}


@pytest.mark.django_db(transaction=True)
def test_two_people_adding_at_once_both_stay(town, bu_sari, pak_budi, pak_darmo):
    evidence = gather(service=SERVICE, roles={"person": town.ref}, by=bu_sari, purpose=PURPOSE)
    start = threading.Barrier(2)
    acts = [
        lambda e: add_manual(by=pak_budi, evidence=e, path="person.hamlet", value="Krajan", seen_in="Portal"),
        lambda e: add_attestation(by=pak_darmo, evidence=e, path="person.lives_here", value=True),
    ]

    def run(act):
        try:
            mine = stored(evidence)
            start.wait(5)
            act(mine)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    facts = stored(evidence).facts()
    assert (facts.get("person.hamlet"), facts.get("person.lives_here")) == ("Krajan", True)


@pytest.mark.django_db(transaction=True)
def test_two_gatherings_at_once_for_one_case_are_two_complete_evidences_with_an_entry_each(town, bu_sari):
    start, made = threading.Barrier(2), []

    def run():
        try:
            start.wait(5)
            made.append(gather(service=a_service(), roles={"person": town.ref}, by=bu_sari, purpose=PURPOSE))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len({e.pk for e in made}) == 2
    assert all(e.complete for e in made)
    entries = LedgerEntry.objects.filter(act="read")
    assert {e.detail["evidence"] for e in entries} == {str(e.pk) for e in made}
