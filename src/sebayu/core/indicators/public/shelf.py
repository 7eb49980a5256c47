"""The publications, one behind the other. A public page shows a number only if it stands in the newest one, exactly as it stands there:

numbers shown one by one could be subtracted from one another until a single family is left; numbers of whole published cells cannot.
"""

from __future__ import annotations

import csv
import hashlib
import io
import tempfile
import zipfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sebayu.core.indicators.declare import Frequency, Indicator, Total
from sebayu.core.indicators.enums import Standing, Why
from sebayu.core.indicators.models import Publication
from sebayu.core.indicators.public import files
from sebayu.core.indicators.public.publishing import publish
from sebayu.core.indicators.readings import Reading
from sebayu.core.indicators.standing import Aim, Start, judge
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record

KEPT = 60  # publications; older ones give way
PURPOSE = Purpose("Menerbitkan data terbuka", "Perpres 39/2019 tentang Satu Data Indonesia")
Numbers = dict[tuple[str, str, str, str], dict[str, str]]


def put(*, by: Actor) -> Publication:
    """Publish what is computed now."""
    with tempfile.TemporaryDirectory(prefix="sebayu-public-") as room:
        written = publish(room)
        archive = _zipped(Path(room))
    with transaction.atomic():
        made = Publication.objects.create(
            archive=archive,
            sha256=hashlib.sha256(archive).hexdigest(),
            size=len(archive),
            cells=written.cells,
            numbers=written.numbers,
            suppressed=written.suppressed,
        )
        old = list(Publication.objects.values_list("id", flat=True)[KEPT:])
        Publication.objects.filter(id__in=old).delete()
        record(by=by, act="indicators.publish", purpose=PURPOSE, detail={"sha256": made.sha256})
    return made


def _zipped(folder: Path) -> bytes:
    """The folder as one file; the same content gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), date_time=(2020, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
    return out.getvalue()


def latest() -> Publication | None:
    """The newest, without its bytes."""
    return Publication.objects.defer("archive").first()


def archive(publication: Publication) -> bytes:
    return bytes(Publication.objects.values_list("archive", flat=True).get(id=publication.id))


def contents(publication: Publication) -> list[tuple[str, int]]:
    """Name and size of every file."""
    with zipfile.ZipFile(io.BytesIO(archive(publication))) as opened:
        return [(entry.filename, entry.file_size) for entry in opened.infolist()]


def content(publication: Publication, name: str) -> bytes:
    """One file. Raises KeyError for a name that is not in it."""
    with zipfile.ZipFile(io.BytesIO(archive(publication))) as opened:
        return opened.read(name)


@lru_cache(maxsize=2)  # a publication never changes once it is made
def _numbers(publication_id: UUID) -> Numbers:
    text = content(Publication(id=publication_id), files.NUMBERS).decode()
    rows = csv.DictReader(io.StringIO(text))
    return {(r["INDICATOR"], r["FREQ"], r["TIME_PERIOD"], r["REF_AREA"]): r for r in rows}


def published() -> Numbers:
    """Every number of the newest publication; none before the first."""
    newest = latest()
    return _numbers(newest.id) if newest else {}


def shown(indicator: Indicator, reading: Reading, numbers: Numbers) -> Reading:
    """The reading as everybody may see it: as published and judged by what is published, or hidden with all that would give it away."""
    row = _row(indicator, reading.frequency, reading.period_key, reading.scope, numbers)
    start = _start(reading, numbers)
    seen = replace(reading, digest="", previous=None, baseline=start.value if start else None)
    if row is None:
        why = reading.why or _unpublished(indicator, numbers)
        return replace(
            seen, value=None, why=why, rows=0, numerator=None, denominator=None, measured=None, share=None,
            expected=None, last_value=None, standing=Standing.UNKNOWN, met_at_baseline=False,
        )  # fmt: skip
    seen = replace(
        seen,
        value=float(row["OBS_VALUE"]) if row["OBS_VALUE"] and not reading.is_faded else None,
        numerator=float(row["NUMERATOR"]) if row["NUMERATOR"] else None,
        denominator=float(row["DENOMINATOR"]) if row["DENOMINATOR"] else None,
        rows=int(row["OBS_ROWS"]),
    )
    return seen if reading.measured is None else _judged(indicator, seen, start, numbers)


def _row(
    indicator: Indicator, frequency: str, period: str, scope: str, numbers: Numbers
) -> dict[str, str] | None:
    return numbers.get((indicator.key, files.FREQ.get(frequency, ""), period, scope))


def _start(reading: Reading, numbers: Numbers) -> Start | None:
    """A baseline somebody decided is known to all; a year the house computed is known if it was published."""
    if reading.baseline is None or reading.baseline_year is None:
        return None
    if reading.baseline_basis:
        return Start(reading.baseline, reading.baseline_year, reading.baseline_basis)
    row = _row(reading.indicator, Frequency.YEAR, str(reading.baseline_year), reading.scope, numbers)
    return Start(float(row["OBS_VALUE"]), reading.baseline_year) if row and row["OBS_VALUE"] else None


def _judged(indicator: Indicator, seen: Reading, start: Start | None, numbers: Numbers) -> Reading:
    """How it stands, from published numbers alone: the number of now, or of a moment ago, would tell what came in between."""
    aim, is_total = None, isinstance(indicator.formula, Total)
    if seen.target is not None and seen.target_year is not None:
        aim = Aim(seen.target, seen.target_year, seen.target_band, seen.target_basis)
    measured = _of_year(indicator, seen, aim, numbers) if is_total and aim else seen.value
    judged = judge(indicator.direction, measured, aim, start, at=timezone.localdate(), is_total=is_total)
    return seen.judged(aim, start, measured, judged)


def _of_year(indicator: Indicator, seen: Reading, aim: Aim, numbers: Numbers) -> float | None:
    """A total is compared with its target over the year of the target."""
    if seen.value is None or seen.period_start is None:
        return None
    if seen.period_start.year != aim.year:
        return 0.0
    row = _row(indicator, Frequency.YEAR, str(aim.year), seen.scope, numbers)
    return float(row["OBS_VALUE"]) if row and row["OBS_VALUE"] else None


def _unpublished(indicator: Indicator, numbers: Numbers) -> Why:
    """A statement signed since the last publication waits for the next; it is not hidden for being small."""
    if not indicator.is_computed:
        return Why.NOT_STATED
    return Why.SUPPRESSED if numbers else Why.NOT_COMPUTED
