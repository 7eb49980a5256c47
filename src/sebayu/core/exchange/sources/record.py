"""What the simple registers share: one POST with the subject's number, one record (or none) in answer, strict fields.

Numbers of persons travel in the body, never in the address: addresses end up in logs.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from sebayu.core.exchange.errors import SourceDown, SourceMalformed
from sebayu.core.exchange.sources.http import Reply, time_of
from sebayu.core.exchange.sources.remote import RemoteSource
from sebayu.core.exchange.types import Answer, Reading, SubjectRef

Field = tuple[tuple[str, ...], Callable[[Any], Any]]


class RecordSource(RemoteSource):
    path: ClassVar[str]
    kind: ClassVar[str]
    # fact path -> the owner's field names (first that is there) and how to read one
    fields: ClassVar[Mapping[str, Field]]
    # true when there is a record, false when there is none: `business.is_registered`
    presence: ClassVar[str]
    # our key -> the owner's field in the question; the first known one is sent
    questions: ClassVar[Mapping[str, str]]

    def can_ask(self, ref: SubjectRef) -> bool:
        return ref.kind == self.kind and bool(ref.key(*self.questions))

    def fetch(self, ref: SubjectRef, elements: Iterable[str], *, timeout: float) -> Answer:
        key = next(name for name in self.questions if ref.key(name))
        reply = self.caller.call(
            "POST",
            self.settings.option("path", self.path),
            timeout=timeout,
            body={self.questions[key]: ref.key(key)},
            headers=self.bearer(),
        )
        rows = self.rows(reply)
        as_of = time_of(reply.data.get("per"), self.label)
        if not rows:
            return Answer(False, {self.presence: Reading(False)}, as_of)
        record = rows[0] if len(rows) == 1 else self.choose(rows)
        if record is None:
            # Several, and nothing to tell them apart: somebody has to choose, we do not.
            return Answer(True, {self.presence: Reading(True)}, as_of)
        found = {p: Reading(self._read(record, *self.fields[p])) for p in elements if p in self.fields}
        return Answer(True, {**found, self.presence: Reading(True)}, self.stated_time(record) or as_of)

    def rows(self, reply: Reply) -> list[Mapping[str, Any]]:
        """The records in `data`. Trouble reported with HTTP 200 is trouble, not an empty register."""
        status, data = reply.data.get("status"), reply.data.get("data")
        if status == "not_found" and data is None:
            return []
        if status != "ok" or reply.missing:
            raise SourceDown(self.label, "status")
        rows = data if isinstance(data, list) else [data]
        found: list[Mapping[str, Any]] = [row for row in rows if isinstance(row, dict)]
        if len(found) != len(rows):
            raise SourceMalformed(self.label, "data")
        return found

    def choose(self, rows: list[Mapping[str, Any]]) -> Mapping[str, Any] | None:
        return None

    def stated_time(self, record: Mapping[str, Any]) -> datetime | None:
        return None

    def _read(self, record: Mapping[str, Any], names: tuple[str, ...], read: Callable[[Any], Any]) -> Any:
        raw = next((v for name in names if (v := inside(record, name)) not in (None, "", "-", [])), None)
        return None if raw is None else read(raw)


def inside(record: Mapping[str, Any], name: str) -> Any:
    """A field, or with dots a field inside one; of a list of parts the first part counts."""
    value: Any = record
    for part in name.split("."):
        if isinstance(value, list):
            value = value[0] if value else None
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


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
