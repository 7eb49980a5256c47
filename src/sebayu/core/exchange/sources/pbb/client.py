"""The land tax office over HTTP with a token."""

from collections.abc import Iterable
from dataclasses import replace

from sebayu.core.exchange.sources.pbb.mapping import FIELDS, PAID, PRESENCE, QUESTIONS
from sebayu.core.exchange.sources.record import RecordSource
from sebayu.core.exchange.types import Answer, Reading, SubjectRef


class PbbSource(RecordSource):
    name, label, kind = "pbb", "PBB", "land"
    path = "api/v1/objek"
    fields, presence, questions = FIELDS, PRESENCE, QUESTIONS
    paths = frozenset(FIELDS) | {PRESENCE, PAID}

    def fetch(self, ref: SubjectRef, elements: Iterable[str], *, timeout: float) -> Answer:
        """`is_paid` is not a field of theirs: it is whether the bill has a day of payment."""
        wanted = set(elements)
        answer = super().fetch(ref, wanted | {"land.paid_on"}, timeout=timeout)
        if "land.paid_on" not in answer.readings:
            return answer
        paid = answer.readings["land.paid_on"].value is not None
        readings = {p: r for p, r in answer.readings.items() if p in wanted or p == self.presence}
        return replace(answer, readings={**readings, PAID: Reading(paid)})
