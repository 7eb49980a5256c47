"""Progress of initiatives, derived and never typed: from indicators and from milestones with evidence, with the arithmetic to show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.areas.models import Area
from sebayu.core.indicators import catalogue, words
from sebayu.core.indicators.reading import Reading
from sebayu.programmes.movement.evidence import arithmetic, conf, numbers, worth
from sebayu.programmes.movement.evidence.arithmetic import Part
from sebayu.programmes.movement.evidence.enums import TONES, PartKind, ProgressState
from sebayu.programmes.movement.evidence.numbers import Hidden, Readings
from sebayu.programmes.movement.evidence.worth import Worth
from sebayu.programmes.movement.plan import owners
from sebayu.programmes.movement.plan.enums import Horizon
from sebayu.programmes.movement.plan.models import Initiative, Milestone, Proof
from sebayu.web.formats import day as day_text

BY = ("dimension", "office", "horizon", "area")


@dataclass(frozen=True, slots=True)
class Progress:
    """`share` None: nothing was named that could prove it, or a number that proves it is hidden from whoever asks.

    `late` counts milestones past due without evidence.
    """

    share: float | None
    state: ProgressState
    parts: tuple[Part, ...] = ()
    arithmetic: str = ""
    late: int = 0

    @property
    def text(self) -> str:
        return arithmetic.percent(self.share)

    @property
    def hundredths(self) -> int:
        """For a progress bar."""
        return int((self.share or 0) * 100)

    @property
    def is_hidden(self) -> bool:
        return self.state == ProgressState.HIDDEN

    @property
    def badge(self) -> tuple[str, str]:
        return TONES[self.state], str(self.state.label)


NOTHING = Progress(None, ProgressState.UNPROVEN)


@dataclass(frozen=True, slots=True)
class Roll:
    """One group of a roll-up: the plain mean of its initiatives, those without proof as nought.

    Those with a hidden number are left out of every mean, and counted as `hidden`: what is left are shares that stand on the same pages, so
    no difference of two means tells more than they do.
    """

    key: str
    title: str
    share: float | None
    count: int
    unproven: int
    late: int
    arithmetic: str
    hidden: int = 0
    members: tuple[UUID, ...] = field(default=())

    @property
    def text(self) -> str:
        return arithmetic.percent(self.share)

    @property
    def hundredths(self) -> int:
        return int((self.share or 0) * 100)


def of(
    initiative: Initiative, on: dt.date | None = None, *, read: numbers.Source = numbers.computed
) -> Progress:
    return many([initiative], on, read=read)[initiative.id]


def many(
    initiatives: Iterable[Initiative], on: dt.date | None = None, *, read: numbers.Source = numbers.computed
) -> dict[UUID, Progress]:
    """Progress of all of these; the number of queries does not grow with them, only with the scopes indicators are read in.

    `read=numbers.published` for everybody: the same arithmetic, with nothing in it but what is public.
    """
    rows = list(initiatives)
    on, fading = on or timezone.localdate(), conf.fading()
    ids = [row.id for row in rows]
    proofs = list(Proof.objects.filter(initiative__in=ids).order_by("indicator_key", "scope", "id"))
    milestones = list(Milestone.objects.filter(initiative__in=ids).order_by("due_on", "title", "id"))
    readings = read(proofs, on)
    worths = worth.of(milestones, on=on, fading=fading)
    found: dict[UUID, tuple[list[Proof], list[Milestone]]] = {pk: ([], []) for pk in ids}
    for proof in proofs:
        found[proof.initiative_id][0].append(proof)
    for milestone in milestones:
        found[milestone.initiative_id][1].append(milestone)
    return {row.id: _progress(row, *found[row.id], readings, worths, on) for row in rows}


def _progress(
    row: Initiative,
    proofs: Sequence[Proof],
    milestones: Sequence[Milestone],
    readings: Readings,
    worths: Mapping[UUID, list[Worth]],
    on: dt.date,
) -> Progress:
    weights = arithmetic.normalised([one.weight for one in [*proofs, *milestones]])
    if not weights:
        return NOTHING
    own, rest = weights[: len(proofs)], weights[len(proofs) :]
    parts = [
        _of_proof(p, w, readings.get((p.indicator_key, p.scope)), on)
        for p, w in zip(proofs, own, strict=True)
    ]
    parts += [
        _of_milestone(m, w, worths.get(m.lineage, []), on) for m, w in zip(milestones, rest, strict=True)
    ]
    share = arithmetic.combine(parts)
    late = sum(part.is_late for part in parts)
    state = _state(row, share, parts, late, on)
    return Progress(share, state, tuple(parts), arithmetic.sentence(share, parts), late)


def _state(
    row: Initiative, share: float | None, parts: Sequence[Part], late: int, on: dt.date
) -> ProgressState:
    if any(part.is_hidden for part in parts):
        return ProgressState.HIDDEN
    if share is None or all(part.share is None for part in parts):
        return ProgressState.UNPROVEN
    if share >= 1:
        return ProgressState.REACHED
    if late or share < arithmetic.elapsed(row.starts_on, row.ends_on, on) - arithmetic.SLACK:
        return ProgressState.BEHIND
    return ProgressState.ON_PATH


def _of_proof(proof: Proof, weight: float, read: Reading | Hidden | None, on: dt.date) -> Part:
    def part(share: float | None, why: str, **more: Any) -> Part:
        ref = f"{proof.indicator_key}@{proof.scope}"
        return Part(PartKind.PROOF, title, share, weight, why, ref, **more)

    try:
        declared = catalogue.get(proof.indicator_key)
    except catalogue.UnknownIndicator:
        title = proof.indicator_key
        return part(None, _("indikator ini tidak aktif"))
    title = str(declared.title)
    if isinstance(read, Hidden):
        return part(None, read.why, is_hidden=True)
    if read is not None and read.is_faded:
        return part(None, _("angkanya terlalu lama, perlu pernyataan baru"))
    value = None if read is None else read.measured if read.measured is not None else read.value
    if read is None or value is None:
        return part(None, _("belum ada angka"))
    baseline, target = _number(proof.baseline, read.baseline), _number(proof.target, read.target)
    if target is None:
        return part(None, _("target belum ditetapkan"), value=read.text)
    if baseline is None:
        baseline = 0.0
    share = arithmetic.way(value, baseline, target, declared.direction)
    aim = _("dari %(a)s menuju %(b)s") % {"a": plain(baseline), "b": plain(target)}
    if arithmetic.is_met(baseline, target, declared.direction):
        return part(
            share,
            _("target sudah tercapai sejak awal: yang dinilai hanya apakah tetap tercapai"),
            value=read.text,
            aim=aim,
        )
    return part(share, read.why_text or _period(read, on), value=read.text, aim=aim)


def _period(read: Reading, on: dt.date) -> str:
    """Of when the number is, where its time is over."""
    if read.period_start is None or read.period_end is None or read.period_end >= on:
        return ""
    return _("angka %(p)s") % {"p": words.period(read.frequency, read.period_start)}


def _number(own: object, declared: float | None) -> float | None:
    return float(own) if own is not None else declared  # type: ignore[arg-type]


def plain(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))


def _of_milestone(row: Milestone, weight: float, worths: Sequence[Worth], on: dt.date) -> Part:
    best = worths[0] if worths else None
    past = row.due_on < on
    due = _("batas %(d)s") % {"d": day_text(row.due_on)}
    if best is not None and best.share > 0:
        return Part(PartKind.MILESTONE, row.title, best.share, weight, best.why, str(row.lineage), aim=due)
    why = best.why if best else _("lewat batas tanpa bukti") if past else _("belum ada bukti")
    return Part(PartKind.MILESTONE, row.title, None, weight, why, str(row.lineage), is_late=past, aim=due)


def roll_up(
    by: str,
    on: dt.date | None = None,
    *,
    initiatives: Iterable[Initiative] | None = None,
    progress: Mapping[UUID, Progress] | None = None,
) -> list[Roll]:
    """Means by dimension, office, horizon or area; of the edition in force unless told otherwise. Bounded queries."""
    if by not in BY:
        raise ValueError(f"roll up by one of {BY}")
    on = on or timezone.localdate()
    found = initiatives if initiatives is not None else Initiative.objects.in_force(on)
    rows = list(found.select_related("dimension") if hasattr(found, "select_related") else found)
    shares = progress if progress is not None else many(rows, on)
    groups: dict[tuple, list[Initiative]] = {}
    for row, key in zip(rows, _keys(by, rows, on), strict=True):
        groups.setdefault(key, []).append(row)
    return [
        _roll(key, members, shares) for key, members in sorted(groups.items(), key=lambda item: item[0][:2])
    ]


def whole(rows: Sequence[Initiative], shares: Mapping[UUID, Progress]) -> Roll:
    """The whole list as one number."""
    return _roll((0, "all", _("Semua inisiatif")), rows, shares)


def _roll(key: tuple, members: Sequence[Initiative], shares: Mapping[UUID, Progress]) -> Roll:
    found = [shares[row.id] for row in sorted(members, key=lambda row: (row.code, str(row.id)))]
    values = [one.share for one in found if not one.is_hidden]
    return Roll(
        key=key[1],
        title=key[2],
        share=arithmetic.mean(values),
        count=len(found),
        unproven=sum(one.state == ProgressState.UNPROVEN for one in found),
        late=sum(one.late for one in found),
        arithmetic=arithmetic.mean_sentence(values),
        hidden=len(found) - len(values),
        members=tuple(row.id for row in members),
    )


def _keys(by: str, rows: Sequence[Initiative], on: dt.date) -> list[tuple]:
    """(order, key, title) of the group of each row."""
    if by == "dimension":
        return [(row.dimension.order, row.dimension.key, row.dimension.title) for row in rows]
    if by == "horizon":
        order = {h: n for n, h in enumerate(Horizon)}
        return [(order[Horizon(row.horizon)], row.horizon, str(Horizon(row.horizon).label)) for row in rows]
    if by == "office":
        who = owners.many(rows, on)
        held = [who.get(row.id, owners.NOBODY) for row in rows]
        return [(0 if o else 1, o.office_key, o.name or _("Belum ada pemilik")) for o in held]
    codes = {row.area_code for row in rows if row.area_code}
    names = {area.code: area.name for area in Area.objects.filter(code__in=codes)} if codes else {}
    return [
        (1, row.area_code, names.get(row.area_code, row.area_code))
        if row.area_code
        else (0, "", _("Seluruh wilayah"))
        for row in rows
    ]
