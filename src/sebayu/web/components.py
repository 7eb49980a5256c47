"""What a page is made of, as plain data: pages build these, the tags of `{% load web %}` draw them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

# How a fact came to us: the icon that stands for it and the words a screen reader says before the owner.
MODES = {
    "value": ("book", _("Sumber")),
    "verify": ("okc", _("Dicocokkan")),
    "attest": ("people", _("Keterangan")),
    "manual": ("eye", _("Diperiksa petugas")),
    "ask": ("pen", _("Jawaban Anda")),
    "wait": ("clock", _("Menunggu")),
    "doubt": ("alert", _("Perlu dicek")),
}
# Status is a word, an icon and a colour, never a colour alone.
TONES = {"ok": "okc", "warn": "alert", "bad": "xc", "info": "info", "idle": "clock"}


@dataclass(frozen=True)
class Chip:
    """Where a fact comes from: mode, owner, since when."""

    mode: str
    owner: str
    when: date | datetime | None = None
    note: str = ""

    @property
    def icon(self) -> str:
        return MODES[self.mode][0]

    @property
    def said(self) -> Any:
        return MODES[self.mode][1]

    @property
    def look(self) -> str:
        return {"wait": "wait", "doubt": "warn"}.get(self.mode, "")


@dataclass(frozen=True)
class FactRow:
    """One known (or still awaited) fact with its provenance; `wrong_url` leads to 'data ini salah'."""

    label: str
    value: str
    chip: Chip | None = None
    wrong_url: str = ""
    also: str = ""
    lines: Sequence[str] = ()


@dataclass(frozen=True)
class Reason:
    """One clause of a decision: met (True), not met (False) or not known yet (None)."""

    ok: bool | None
    text: str
    cite: str = ""
    help_text: str = ""
    help_url: str = ""
    help_label: str = ""

    @property
    def tone(self) -> str:
        return {True: "ok", False: "bad", None: "idle"}[self.ok]

    @property
    def icon(self) -> str:
        return {True: "okc", False: "xc", None: "clock"}[self.ok]

    @property
    def said(self) -> Any:
        return {True: _("Terpenuhi"), False: _("Tidak terpenuhi"), None: _("Belum diketahui")}[self.ok]


@dataclass(frozen=True)
class Answer:
    """One of the three answers of a tracking page."""

    question: Any
    answer: str
    detail: str = ""
    steps: Sequence[str] = ()
    used: int = 0
    total: int = 0
    tone: str = ""


@dataclass(frozen=True)
class Moment:
    """A point on the channel of a case: past, now or next."""

    text: str
    when: str = ""
    state: str = "past"
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Letter:
    """A letter as a picture, with the full-size picture or file behind it."""

    src: str
    alt: str
    href: str = ""
    caption: str = ""


@dataclass(frozen=True)
class RowLink:
    """A pressable row: a running case, an offer, a service found."""

    title: str
    href: str
    text: str = ""
    icon: str = "doc"
    chip: Chip | None = None
    badge: tuple[str, str] | None = None


@dataclass(frozen=True)
class Pager:
    """Where in a list we are. Filters stay in the address."""

    first: int
    last: int
    total: int | None
    previous_url: str = ""
    next_url: str = ""

    @classmethod
    def of(cls, page: Page, request: HttpRequest, key: str = "hal") -> "Pager":
        def url(n: int) -> str:
            query = request.GET.copy()
            query[key] = str(n)
            return f"?{query.urlencode()}"

        return cls(
            first=page.start_index(),
            last=page.end_index(),
            total=page.paginator.count,
            previous_url=url(page.previous_page_number()) if page.has_previous() else "",
            next_url=url(page.next_page_number()) if page.has_next() else "",
        )


@dataclass(frozen=True)
class Verdict:
    """The judgement over a letter shown at the door."""

    tone: str
    title: Any
    text: Sequence[Any] = ()
    icon: str = ""
    checks: Sequence[Reason] = field(default_factory=tuple)
    simulator: bool = False

    @property
    def picture(self) -> str:
        return self.icon or TONES[self.tone]
