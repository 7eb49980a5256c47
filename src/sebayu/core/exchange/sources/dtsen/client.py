"""DTSEN over HTTP with a token; deciles outside 1-10 are malformed, not data."""

from collections.abc import Mapping
from typing import Any

from sebayu.core.exchange.errors import SourceMalformed
from sebayu.core.exchange.sources.dtsen.mapping import FIELDS, PRESENCE, QUESTIONS
from sebayu.core.exchange.sources.record import RecordSource
from sebayu.core.exchange.types import SubjectRef


class DtsenSource(RecordSource):
    name, label, kind = "dtsen", "DTSEN", "household"
    path = "cari"
    fields, presence, questions = FIELDS, PRESENCE, QUESTIONS
    paths = frozenset(FIELDS) | {PRESENCE}

    def record(self, data: Mapping[str, Any], ref: SubjectRef) -> Mapping[str, Any] | None:
        found = super().record(data, ref)
        decile = found.get("desil") if found else None
        if decile is not None and decile not in range(1, 11):
            raise SourceMalformed(self.label, "desil")
        return found

    def choose(self, rows: list[Mapping[str, Any]], ref: SubjectRef) -> Mapping[str, Any]:
        """One row per person of the household: all must say the same decile."""
        if len({row.get("desil") for row in rows}) == 1:
            return rows[0]
        raise SourceMalformed(self.label, "more than one decile")
