"""Stages and gates, homework with its history, readiness over time; the coordinator's OPD, the secretariat, strangers."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sebayu.core.documents.models import Document
from sebayu.core.identity.errors import NotAllowed
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.bimtek import actions, gates, readiness
from sebayu.programmes.movement.bimtek.enums import HomeworkState, Verdict
from sebayu.programmes.movement.bimtek.errors import (
    AlreadyAccepted,
    AlreadyPassed,
    BadFile,
    BadScore,
    GateComputed,
    GatesClosed,
    NoReason,
    NothingToReview,
    NotYourHomework,
    NotYourOwn,
    StageBefore,
)
from sebayu.programmes.movement.bimtek.loading import load
from sebayu.programmes.movement.bimtek.models import (
    FileBytes,
    Gate,
    Homework,
    ReadinessItem,
    ReadinessScore,
    Stage,
    Submission,
)
from sebayu.programmes.movement.bimtek.tests.conftest import PDF, SYSTEM
from sebayu.programmes.movement.structure import actions as structure
from sebayu.programmes.movement.structure import current
from sebayu.programmes.movement.structure.models import Agreement, Member

SARI = Actor(kind="citizen", name="Sari Wulandari", roles=frozenset({"citizen"}))


def test_how_many_stages_there_are_is_data(stages, planner):
    assert [s.title for s in stages] == ["Bimtek I", "Bimtek II", "Bimtek III", "Bimtek IV"]
    assert Homework.objects.count() == 12  # two tasks for six dimensions
    assert ReadinessItem.objects.count() == 9
    before = [m.objects.count() for m in (Stage, Gate, Homework, ReadinessItem)]
    load(by=SYSTEM)
    assert [m.objects.count() for m in (Stage, Gate, Homework, ReadinessItem)] == before


def test_computed_gates_open_with_the_data_and_cannot_be_filled_in(stages, planner):
    first = stages[0]
    assert [s.is_open for s in gates.standings(first)] == [True, True, True]
    gate = first.gates.get(check_key="coordinators")
    with pytest.raises(GateComputed):
        actions.state_gate(by=planner, gate=gate, evidence="percayalah")
    seat = Member.objects.get(position="coordinator", dimension__key="smart_living")
    structure.end_member(by=planner, member=seat, on=dt.date.today() - dt.timedelta(days=1), reason="uji")
    finding = gates.find(gate)
    assert not finding.is_open
    assert "5 dari 6" in finding.said
    assert "Smart Living" in finding.said
    with pytest.raises(IntegrityError), transaction.atomic():
        Gate.objects.filter(pk=gate.pk).update(evidence="lewat belakang")


def test_unknown_check_stays_closed(stages):
    gate = Gate.objects.create(stage=stages[0], title="Salah ketik", check_key="tidak_ada")
    assert not gates.find(gate).is_open


def test_every_check_of_the_packs_is_known(stages):
    assert set(Gate.objects.exclude(check_key="").values_list("check_key", flat=True)) <= set(gates.CHECKS)


def test_stage_is_passed_in_order_and_only_through_open_gates(stages, planner, dishub):
    first, second = stages[:2]
    with pytest.raises(NotAllowed):
        actions.pass_stage(by=dishub, stage=first)
    with pytest.raises(StageBefore):
        actions.pass_stage(by=planner, stage=second)
    actions.pass_stage(by=planner, stage=first)
    with pytest.raises(AlreadyPassed):
        actions.pass_stage(by=planner, stage=first)
    with pytest.raises(GatesClosed) as why:
        actions.pass_stage(by=planner, stage=second)
    assert "kesiapan" in str(why.value)
    for gate in second.gates.all():
        with pytest.raises(NoReason):
            actions.waive_gate(by=planner, gate=gate, reason=" ")
        actions.waive_gate(by=planner, gate=gate, reason="Disepakati tim ahli")
    assert actions.pass_stage(by=planner, stage=second).passed_on == dt.date.today()


def test_gate_that_cannot_be_computed_takes_evidence(stages, planner):
    gate = stages[3].gates.get(check_key="")
    assert not gates.find(gate).is_open
    actions.state_gate(by=planner, gate=gate, evidence="Dokumen ditandatangani", upload=("ba.pdf", PDF))
    gate.refresh_from_db()
    assert gates.find(gate).is_open
    assert gate.stated_by == planner.name
    with pytest.raises(BadFile):
        actions.state_gate(by=planner, gate=gate, evidence="x", upload=("ba.exe", b"MZ"))


def test_homework_goes_out_and_back_and_every_file_stays(living, dishub, planner, assessor):
    first = actions.submit(by=dishub, homework=living, name="kerangka.pdf", content=PDF)
    with pytest.raises(NoReason):
        actions.review(by=assessor, homework=living, verdict=Verdict.RETURNED)
    actions.review(by=assessor, homework=living, verdict=Verdict.RETURNED, reason="Sasaran belum terukur")
    with pytest.raises(NothingToReview):
        actions.review(by=assessor, homework=living, verdict=Verdict.ACCEPTED)
    actions.submit(by=dishub, homework=living, name="kerangka.pdf", content=PDF + b"\n% 2")
    actions.review(by=planner, homework=living, verdict=Verdict.ACCEPTED)
    living.refresh_from_db()
    assert living.state == HomeworkState.ACCEPTED
    assert [s.verdict for s in living.submissions.order_by("number")] == ["returned", "accepted"]
    assert bytes(FileBytes.objects.get(file=first.file).content) == PDF
    with pytest.raises(AlreadyAccepted):
        actions.submit(by=dishub, homework=living, name="lagi.pdf", content=PDF)


def test_only_the_coordinators_office_and_the_secretariat_hand_in(living, dlh, planner, assessor):
    for stranger, error in ((dlh, NotYourHomework), (assessor, NotYourHomework), (SARI, NotAllowed)):
        with pytest.raises(error):
            actions.submit(by=stranger, homework=living, name="a.pdf", content=PDF)
    assert not Submission.objects.exists()
    actions.submit(by=planner, homework=living, name="a.pdf", content=PDF)
    with pytest.raises(NotYourOwn):
        actions.review(by=planner, homework=living, verdict=Verdict.ACCEPTED)
    with pytest.raises(NotAllowed):
        actions.review(by=dlh, homework=living, verdict=Verdict.ACCEPTED)


def test_merged_offices_people_hand_in_for_what_was_its_business(living, dlh, planner):
    structure.change_office(
        by=planner, old_key="opd_dishub", new_key="opd_dlh", on=dt.date.today(), basis="Perda (contoh)"
    )
    assert actions.submit(by=dlh, homework=living, name="a.pdf", content=PDF).number == 1


def test_taxonomy_changed_midway_leaves_given_homework_alone(stages, planner):
    from sebayu.programmes.movement.structure.models import Dimension, Taxonomy

    new = Taxonomy.objects.create(key="baru", version="1", title="Baru", source="uji")
    Dimension.objects.create(taxonomy=new, key="smart_mobility", title="Smart Mobility")
    structure.adopt_taxonomy(by=planner, taxonomy=new, on=dt.date.today(), basis="uji")
    given = actions.give_homework(by=planner, stage=stages[2], title="Tugas tambahan")
    assert [h.dimension.key for h in given] == ["smart_mobility"]
    assert Homework.objects.filter(dimension__key="smart_living").count() == 2


def test_readiness_is_scored_with_evidence_and_never_edited(stages, planner, assessor, dishub):
    edition, item = current.edition(), ReadinessItem.objects.get(key="budget")
    common = {"edition": edition, "item": item}
    for wrong in (
        {"score": 0, "evidence": "x"},
        {"score": 6, "evidence": "x"},
        {"score": 3, "evidence": " "},
    ):
        with pytest.raises(BadScore):
            actions.score(by=planner, **common, **wrong)
    with pytest.raises(NotAllowed):
        actions.score(by=dishub, **common, score=3, evidence="x")
    day = dt.date.today()
    actions.score(by=planner, **common, score=4, evidence="DPA 2026", scored_on=day)
    actions.score(by=assessor, **common, score=2, evidence="RKPD 2025", scored_on=day - dt.timedelta(days=90))
    line = next(ln for b in readiness.blocks(edition) for ln in b.lines if ln.item == item)
    assert (line.latest.score, line.change) == (4, 2)  # by the day it speaks of, not by the day it was typed
    before = next(
        ln for b in readiness.blocks(edition, day - dt.timedelta(days=1)) for ln in b.lines if ln.item == item
    )
    assert before.latest.score == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadinessScore.objects.filter(item=item).update(score=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadinessScore.objects.filter(item=item).delete()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scores=st.dictionaries(st.integers(0, 8), st.integers(1, 5)))
def test_mean_of_a_group_is_over_what_was_scored(stages, scores):
    items = list(ReadinessItem.objects.order_by("order"))
    with transaction.atomic():
        sid = transaction.savepoint()
        for n, value in scores.items():
            actions.score(by=SYSTEM, edition=current.edition(), item=items[n], score=value, evidence="uji")
        blocks = readiness.blocks(current.edition())
        missing = readiness.unscored(current.edition())
        transaction.savepoint_rollback(sid)
    assert len(missing) == 9 - len(scores)
    for block in blocks:
        mine = [scores[n] for n, i in enumerate(items) if i.group == block.group and n in scores]
        assert block.mean == (pytest.approx(sum(mine) / len(mine)) if mine else None)


def test_readiness_gate_names_what_is_missing(stages, planner):
    gate = stages[1].gates.get(check_key="readiness")
    items = list(ReadinessItem.objects.all())
    for item in items[:-1]:
        actions.score(by=planner, edition=current.edition(), item=item, score=3, evidence="uji")
    assert "8 dari 9" in gates.find(gate).said
    actions.score(by=planner, edition=current.edition(), item=items[-1], score=3, evidence="uji")
    assert gates.find(gate).is_open


def test_region_with_nothing_filled_in(db):
    load(by=SYSTEM)
    assert not Stage.objects.exists()
    assert ReadinessItem.objects.count() == 9
    assert readiness.blocks(None)[0].mean is None


def test_agreement_gate_waits_for_the_agreement(stages):
    Agreement.objects.all().delete()
    assert not gates.find(stages[0].gates.get(check_key="agreement")).is_open


def test_commitment_gate_reads_the_paper_itself(stages):
    """Neither a tick nor a sentence: the signed Komitmen Bersama of this house."""
    gate = stages[3].gates.get(check_key="commitment_signed")
    assert not gates.find(gate).is_open
    Document.objects.create(letter_key="komitmen_bersama", title="Komitmen Bersama", office_key="kota_tegal")
    assert not gates.find(gate).is_open  # a draft is no promise
    with connection.cursor() as cursor:  # as the signing port leaves it, without its many steps
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "UPDATE documents_document SET state = 'signed', number = '1/2026', issued_at = now(), signed_at = now(),"
            " verified_at = now(), unsigned_sha256 = %s, sha256 = %s, signer_name = 'Wali Kota'",
            ["a" * 64, "b" * 64],
        )
        cursor.execute("SET session_replication_role = origin")
    finding = gates.find(gate)
    assert finding.is_open
    assert finding.said == "1/2026"
