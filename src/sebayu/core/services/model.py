"""What a service declaration says, as frozen values. The fields follow `schema.json` one to one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sebayu.core.rules import Clause

ASK_KINDS = ("choice", "text", "long_text", "date", "number", "money", "member", "person", "file")
STEP_KINDS = ("consent", "attest", "check", "initial", "sign", "countersign")
OUTCOMES = ("yes", "no", "unknown", "obsolete")

# Roots a condition or a letter may use besides the service's own roles.
ANSWERS = "answers"
EVIDENCE_COMPLETE = "evidence.complete"
AREA_KIND = "area.kind"
REQUESTER = "requester"
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")  # a fact inside the question to RT or RW: {person.name}


@dataclass(frozen=True)
class Basis:
    law: str
    article: str
    url: str = ""

    def __str__(self) -> str:
        return f"{self.law} {self.article}".strip()


@dataclass(frozen=True)
class Role:
    """Someone or something else the service is about: the deceased, the child, the business."""

    name: str
    kind: str  # person | household | business | land | student
    label: str
    chosen_from: str  # household | register (what the subject owns) | search
    filter: str = ""  # CEL over the candidate, which carries the role's own name
    optional: bool = False
    short: str = ""  # what this person is called beside a fact: "ibu" makes "Nama lengkap ibu"


@dataclass(frozen=True)
class Option:
    """One answer to a choice. What is kept, printed and compared in conditions is the sentence itself."""

    value: str
    label: str


@dataclass(frozen=True)
class Ask:
    """A question to the citizen, and why nobody else can answer it."""

    key: str
    label: str
    kind: str
    because: str
    options: tuple[Option, ...] = ()
    other: str = ""  # label of a free-text way out of a choice; empty: none
    hint: str = ""
    when: str = ""  # CEL; empty: always
    required: bool = True
    max_length: int = 200
    answers: str = ""  # the fact this answer becomes when the register has none
    differs_from: tuple[str, ...] = ()  # facts that sound alike and are not meant

    @property
    def path(self) -> str:
        return f"{ANSWERS}.{self.key}"


@dataclass(frozen=True)
class Step:
    key: str  # "attest_rt", "sign_head": unique inside the service
    kind: str
    by: str = (
        ""  # a role of identity: rt rw officer kasi secretary head camat_officer camat; empty for a consent
    )
    question: str = ""
    fact: str = ""
    unless: str = ""  # CEL: true drops the step
    when: str = ""  # CEL: false drops the step
    of: str = ""  # whose consent: a role of this service


@dataclass(frozen=True)
class Automatic:
    when: str
    basis: str
    default: bool = False


@dataclass(frozen=True)
class Gives:
    letter: str
    valid_days: int | None = None
    archive_code: str = "local"  # "local": the region pack's mapping decides


@dataclass(frozen=True)
class Within:
    working_days: int | None = None
    working_hours: int | None = None


@dataclass(frozen=True)
class Cost:
    amount: int = 0
    basis: str = ""


@dataclass(frozen=True)
class Door:
    label: str
    url: str = ""


@dataclass(frozen=True)
class Obsolete:
    because: str
    law: str
    article: str
    door: Door
    note: str = ""


@dataclass(frozen=True)
class MaybeNotNeeded:
    text: str
    cite: str
    when: str = ""  # CEL; empty: always worth saying


@dataclass(frozen=True)
class Example:
    """A worked case: these facts, this decision, these reasons."""

    name: str
    service: str
    on: str
    facts: Mapping[str, Any]
    answers: Mapping[str, Any]
    expect: Mapping[str, Any]
    area_kind: str = "kelurahan"
    evidence_complete: bool | None = None  # None: computed from the needs
    path: str = ""
    line: int = 0


@dataclass(frozen=True)
class Service:
    key: str
    title: str
    summary: str
    basis: Basis
    subject: str = "person"
    requester: str = "self"  # who may ask: self | household | anyone | officer
    situations: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    asks: Mapping[str, Ask] = field(default_factory=dict)
    replaces: tuple[str, ...] = ()
    entitled: tuple[Clause, ...] = ()
    steps: tuple[Step, ...] = ()
    automatic: Automatic | None = None
    gives: Gives | None = None
    within: Within | None = None
    cost: Cost = field(default_factory=Cost)
    obsolete: Obsolete | None = None
    maybe_not_needed: MaybeNotNeeded | None = None
    examples: tuple[Example, ...] = ()
    version: str = ""  # sha256 of `canonical`
    canonical: str = ""  # the declaration as canonical JSON, without examples: keep it to replay
    path: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    def kind_of(self, root: str) -> str | None:
        """The kind of subject behind the first word of a fact path, or None when the service has no such role."""
        if root == self.subject:
            return self.subject
        if root in self.roles:
            return self.roles[root].kind
        if root == REQUESTER:
            return "person"
        if root == "household" and self.subject == "person":
            return "household"
        return None
