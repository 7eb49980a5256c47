"""The ledger as the person it is about reads it: who, in which post, which data, for what, on which basis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from sebayu.core import facts
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry
from sebayu.web import formats

DOT, TOP, STEP, WIDTH = 55, 7, 12, 340
MOST_DOTS = 5


@dataclass(frozen=True)
class Read:
    time: str
    who: str
    post: str
    facts: str
    purpose: str
    basis: str
    other: bool
    case_number: str = ""
    case_url: str = ""
    helped: str = ""


@dataclass(frozen=True)
class Day:
    title: str
    reads: Sequence[Read]


@dataclass(frozen=True)
class Month:
    """Thirty days as dots: for one's own affairs, and for other duties."""

    label: str
    ticks: str
    own: Sequence[tuple[str, str]]  # written for SVG: a template would put a decimal comma
    other: Sequence[str]
    first: str
    last: str


def read(entry: LedgerEntry, me: Actor, my_cases: set[UUID]) -> Read:
    mine = entry.case_id in my_cases
    return Read(
        time=f"{formats.local(entry.at):%H.%M}",
        who=_who(entry, me),
        post=_post(entry),
        facts=labels(entry.facts),
        purpose=_purpose(entry),
        basis=entry.basis,
        other=is_other(entry, me, my_cases),
        # A case of somebody else in which I only appear stays nameless here.
        case_number=entry.case_number if mine else "",
        case_url=reverse("portal:case", args=[entry.case_id]) if mine else "",
        helped=_("Dibuka bersama Anda di loket.") if entry.acting_for == me.subject_id else "",
    )


def _purpose(entry: LedgerEntry) -> str:
    text = entry.purpose.rstrip(".")
    return (
        _("%(text)s: nama Anda ada di situ karena urusan Anda") % {"text": text} if is_list(entry) else text
    )


def is_other(entry: LedgerEntry, me: Actor, my_cases: set[UUID]) -> bool:
    """Whether this was for a duty of the office rather than for something I asked for or did myself.

    Whoever stands in a desk's list of cases stands there because of a case of hers.
    """
    if is_list(entry) and my_cases:
        return False
    return entry.case_id not in my_cases and entry.acting_for != me.subject_id and not _is_me(entry, me)


def is_list(entry: LedgerEntry) -> bool:
    return entry.detail.get("list") == "cases"


def _is_me(entry: LedgerEntry, me: Actor) -> bool:
    return entry.actor_kind == "citizen" and entry.account_id == me.account_id


def _who(entry: LedgerEntry, me: Actor) -> str:
    """Officials by name; another citizen, in whose request I appear, keeps hers."""
    if entry.actor_kind == "system":
        return _("Mesin Sebayu")
    if _is_me(entry, me):
        return _("Anda sendiri")
    return _("Warga lain") if entry.actor_kind == "citizen" else entry.actor_name


def _post(entry: LedgerEntry) -> str:
    if entry.actor_kind == "system":
        return _("tanpa orang")
    office = "" if entry.office in entry.post else entry.office
    return ", ".join(part for part in (entry.post, office) if part)


def labels(paths: Iterable[str]) -> str:
    """Names of facts, never their values: Nama lengkap, NIK, Alamat."""
    vocabulary = facts.vocabulary()
    names: list[str] = []
    for path in paths:
        fact = vocabulary.get(path) or vocabulary.get(f"person.{path.rpartition('.')[2]}")
        label = fact.label if fact else path.rpartition(".")[2].replace("_", " ")
        if label not in names:
            names.append(label)
    return ", ".join(names[:12]) + (_(", dan %(n)s lagi") % {"n": len(names) - 12} if len(names) > 12 else "")


def by_day(entries: Iterable[LedgerEntry], me: Actor, my_cases: set[UUID], today: date) -> list[Day]:
    days = []
    for day, group in groupby(entries, key=lambda e: formats.as_date(e.at)):
        title = formats.day(day)
        if day == today:
            title = _("Hari ini, %(day)s") % {"day": title}
        days.append(Day(title, [read(entry, me, my_cases) for entry in group]))
    return days


def month(counts: dict[tuple[date, bool], int], today: date) -> Month | None:
    """`counts`: (day, is_other) -> how many reads. At most five dots a day are drawn; the list below has them all."""
    if not counts:
        return None
    first = today - timedelta(days=29)
    step = (WIDTH - 10) / 29
    own: list[tuple[str, str]] = []
    other: list[str] = []
    for offset in range(30):
        x = round(5 + offset * step, 1)
        day = first + timedelta(days=offset)
        mine = min(counts.get((day, False), 0), MOST_DOTS)
        own += [(str(x), str(DOT - i * STEP)) for i in range(mine)]
        for i in range(mine, min(mine + counts.get((day, True), 0), MOST_DOTS)):
            other.append(f"M{x} {DOT - 7 - i * STEP}l7 7-7 7-7-7z")
    said = ", ".join(
        f"{formats.short_day(day)} {sum(n for (d, _o), n in counts.items() if d == day)} " + _("kali")
        for day in sorted({day for day, _o in counts})
    )
    return Month(
        label=_("Pembacaan per hari: %(said)s") % {"said": said},
        ticks="".join(f"M{round(5 + i * step, 1)} 63v6" for i in range(30)),
        own=own,
        other=other,
        first=formats.short_day(first).rsplit(" ", 1)[0],
        last=formats.short_day(today).rsplit(" ", 1)[0],
    )


def lede(reads: int, offices: int, others: int, days: int) -> str:
    span = _("Dalam %(n)s hari terakhir") % {"n": days}
    if not reads:
        return _("%(span)s tidak ada orang lain yang membuka data Anda.") % {"span": span}
    text: dict[str, Any] = {"span": span, "n": reads, "k": offices, "mine": reads - others, "other": others}
    opening = _("%(span)s data Anda dibaca %(n)s kali oleh %(k)s kantor.") % text
    if not others:
        return f"{opening} " + _("Semuanya untuk urusan yang Anda minta.")
    if others == reads:
        return f"{opening} " + _("Semuanya karena tugas kantor itu, bukan urusan yang Anda minta.")
    return (
        f"{opening} "
        + _("%(mine)s kali untuk urusan yang Anda minta, %(other)s kali karena tugas lain.") % text
    )
