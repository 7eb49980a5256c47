"""Computing: the one writer of numbers. Every source stands for itself, so one that fails is named and the others go on."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from sebayu.core.indicators import catalogue, perms
from sebayu.core.indicators.declare import Indicator, Source
from sebayu.core.indicators.engine import cells, values
from sebayu.core.indicators.engine.compiling import version_of
from sebayu.core.indicators.enums import RunState
from sebayu.core.indicators.errors import RunUnderWay, SourceUnknown
from sebayu.core.indicators.models import Run, SourceState
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record

PURPOSE = Purpose("Menghitung indikator", "Perpres 39/2019 tentang Satu Data Indonesia")
LOCK = 7_316_007
SOURCE_SECONDS = 300  # a source that takes longer is stopped and named
OVERLAP = dt.timedelta(hours=1)  # what a slow transaction committed after we looked is seen the next time
log = logging.getLogger(__name__)


@dataclass(slots=True)
class SourceReport:
    """What one source came to."""

    key: str
    failure: str = ""
    days: int = 0
    cells: int = 0
    rows: int = 0
    values: int = 0
    revised: int = 0
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return not self.failure


@dataclass(slots=True)
class RunReport:
    """One run; `failed` names the sources whose numbers are now older than the rest."""

    run_id: Any
    today: dt.date
    full: bool
    sources: list[SourceReport] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def failed(self) -> list[str]:
        return [source.key for source in self.sources if not source.ok]

    @property
    def ok(self) -> bool:
        return not self.failed

    @property
    def values(self) -> int:
        return sum(source.values for source in self.sources)

    @property
    def revised(self) -> int:
        return sum(source.revised for source in self.sources)


def compute(
    *, by: Actor, sources: Iterable[str] | None = None, full: bool = False, today: dt.date | None = None
) -> RunReport:
    """Bring every number up to today: what changed since the last run, or with `full` everything from the first day on.

    Raises RunUnderWay when another run has not ended, SourceUnknown for a key nobody declares, NotAllowed.
    """
    perms.compute_required(by)
    wanted = _sources(sources)
    began = time.monotonic()
    with _alone():
        run = Run.objects.create(today=today or timezone.localdate(), full=full, who=by.name[:200])
        report = RunReport(run.id, run.today, full)
        for source in wanted:
            report.sources.append(_attempt(source, run, full=full))
        with transaction.atomic(), _writing(run):
            values.forget_passing()
        report.seconds = round(time.monotonic() - began, 3)
        _end(run, report, by)
    return report


def _sources(keys: Iterable[str] | None) -> list[Source]:
    known = {source.key: source for source in catalogue.sources()}
    wanted = list(known) if keys is None else list(keys)
    if strange := [key for key in wanted if key not in known]:
        raise SourceUnknown(strange)
    return [known[key] for key in wanted]


@contextmanager
def _alone() -> Iterator[None]:
    """One run at a time; what a run that died left behind is marked failed by the next."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise RunUnderWay
        try:
            Run.objects.filter(state=RunState.RUNNING).update(
                state=RunState.FAILED, finished_at=timezone.now()
            )
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _end(run: Run, report: RunReport, by: Actor) -> None:
    with transaction.atomic():
        run.state = RunState.DONE if report.ok else RunState.PARTLY
        run.finished_at = timezone.now()
        run.report = {"seconds": report.seconds, "sources": [asdict(source) for source in report.sources]}
        run.save(update_fields=["state", "finished_at", "report"])
        detail = {
            "run": str(run.id),
            "full": run.full,
            "values": report.values,
            "revised": report.revised,
            "failed": report.failed,
        }
        record(by=by, act="indicator.compute", purpose=PURPOSE, detail=detail)


def _attempt(source: Source, run: Run, *, full: bool) -> SourceReport:
    began = time.monotonic()
    try:
        with transaction.atomic(), _writing(run):
            found = _compute(source, run, full=full)
    except Exception as error:  # whatever a declaration does wrong must not stop the others
        log.error("indicator source %s failed: %s", source.key, type(error).__name__)
        found = SourceReport(source.key, failure=type(error).__name__)
        failed = {"failure": found.failure, "failed_at": run.started_at}
        SourceState.objects.update_or_create(
            key=source.key, defaults=failed, create_defaults={"version": "", **failed}
        )
    found.seconds = round(time.monotonic() - began, 3)
    return found


@contextmanager
def _writing(run: Run) -> Iterator[None]:
    """Name the run to the database, which lets nobody else write; limits hold for this source only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout'), current_setting('work_mem')")
        before = cursor.fetchone()
        setting = "SELECT set_config('sebayu.indicator_run', %s, true), set_config('statement_timeout', %s, true), set_config('work_mem', %s, true)"
        cursor.execute(setting, [str(run.id), f"{SOURCE_SECONDS * 1000}", "96MB"])
        yield
        cursor.execute(setting, ["", *before])


def _compute(source: Source, run: Run, *, full: bool) -> SourceReport:
    state = SourceState.objects.select_for_update().filter(key=source.key).first() or SourceState(
        key=source.key
    )
    indicators = [row for row in catalogue.all() if row.source == source.key and row.is_computed]
    formulas = {row.key: _fingerprint(row, source) for row in indicators}
    anew = full or state.through is None or state.version != version_of(source)
    changed = cells.refresh(
        source, days=None if anew else _touched(source, state, run.today), today=run.today
    )
    first = cells.first_day(source)
    everything = anew or state.formulas != formulas
    days = set(changed) | _range(first if everything else state.through, run.today)
    written = values.write(source, indicators, days=days, run=run)
    state.version, state.formulas = version_of(source), formulas
    state.since, state.through, state.first_day = run.started_at - OVERLAP, run.today, first
    state.failure, state.failed_at = "", None
    state.save()
    count, rows = cells.totals(source)
    return SourceReport(
        source.key, days=len(changed), cells=count, rows=rows, values=written.values, revised=written.revised
    )


def _fingerprint(indicator: Indicator, source: Source) -> str:
    """Changes when numbers have to be computed for periods that did not have them before."""
    return f"{indicator.formula_version(source)}:{indicator.frequency}:{indicator.window_days}"


def _touched(source: Source, state: SourceState, today: dt.date) -> list[dt.date] | None:
    """The days to read again: what the source names, and every day since the last run. None: all, when it cannot say."""
    if source.touched is None:
        return None
    named = {day for day in source.touched(state.since) if day is not None and day <= today}
    return sorted(named | _range(state.through, today))


def _range(first: dt.date | None, last: dt.date) -> set[dt.date]:
    first = min(first or last, last)
    return {first + dt.timedelta(days=n) for n in range((last - first).days + 1)}
