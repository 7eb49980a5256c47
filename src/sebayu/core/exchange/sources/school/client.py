"""The school register over HTTP with a token."""

from sebayu.core.exchange.sources.record import RecordSource
from sebayu.core.exchange.sources.school.mapping import FIELDS, PRESENCE, QUESTIONS


class SchoolSource(RecordSource):
    name, label, kind = "school", "Data sekolah", "student"
    path = "api/v1/peserta-didik"
    fields, presence, questions = FIELDS, PRESENCE, QUESTIONS
    paths = frozenset(FIELDS) | {PRESENCE}
