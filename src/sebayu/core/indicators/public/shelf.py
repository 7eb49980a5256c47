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

from sebayu.core.indicators.declare import Indicator
from sebayu.core.indicators.enums import Standing, Why
from sebayu.core.indicators.models import Publication
from sebayu.core.indicators.public import files
from sebayu.core.indicators.public.publishing import publish
from sebayu.core.indicators.readings import Reading
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
    """The reading as everybody may see it: as published, or hidden with all that would give it away."""
    key = (indicator.key, files.FREQ.get(reading.frequency, ""), reading.period_key, reading.scope)
    row = numbers.get(key)
    if row is None:
        why = reading.why or _unpublished(indicator, numbers)
        return replace(
            reading, value=None, why=why, rows=0, numerator=None, denominator=None, digest="", previous=None,
            measured=None, share=None, last_value=None, standing=Standing.UNKNOWN,
        )  # fmt: skip
    before = replace(reading, digest="", previous=None)
    return replace(
        before,
        value=float(row["OBS_VALUE"]) if row["OBS_VALUE"] and not reading.is_faded else None,
        numerator=float(row["NUMERATOR"]) if row["NUMERATOR"] else None,
        denominator=float(row["DENOMINATOR"]) if row["DENOMINATOR"] else None,
        rows=int(row["OBS_ROWS"]),
    )


def _unpublished(indicator: Indicator, numbers: Numbers) -> Why:
    """A statement signed since the last publication waits for the next; it is not hidden for being small."""
    if not indicator.is_computed:
        return Why.NOT_STATED
    return Why.SUPPRESSED if numbers else Why.NOT_COMPUTED
