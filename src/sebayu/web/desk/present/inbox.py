"""An inbox as a table: groups by due day, what to do, how complete the evidence is."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sebayu.core.cases.enums import CaseState, EventKind, StepKind
from sebayu.core.cases.figures import Figures
from sebayu.core.cases.lists import DONE, HELD, NEEDS, WAITING, Filters
from sebayu.core.cases.models import Case
from sebayu.core.cases.perms import is_self_dealing
from sebayu.core.ledger import Actor
from sebayu.web import formats
from sebayu.web.desk import filters as address
from sebayu.web.portal.present.words import ketua, rt_rw

NOBODY = UUID(int=0)
Say = tuple[str, str, str]  # tone, text, icon
BATCHABLE = (StepKind.CHECK, StepKind.INITIAL)
DO = {
    StepKind.CONSENT: gettext_lazy("Menunggu persetujuan pihak lain"),
    StepKind.ATTEST: gettext_lazy("Beri keterangan"),
    StepKind.CHECK: gettext_lazy("Periksa bukti"),
    StepKind.INITIAL: gettext_lazy("Paraf"),
    StepKind.SIGN: gettext_lazy("Tanda tangani"),
    StepKind.COUNTERSIGN: gettext_lazy("Tanda tangani, mengetahui"),
    StepKind.AUTOMATIC: gettext_lazy("Sedang diterbitkan mesin"),
}
TOLD = {
    EventKind.ATTESTED: gettext_lazy("%(who)s menjawab %(when)s"),
    EventKind.APPROVED: gettext_lazy("Disetujui %(who)s %(when)s"),
    EventKind.RETURNED: gettext_lazy("Dikembalikan %(who)s: %(note)s"),
    EventKind.ANSWERED: gettext_lazy("Warga menjawab %(when)s"),
    EventKind.RECORDED: gettext_lazy("Data dicatat %(when)s"),
    EventKind.ISSUE_FAILED: gettext_lazy("Surat gagal dibuat %(when)s"),
    EventKind.SIGN_FAILED: gettext_lazy("Tanda tangan gagal %(when)s"),
    EventKind.SIGN_UNKNOWN: gettext_lazy("Tanda tangan belum pasti"),
    EventKind.REOPENED: gettext_lazy("Dibuka kembali: %(note)s"),
    EventKind.ESCALATED: gettext_lazy("%(note)s"),
}
TITLES = {
    NEEDS: (
        gettext_lazy("Perlu saya"),
        gettext_lazy("Urusan yang perlu dikerjakan, jatuh tempo terdekat di atas"),
    ),
    HELD: (gettext_lazy("Saya pegang"), gettext_lazy("Urusan yang Anda ambil")),
    WAITING: (gettext_lazy("Tunggu jawaban"), gettext_lazy("Urusan yang menunggu jawaban warga")),
    DONE: (
        gettext_lazy("Selesai hari ini"),
        gettext_lazy("Urusan kantor Anda yang selesai hari ini, dan yang Anda putuskan sendiri"),
    ),
}


@dataclass(frozen=True)
class Row:
    """One case as a line."""

    id: UUID
    pick: str  # "<id>:<step>" when it may be approved in a batch, else empty
    url: str
    name: str
    where: str
    service: str
    due: Say
    do: str
    told: str
    evidence: Say
    since: str
    holder: str


@dataclass(frozen=True)
class Group:
    title: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool


def groups(
    cases: Iterable[Case], *, name: str, actor: Actor, filters: Filters, now: dt.datetime | None = None
) -> list[Group]:
    """Lewat waktu, Hari ini, Besok, then the days; other boxes stand in one group."""
    now = now or timezone.now()
    found: dict[str, list[Row]] = {}
    for case in cases:
        title = _day(case, now) if name in (NEEDS, HELD) else ""
        found.setdefault(title, []).append(row(case, actor=actor, filters=filters, now=now))
    return [Group(title, rows) for title, rows in found.items()]


def _day(case: Case, now: dt.datetime) -> str:
    if case.step_due_at < now:
        return _("Lewat waktu")
    day = formats.as_date(case.step_due_at)
    distance = (day - formats.as_date(now)).days
    if distance == 0:
        return _("Hari ini")
    if distance == 1:
        return _("Besok, %(day)s") % {"day": formats.day(day)}
    return formats.weekday(day)


def row(case: Case, *, actor: Actor, filters: Filters, now: dt.datetime) -> Row:
    own = is_self_dealing(actor, case)
    ready = case.evidence_complete and not case.conflicts and case.step_kind in BATCHABLE
    return Row(
        id=case.id,
        pick=f"{case.id}:{case.step_index}" if ready and not own and case.desk in actor.desks else "",
        url=address.address(_path().replace(str(NOBODY), str(case.id)), filters),
        name=case.subject_name,
        where=rt_rw(case.rt, case.rw),
        service=case.service_title,
        due=due(case, now),
        do=_("Urusan Anda sendiri: dikerjakan rekan") if own else what_to_do(case),
        told=told(getattr(case, "last_event", None), case, now),
        evidence=evidence(case),
        since=when(case.step_since or case.opened_at, now),
        holder=case.holder_name,
    )


@cache
def _path() -> str:
    """The address of any case: resolving it anew for every line of a list would cost more than the line."""
    return reverse("desk:case", args=[NOBODY])


def due(case: Case, now: dt.datetime) -> Say:
    """How long is left, in the words of somebody who plans a morning."""
    if case.closed_at:
        return {
            CaseState.ISSUED: ("ok", _("terbit %(t)s") % {"t": formats.clock(case.closed_at)}, "okc"),
            CaseState.REFUSED: ("bad", _("ditolak %(t)s") % {"t": formats.clock(case.closed_at)}, "xc"),
        }.get(case.state, ("idle", _("dibatalkan %(t)s") % {"t": formats.clock(case.closed_at)}, "undo"))
    moment = case.step_due_at if case.state == CaseState.OPEN else case.due_at
    if moment < now:
        return "bad", formats.left(moment, now), "alert"
    if formats.as_date(moment) == formats.as_date(now):
        return "warn", formats.span(moment - now), "clock"
    return "idle", formats.near(moment, now), "clock"


def what_to_do(case: Case) -> str:
    if case.state == CaseState.WAITING_CITIZEN:
        return _("Menunggu jawaban warga")
    if case.closed_at:
        return str(CaseState(case.state).label)
    return str(DO.get(case.step_kind, ""))


def told(event: dict[str, Any] | None, case: Case, now: dt.datetime) -> str:
    """The last thing that happened, if it helps whoever opens the case next."""
    if case.closed_at or not event or event["kind"] not in TOLD:
        return case.number if case.closed_at else ""
    moment = parse_datetime(event["at"]) if isinstance(event["at"], str) else event["at"]
    rt = "rt:" in case.desk
    who = event["post"] or (ketua("rt", case.rt, case.rw) if rt else _("petugas"))
    return str(TOLD[event["kind"]]) % {"who": who, "note": event["note"][:80], "when": when(moment, now)}


def evidence(case: Case) -> Say:
    if case.conflicts:
        return "warn", _("%(n)s beda") % {"n": case.conflicts}, "alert"
    whole = _("%(known)s dari %(needed)s") % {"known": case.known, "needed": case.needed}
    return ("ok", whole, "okc") if case.evidence_complete else ("idle", whole, "clock")


def when(moment: dt.datetime | None, now: dt.datetime) -> str:
    """The clock today, the day before that."""
    if moment is None:
        return ""
    if formats.as_date(moment) == formats.as_date(now):
        return f"{formats.local(moment):%H.%M}"
    return formats.short_day(moment).rpartition(" ")[0]


def choices(numbers: Figures, filters: Filters) -> dict[str, list[Option]]:
    """The four narrowing lists. Counts stand beside them only while they speak of the whole box."""
    exact = numbers.choices_are_exact

    def option(value: str, label: str, n: int, chosen: bool) -> Option:
        return Option(value, f"{label} ({formats.number(n)})" if exact and n else label, chosen)

    services = [option(k, t, n, k == filters.service) for k, t, n in numbers.services]
    if filters.service and filters.service not in {o.value for o in services}:
        services.append(Option(filters.service, filters.service, True))
    steps = {k: n for k, n in numbers.steps}
    rws = {k: n for k, n in numbers.rws} | (
        {} if not filters.rw else {filters.rw: dict(numbers.rws).get(filters.rw, 0)}
    )
    kinds = {"complete": _("Lengkap"), "missing": _("Ada yang kurang"), "conflict": _("Ada yang beda")}
    return {
        "layanan": services,
        "langkah": [
            option(word, str(DO[kind]), steps.get(kind, 0), kind == filters.step)
            for word, kind in address.STEPS.items()
            if kind in steps or kind == filters.step
        ],
        "rw": [option(k, rt_rw("", k), n, k == filters.rw) for k, n in sorted(rws.items())],
        "bukti": [
            option(address.WORD_OF_EVIDENCE[k], label, numbers.evidence.get(k, 0), k == filters.evidence)
            for k, label in kinds.items()
        ],
    }
