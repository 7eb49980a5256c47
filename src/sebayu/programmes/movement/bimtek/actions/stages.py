"""Stages planned and passed, gates stated or waived, readiness scored, notes of the experts."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.bimtek import gates
from sebayu.programmes.movement.bimtek.actions.keeping import keep
from sebayu.programmes.movement.bimtek.errors import (
    AlreadyPassed,
    BadScore,
    GateComputed,
    GatesClosed,
    NoReason,
    StageBefore,
)
from sebayu.programmes.movement.bimtek.models import ExpertNote, Gate, ReadinessItem, ReadinessScore, Stage
from sebayu.programmes.movement.structure.actions.noting import noted
from sebayu.programmes.movement.structure.errors import WrongDays
from sebayu.programmes.movement.structure.models import Dimension, Edition
from sebayu.programmes.movement.structure.perms import REVIEW, WRITE

Upload = tuple[str, bytes]


def plan_stage(
    *,
    by: Actor,
    stage: Stage,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
    place: str = "",
) -> Stage:
    """When and where a stage takes place."""
    with noted(by, "stage.plan", permission=WRITE, says={"a_stage_does_not_end": WrongDays()}) as detail:
        stage.starts_on, stage.ends_on, stage.place = starts_on, ends_on or starts_on, place
        stage.save(update_fields=["starts_on", "ends_on", "place"])
        detail |= {"stage": stage.key}
    return stage


def pass_stage(*, by: Actor, stage: Stage, on: dt.date | None = None) -> Stage:
    """All gates stand open or are waived, and the stage before is passed."""
    day = on or timezone.localdate()
    with noted(by, "stage.pass", permission=WRITE) as detail:
        stage = Stage.objects.select_for_update().get(pk=stage.pk)
        if stage.passed_on:
            raise AlreadyPassed
        before = Stage.objects.filter(edition=stage.edition, order__lt=stage.order, passed_on=None).first()
        if before is not None:
            raise StageBefore(stage=before.title)
        closed = [s.gate.title for s in gates.standings(stage, timezone.localdate()) if not s.is_open]
        if closed:
            raise GatesClosed(gates="; ".join(closed))
        stage.passed_on, stage.passed_by = day, by.name[:200]
        stage.save(update_fields=["passed_on", "passed_by"])
        detail |= {"stage": stage.key}
    return stage


def state_gate(*, by: Actor, gate: Gate, evidence: str, upload: Upload | None = None) -> Gate:
    """Evidence for a gate that cannot be computed; a computed one cannot be filled in."""
    with noted(by, "gate.state", permission=WRITE) as detail:
        gate = Gate.objects.select_for_update().get(pk=gate.pk)
        if gate.check_key:
            raise GateComputed
        if not evidence.strip():
            raise NoReason
        gate.evidence = evidence.strip()
        if upload:
            gate.file = keep(by=by, name=upload[0], content=upload[1])
        _stated(gate, by)
        detail |= {"gate": str(gate.pk)}
    return gate


def waive_gate(*, by: Actor, gate: Gate, reason: str) -> Gate:
    """Go on although it is closed; the page shows who let it pass and why."""
    with noted(by, "gate.waive", permission=WRITE) as detail:
        gate = Gate.objects.select_for_update().get(pk=gate.pk)
        if not reason.strip():
            raise NoReason
        gate.waived_because = reason.strip()
        _stated(gate, by)
        detail |= {"gate": str(gate.pk)}
    return gate


def _stated(gate: Gate, by: Actor) -> None:
    gate.stated_by, gate.stated_post, gate.stated_at = by.name[:200], by.post[:200], timezone.now()
    gate.save()


def score(
    *,
    by: Actor,
    edition: Edition,
    item: ReadinessItem,
    score: int,
    evidence: str,
    scored_on: dt.date | None = None,
    upload: Upload | None = None,
) -> ReadinessScore:
    """How ready the region is in one item on a day, 1 to 5, with evidence. Earlier scores stay."""
    with noted(by, "readiness.score", permission=REVIEW) as detail:
        if not 1 <= score <= 5 or not evidence.strip():
            raise BadScore
        made = ReadinessScore.objects.create(
            edition=edition,
            item=item,
            score=score,
            evidence=evidence.strip(),
            scored_on=scored_on or timezone.localdate(),
            file=keep(by=by, name=upload[0], content=upload[1]) if upload else None,
            by_name=by.name[:200],
            by_post=by.post[:200],
        )
        detail |= {"item": item.key, "score": score}
    return made


def note(
    *,
    by: Actor,
    stage: Stage,
    text: str,
    author: str = "",
    organisation: str = "",
    dimension: Dimension | None = None,
) -> ExpertNote:
    """What an expert said; written by the expert, or by the secretariat in the expert's name."""
    with noted(by, "note.write", permission=REVIEW) as detail:
        made = ExpertNote.objects.create(
            stage=stage,
            dimension=dimension,
            text=text.strip(),
            author=(author or by.name).strip()[:160],
            organisation=(organisation or by.office).strip()[:200],
            account_id=by.account_id,
        )
        detail |= {"stage": stage.key}
    return made
