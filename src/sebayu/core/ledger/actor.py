"""Who acts and why: plain values that every room passes on."""

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

ActorKind = Literal["officer", "citizen", "helper", "system", "public"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting, with the posts held at that moment.

    `office_key`, `post_key` name the post used first; `offices`, `areas` and `roles` span all current mandates.
    `acting_for` is the person helped at the counter, when somebody acts for another.
    """

    kind: ActorKind
    name: str
    account_id: UUID | None = None
    person_id: UUID | None = None
    post: str = ""
    post_key: str = ""
    office_key: str = ""
    office: str = ""
    acting_for: UUID | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    offices: frozenset[str] = field(default_factory=frozenset)
    areas: frozenset[str] = field(default_factory=frozenset)
    posts: frozenset[str] = field(default_factory=frozenset)
    desks: frozenset[str] = field(
        default_factory=frozenset
    )  # "<office_key>:<role>", for RT "<office_key>:rt:<rw>:<rt>"

    @classmethod
    def system(cls, name: str) -> "Actor":
        """The machine itself: a job, a timer, an importer."""
        return cls(kind="system", name=name)

    @classmethod
    def public(cls) -> "Actor":
        """A stranger at a public page."""
        return cls(kind="public", name="Umum")

    @property
    def subject_id(self) -> UUID | None:
        """The person whose affairs this actor may open: the one helped, else himself."""
        return self.acting_for or self.person_id


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why personal facts are read: purpose and legal basis are both required (UU 27/2022 art. 20)."""

    text: str
    basis: str
    case_id: UUID | None = None
    case_number: str = ""
    service: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip() or not self.basis.strip():
            raise ValueError("a purpose needs a text and a legal basis")
