"""Weighing promises: the numbers of each at the signature, now and on its due day, and what they make of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.indicators import catalogue, reading, words
from sebayu.core.indicators.declare import Frequency, Total
from sebayu.core.indicators.public import shelf
from sebayu.core.indicators.reading import Reading
from sebayu.programmes.movement.commitments import judging
from sebayu.programmes.movement.commitments.enums import PROMISE_TONES, PromiseState
from sebayu.programmes.movement.commitments.judging import Judgement, Measured
from sebayu.programmes.movement.commitments.models import Commitment, Seat, Undertaking
from sebayu.programmes.movement.evidence import numbers
from sebayu.programmes.movement.evidence import progress as plan_progress
from sebayu.programmes.movement.evidence.enums import ProgressState
from sebayu.programmes.movement.evidence.numbers import Hidden
from sebayu.programmes.movement.evidence.progress import Progress
from sebayu.programmes.movement.plan.models import Initiative
from sebayu.web.formats import day as day_text


@dataclass(frozen=True, slots=True)
class Promise:
    """One undertaking with its state on a day, and what the state was made of."""

    undertaking: Undertaking
    judgement: Judgement
    reading: Reading | None = None
    progress: Progress | None = None
    initiative: Initiative | None = None
    why: str = ""

    @property
    def state(self) -> PromiseState:
        return self.judgement.state

    @property
    def seat(self) -> Seat:
        return self.undertaking.seat

    @property
    def commitment(self) -> Commitment:
        return self.undertaking.seat.commitment

    @property
    def due_on(self) -> dt.date:
        return self.undertaking.due_on

    @property
    def is_late(self) -> bool:
        return self.state in {PromiseState.LATE, PromiseState.BROKEN}

    @property
    def label(self) -> str:
        if self.judgement.kept_late:
            return _("Ditepati, lewat tenggat")
        return str(self.state.label)

    @property
    def tone(self) -> tuple[str, str]:
        return PROMISE_TONES[self.state]

    @property
    def text(self) -> str:
        """The number now: 62 %."""
        if self.reading is not None:
            return self.reading.text
        silent = {ProgressState.UNPROVEN, ProgressState.HIDDEN}
        return self.progress.text if self.progress and self.progress.state not in silent else ""

    @property
    def target_text(self) -> str:
        target = self.undertaking.target
        return words.text(float(target), self.reading.unit) if target is not None and self.reading else ""

    @property
    def hundredths(self) -> int | None:
        return None if self.judgement.share is None else round(self.judgement.share * 100)


def many(
    undertakings: Iterable[Undertaking], on: dt.date | None = None, *, public: bool = False
) -> list[Promise]:
    """These promises as they stand: the queries grow with the days and scopes they are read at, not with their number.

    `public`: as everybody may read them, weighed by published numbers alone; of what rests on another nobody is told the state.
    """
    rows, day = list(undertakings), on or timezone.localdate()
    scopes = _scopes(rows, day)
    computed = _readings(rows, scopes, day)
    read: Read = computed
    if public:
        said = shelf.published()
        read = {key: numbers.as_published(found, said) for key, found in computed.items()}
    initiatives = _initiatives(rows, day)
    source = numbers.published if public else numbers.computed
    once = {i.id: i for i in initiatives.values()}.values()
    progress = plan_progress.many(once, day, read=source) if initiatives else {}
    known = Known(read, initiatives, progress, public)
    return [_promise(row, scopes[row.id], day, known) for row in rows]


def _scopes(rows: list[Undertaking], day: dt.date) -> dict[UUID, str]:
    """Where each promise is measured: an office with those it was merged from, by today or by its due day if that is past."""
    answering = numbers.Answering()
    return {row.id: answering.scope(row.scope, min(day, row.due_on)) for row in rows}


def signed_on(row: Undertaking) -> dt.date:
    at = row.seat.marked_at if row.seat.is_done else row.seat.commitment.issued_at
    return timezone.localtime(at).date() if at else timezone.localdate()


Read = Mapping[tuple[str, str, dt.date], Reading | Hidden]


def _readings(
    rows: list[Undertaking], scopes: Mapping[UUID, str], day: dt.date
) -> dict[tuple[str, str, dt.date], Reading]:
    known = {row.key for row in catalogue.all()}
    wanted: dict[tuple[str, dt.date], set[str]] = {}
    for row in rows:
        if row.indicator_key in known:
            for at in {day, min(day, row.due_on), signed_on(row)}:
                wanted.setdefault((scopes[row.id], at), set()).add(row.indicator_key)
    return {
        (key, scope, at): one
        for (scope, at), keys in wanted.items()
        for key, one in numbers.many(sorted(keys), scope=scope, at=at).items()
    }


def _initiatives(rows: list[Undertaking], day: dt.date) -> dict[UUID, Initiative]:
    """Each promised initiative as it stands in the edition in force, by the id on the promise."""
    named = {row.initiative_id: row.initiative for row in rows if row.initiative_id}
    if not named:
        return {}
    lineages = {i.lineage for i in named.values() if i}
    now = {i.lineage: i for i in Initiative.objects.in_force(day).filter(lineage__in=lineages)}
    return {pk: now.get(i.lineage, i) for pk, i in named.items() if i}


@dataclass(frozen=True, slots=True)
class Known:
    """What the promises of a page are weighed by."""

    read: Read
    initiatives: Mapping[UUID, Initiative]
    progress: Mapping[UUID, Progress]
    public: bool = False


def _promise(row: Undertaking, scope: str, day: dt.date, known: Known) -> Promise:
    judged: list[Judgement] = []
    now, why = None, ""
    if row.indicator_key:
        now, judgement, why = _by_indicator(row, scope, day, known)
        judged.append(judgement)
    initiative = known.initiatives.get(row.initiative_id) if row.initiative_id else None
    done = known.progress.get(initiative.id) if initiative else None
    if done is not None:
        judged.append(_by_plan(done, row, day))
        if done.state == ProgressState.UNPROVEN:
            why = why or _("belum ada bukti di rencana induk")
        if done.is_hidden:
            why = why or _("ada angkanya yang tidak atau belum diumumkan")
    if not judged:
        return Promise(row, Judgement(PromiseState.UNKNOWN), why=_("belum disebut apa yang membuktikannya"))
    worst = judged[0] if len(judged) == 1 else judging.worse(*judged)
    return Promise(row, worst, now, done, initiative, why)


def _by_plan(done: Progress, row: Undertaking, day: dt.date) -> Judgement:
    """Before its day a promise of which nothing is proven is not on its path: nobody knows."""
    share = None if done.state == ProgressState.UNPROVEN and day <= row.due_on else done.share
    behind = done.state == ProgressState.BEHIND
    return judging.of_progress(share, behind=behind, due_on=row.due_on, on=day)


def _by_indicator(
    row: Undertaking, scope: str, day: dt.date, known: Known
) -> tuple[Reading | None, Judgement, str]:
    now = known.read.get((row.indicator_key, scope, day))
    if now is None or row.target is None:
        return None, Judgement(PromiseState.UNKNOWN), _("indikator ini tidak aktif")
    if isinstance(now, Hidden):
        return None, Judgement(PromiseState.UNKNOWN), now.why
    declared = catalogue.get(row.indicator_key)
    start = signed_on(row)
    if isinstance(declared.formula, Total):
        if known.public:
            return now, Judgement(PromiseState.UNKNOWN), _("jumlah sejak penandatanganan tidak diumumkan")
        measured = Measured(
            now=_counted(row, scope, start, day),
            start=0.0,
            at_due=_counted(row, scope, start, row.due_on) if day > row.due_on else None,
        )
    else:
        then = known.read.get((row.indicator_key, scope, min(day, row.due_on)))
        first = known.read.get((row.indicator_key, scope, start))
        if isinstance(then, Hidden):
            return now, Judgement(PromiseState.UNKNOWN), then.why
        first = None if isinstance(first, Hidden) else first
        measured = Measured(
            now=None if now.is_faded else now.value,
            start=float(row.baseline) if row.baseline is not None else _first(now, first),
            at_due=then.value if then and day > row.due_on else None,
        )
    judgement = judging.judge(
        str(declared.direction), measured, float(row.target), signed_on=start, due_on=row.due_on, on=day
    )
    return now, judgement, _why(now, judgement, measured, row)


def _first(now: Reading, first: Reading | None) -> float | None:
    if now.baseline is not None:
        return now.baseline
    return first.value if first is not None else None


def _counted(row: Undertaking, scope: str, since: dt.date, until: dt.date) -> float | None:
    """A total counts from the signature on. Days are kept of the region only: a total of one office stays unjudged."""
    found = reading.series(row.indicator_key, scope=scope, frequency=Frequency.DAY, since=since, until=until)
    return sum(one.value or 0.0 for one in found) if found else None


def _why(now: Reading, judgement: Judgement, measured: Measured, row: Undertaking) -> str:
    """One sentence under the state."""
    if judgement.state == PromiseState.UNKNOWN:
        if now.value is None:
            return now.why_text.lower() or _("belum ada angka")
        return _("belum ada angka pada hari penandatanganan, jadi jalurnya belum dapat dinilai")
    if now.why_text:
        return now.why_text
    if judgement.state == PromiseState.BROKEN:
        return _("pada tenggat %(d)s angkanya belum sampai target") % {"d": day_text(row.due_on)}
    if (
        judgement.expected is not None
        and judgement.share is not None
        and judgement.state != PromiseState.KEPT
    ):
        words_ = {"a": round(judgement.share * 100), "b": round(judgement.expected * 100)}
        if judgement.state == PromiseState.LATE:
            return _("baru %(a)s %% jalan, semestinya %(b)s %% hari ini") % words_
        return _("sudah %(a)s %% jalan; hari ini cukup %(b)s %%") % words_
    return ""
