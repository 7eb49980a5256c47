"""Shapes that travel between a source, the gathering and the rooms above. Pure: no Django, no database.

A source answers with `Reading`s inside an `Answer`; gathering turns them into `Item`s of evidence. Values are the
kinds of the vocabulary (text, date, int, bool, list ...); in the database they are JSON, dates as ISO text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

VALUE, VERIFY = "value", "verify"


@dataclass(frozen=True)
class SubjectRef:
    """Whom or what facts are about: our own id when we have one, and the keys its owners use."""

    kind: str
    id: UUID | None = None
    keys: Mapping[str, str] = field(default_factory=dict)

    def key(self, *names: str) -> str:
        """The first of these keys that is known, or an empty text."""
        return next((value for name in names if (value := self.keys.get(name))), "")

    def to_json(self) -> dict:
        return {"kind": self.kind, "id": str(self.id) if self.id else None, "keys": dict(self.keys)}

    @classmethod
    def from_json(cls, data: Mapping) -> "SubjectRef":
        return cls(data["kind"], UUID(data["id"]) if data.get("id") else None, dict(data.get("keys") or {}))

    def __repr__(self) -> str:
        """Keys are personal numbers: they stay out of logs and error pages."""
        return f"SubjectRef({self.kind}, {self.id}, keys={sorted(self.keys)})"


@dataclass(frozen=True)
class Reading:
    """One element in an answer: a value, or in verify mode whether the claim was right (and how alike, 0-100)."""

    value: Any = None
    matches: bool | None = None
    score: int | None = None

    def __repr__(self) -> str:
        return f"Reading(matches={self.matches}, score={self.score})"


@dataclass(frozen=True)
class Answer:
    """What a source said about one subject. `found=False` is an answer too: the register does not know them."""

    found: bool
    readings: Mapping[str, Reading] = field(default_factory=dict)
    as_of: datetime | None = None
    note: str = ""


@dataclass(frozen=True)
class Problem:
    """What is misconfigured, why that matters, and what to do now; for the health page and `sebayu check`."""

    source: str
    what: str
    fix: str


class Source(Protocol):
    """One register, or one way of knowing. `paths` are the vocabulary paths it can answer."""

    name: ClassVar[str]
    label: ClassVar[Any]  # read by people, possibly translated late
    paths: ClassVar[frozenset[str]]
    modes: ClassVar[frozenset[str]]
    local: ClassVar[bool]  # answers from our own database, in the calling thread
    needs_agreement: ClassVar[bool]

    def can_ask(self, ref: SubjectRef) -> bool:
        """Whether the keys this source searches by are known."""
        ...

    def fetch(self, ref: SubjectRef, elements: Iterable[str], *, timeout: float) -> Answer: ...

    def verify(self, ref: SubjectRef, claims: Mapping[str, Any], *, timeout: float) -> Answer: ...

    def health(self) -> list[Problem]: ...


@dataclass(frozen=True)
class Other:
    """An answer that was not taken: who else said what."""

    source: str
    mode: str = VALUE
    status: str = ""
    value: Any = None
    as_of: str = ""
    reason: str = ""

    def __repr__(self) -> str:
        return f"Other({self.source}, {self.mode}, {self.status}, {self.reason})"


@dataclass(frozen=True)
class Item:
    """One fact of the evidence, with where it came from. Times are ISO text: an item is frozen with the case."""

    value: Any = None
    kind: str = ""  # the vocabulary's kind at that time, so that frozen evidence reads the same years later
    source: str = ""
    mode: str = ""
    status: str = "missing"
    as_of: str = ""
    fetched_at: str = ""
    basis: str = ""
    agreement: str = ""
    others: tuple[Other, ...] = ()
    reason: str = ""
    next: str = ""  # who can fill it: "manual" (an officer), "attest" (RT/RW), "ask" (the citizen)
    score: int | None = None
    by: str = ""  # name and post of who vouched or looked it up, copied

    @property
    def usable(self) -> bool:
        """Whether rules may use the value: the register's word stands even while another register differs."""
        return self.value is not None and self.status in {"known", "verified", "conflict"}

    @property
    def settled(self) -> bool:
        """Nobody needs to be asked: the value is there, or there is none by nature (the spouse of the unmarried)."""
        return self.usable or self.reason == "not_applicable"

    def to_json(self) -> dict:
        data = {**vars(self), "value": plain(self.value)}
        data["others"] = [
            {k: plain(v) for k, v in vars(other).items() if v not in ("", None)} for other in self.others
        ]
        return {k: v for k, v in data.items() if v not in ("", None, [])}

    @classmethod
    def from_json(cls, data: Mapping) -> "Item":
        kind = data.get("kind", "")
        others = (Other(**{**o, "value": typed(o.get("value"), kind)}) for o in data.get("others", ()))
        return cls(**{**data, "value": typed(data.get("value"), kind), "others": tuple(others)})

    def __repr__(self) -> str:
        """Values are personal: they stay out of logs and error pages."""
        return f"Item({self.source}, {self.mode}, {self.status}, {self.reason})"


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    return value


def typed(value: Any, kind: str) -> Any:
    """A value as rules use it: the inverse of `plain` for the vocabulary's kinds."""
    if kind == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    return value
