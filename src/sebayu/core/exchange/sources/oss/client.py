"""OSS over HTTP with a token."""

from sebayu.core.exchange.sources.oss.mapping import FIELDS, PRESENCE, QUESTIONS
from sebayu.core.exchange.sources.record import RecordSource


class OssSource(RecordSource):
    name, label, kind = "oss", "OSS", "business"
    path = "api/v1/nib"
    fields, presence, questions = FIELDS, PRESENCE, QUESTIONS
    paths = frozenset(FIELDS) | {PRESENCE}
