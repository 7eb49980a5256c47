"""What the simple registers share: one POST with the subject's number, one record (or none) in answer, strict fields.

Numbers of persons travel in the body, never in the address: addresses end up in logs.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from sebayu.core.exchange.errors import SourceMalformed
from sebayu.core.exchange.sources.http import time_of
from sebayu.core.exchange.sources.remote import RemoteSource
from sebayu.core.exchange.types import Answer, Reading, SubjectRef

Field = tuple[tuple[str, ...], Callable[[Any], Any]]


class RecordSource(RemoteSource):
    path: ClassVar[str]
    kind: ClassVar[str]
    # fact path -> the owner's field names (first that is there) and how to read one
    fields: ClassVar[Mapping[str, Field]]
    # true when there is a record, false when there is none: `business.is_registered`
    presence: ClassVar[str] = ""
    # our key -> the owner's field in the question; the first known one is sent
    questions: ClassVar[Mapping[str, str]]
    list_field: ClassVar[str] = "data"

    def can_ask(self, ref: SubjectRef) -> bool:
        return ref.kind == self.kind and bool(ref.key(*self.questions))

    def fetch(self, ref: SubjectRef, elements: Iterable[str], *, timeout: float) -> Answer:
        key = next(name for name in self.questions if ref.key(name))
        reply = self.caller.call(
            "POST",
            self.settings.option("path", self.path),
            timeout=timeout,
            body={self.questions[key]: ref.key(key)},
            headers=self.login(),
        )
        as_of = time_of(reply.data.get("as_of"), self.label)
        record = None if reply.missing else self.record(reply.data, ref)
        if record is None:
            known = {self.presence: Reading(False)} if self.presence else {}
            return Answer(False, known, as_of)
        found = {p: Reading(self._read(record, *self.fields[p])) for p in elements if p in self.fields}
        if self.presence:
            found[self.presence] = Reading(True)
        return Answer(True, found, as_of or self.stated_time(record))

    def login(self) -> dict[str, str]:
        return self.bearer()

    def record(self, data: Mapping[str, Any], ref: SubjectRef) -> Mapping[str, Any] | None:
        """The one record about the subject. Several need a number that tells them apart: then none is taken."""
        found = data.get(self.list_field)
        if found is None or found == []:
            return None
        rows = found if isinstance(found, list) else [found]
        if not all(isinstance(row, dict) for row in rows):
            raise SourceMalformed(self.label, self.list_field)
        return rows[0] if len(rows) == 1 else self.choose(rows, ref)

    def choose(self, rows: list[Mapping[str, Any]], ref: SubjectRef) -> Mapping[str, Any]:
        raise SourceMalformed(self.label, "more than one record")

    def stated_time(self, record: Mapping[str, Any]) -> datetime | None:
        return None

    def _read(self, record: Mapping[str, Any], names: tuple[str, ...], read: Callable[[Any], Any]) -> Any:
        raw = next((record[name] for name in names if record.get(name) not in (None, "", "-")), None)
        return None if raw is None else read(raw)


def text(raw: Any) -> Any:
    return " ".join(raw.split()) if isinstance(raw, str) else str(raw) if isinstance(raw, int) else raw


def digits(raw: Any) -> Any:
    return str(raw).strip()


def three(raw: Any) -> Any:
    return f"{int(raw):03d}" if str(raw).strip().isdigit() else raw


def whole(raw: Any) -> Any:
    """A whole number, also when a register sends it as text; anything else is handed on and called malformed."""
    if isinstance(raw, str) and raw.strip().isdigit():
        return int(raw)
    return int(raw) if isinstance(raw, float) and raw.is_integer() else raw


def day(raw: Any) -> Any:
    try:
        return date.fromisoformat(str(raw)[:10])
    except ValueError:
        return raw


def one_of(table: Mapping[str, Any]) -> Callable[[Any], Any]:
    """A code or word of the owner as our value; an unknown one is no value of ours and will be called malformed."""
    return lambda raw: table.get(str(raw).strip().casefold(), {"unknown_text": True})
