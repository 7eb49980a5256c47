"""DTSEN over HTTP with a token. Its answer is as old as the quarter it states; a decile outside 1-10 is malformed, not data."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils.timezone import get_default_timezone

from sebayu.core.exchange.errors import SourceMalformed
from sebayu.core.exchange.sources.dtsen.mapping import FIELDS, PRESENCE, QUESTIONS
from sebayu.core.exchange.sources.http import Reply
from sebayu.core.exchange.sources.record import RecordSource, day


class DtsenSource(RecordSource):
    name, label, kind = "dtsen", "DTSEN", "household"
    path = "api/v1/keluarga"
    fields, presence, questions = FIELDS, PRESENCE, QUESTIONS
    paths = frozenset(FIELDS) | {PRESENCE}
    # Four updates a year: a list of last year decides nothing any more.
    max_age_days = 370

    def rows(self, reply: Reply) -> list[Mapping[str, Any]]:
        found = super().rows(reply)
        if any(type(row.get("desil")) is not int or not 1 <= row["desil"] <= 10 for row in found):
            raise SourceMalformed(self.label, "desil")
        return found

    def stated_time(self, record: Mapping[str, Any]) -> datetime | None:
        stated = day(record.get("periode"))
        if not isinstance(stated, date):
            raise SourceMalformed(self.label, "periode")
        return datetime.combine(stated, time(), get_default_timezone())
