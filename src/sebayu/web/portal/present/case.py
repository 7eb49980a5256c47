"""A case as its three answers: where is it, who holds it since when, when is it done at the latest. Then the whole way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.cases.actions.consent import UNCONSENTED
from sebayu.core.cases.enums import CaseState, EventKind, StepKind
from sebayu.core.cases.models import Case, CaseEvent
from sebayu.core.services import Service
from sebayu.web import formats
from sebayu.web.components import Answer, Letter, Moment, Reason, RowLink
from sebayu.web.portal.present import words
from sebayu.web.portal.present.service import Question, is_about_stranger, neutral

BADGES = {
    CaseState.OPEN: ("info", "clock"),
    CaseState.WAITING_CITIZEN: ("warn", "pen"),
    CaseState.ISSUED: ("ok", "okc"),
    CaseState.REFUSED: ("bad", "xc"),
    CaseState.CANCELLED: ("idle", "undo"),
}
# Events that only matter inside the office.
UNTOLD = {EventKind.NUMBERED, EventKind.ASSIGNED, EventKind.ISSUE_FAILED, EventKind.SIGN_FAILED,
          EventKind.SIGN_UNKNOWN}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    note: str
    who: str
    questions: Sequence[Question]


@dataclass(frozen=True)
class CasePage:
    id: UUID
    title: str
    number: str
    sub: str
    badge: tuple[str, str, str]
    answers: Sequence[Answer]
    moments: Sequence[Moment]
    running: bool
    can_cancel: bool
    fresh: str = ""
    ask: Asked | None = None
    reason: tuple[str, str, str, str] | None = None
    objection: str = ""
    again_url: str = ""
    draft: Letter | None = None
    reasons: Sequence[Reason] = ()
    survey: str = ""


def badge(case: Case) -> tuple[str, str, str]:
    tone, picture = BADGES[CaseState(case.state)]
    return tone, CaseState(case.state).label, picture


def row(case: Case, icon: str, title: str = "") -> RowLink:
    """A case as a line of a list."""
    return RowLink(
        case.service_title,
        reverse("portal:case", args=[case.id]),
        sentence(case, title),
        icon,
        badge=badge(case)[:2],
    )


def sentence(case: Case, title: str = "") -> str:
    if case.state == CaseState.WAITING_CITIZEN:
        return _("Petugas bertanya kepada Anda. Buka untuk menjawab.")
    if case.is_running:
        return _("%(where)s. Selesai paling lambat %(when)s.") % {
            "where": where(case, title),
            "when": formats.near(case.due_at),
        }
    return _("%(state)s pada %(day)s.") % {
        "state": CaseState(case.state).label,
        "day": formats.day(case.closed_at),
    }


def holder(case: Case, title: str = "") -> str:
    """Who has it, by post: the title where the office has one, else the part and the office."""
    if title:
        return title
    by = case.step.get("by", "")
    if by in {"rt", "rw"}:
        return words.ketua(by, case.rt, case.rw)
    if case.step.get("of"):
        return _("Orang yang datanya ikut dimuat")
    part = words.ROLES.get(by, _("Petugas"))
    return f"{part}, {case.office_name}"


def where(case: Case, title: str = "") -> str:
    """The state of a running case in a few words."""
    if case.state == CaseState.WAITING_CITIZEN:
        return _("Menunggu jawaban Anda")
    who = holder(case, title)
    return {
        StepKind.CONSENT: _("Belum disetujui"),
        StepKind.ATTEST: _("Menunggu keterangan %(who)s"),
        StepKind.CHECK: _("Diperiksa %(who)s"),
        StepKind.INITIAL: _("Menunggu paraf %(who)s"),
        StepKind.SIGN: _("Menunggu tanda tangan %(who)s"),
        StepKind.COUNTERSIGN: _("Menunggu tanda tangan %(who)s"),
        StepKind.AUTOMATIC: _("Sedang diterbitkan"),
    }.get(case.step_kind, _("Sedang diurus")) % {"who": who}


def where_short(case: Case) -> str:
    if case.state == CaseState.WAITING_CITIZEN:
        return _("Menunggu jawaban Anda")
    return {
        StepKind.CONSENT: _("Belum disetujui"),
        StepKind.ATTEST: _("Menunggu keterangan"),
        StepKind.CHECK: _("Diperiksa petugas"),
        StepKind.INITIAL: _("Menunggu paraf"),
        StepKind.SIGN: _("Menunggu tanda tangan"),
        StepKind.COUNTERSIGN: _("Menunggu kecamatan"),
        StepKind.AUTOMATIC: _("Sedang diterbitkan"),
    }.get(case.step_kind, _("Sedang diurus"))


def answers(
    case: Case, *, title: str, worked: tuple[int, int] | None, now: datetime | None = None
) -> list[Answer]:
    """The three answers. `worked`: working hours used and in all."""
    now = now or timezone.now()
    if not case.is_running:
        return _ended(case)
    total, here = len(case.steps), case.step_index
    bars = ["on" if i < here else "now" if i == here else "" for i in range(total)]
    if case.state == CaseState.WAITING_CITIZEN:
        second = Answer(_("Siapa yang memegang?"), _("Anda"), _("Jawab pertanyaan di bawah ini"))
    else:
        named = f"{case.holder_name}, " if case.holder_name else ""
        since = case.step_since or case.opened_at
        second = Answer(
            _("Siapa yang memegang?"),
            holder(case, title),
            _("%(named)ssejak %(clock)s (%(span)s)")
            % {"named": named, "clock": _since(since, now), "span": formats.span(now - since)},
        )
    late = now > case.due_at
    used, whole = worked or (0, 0)
    return [
        Answer(
            _("Di mana sekarang?"),
            where_short(case),
            _("Langkah %(i)s dari %(n)s") % {"i": min(here + 1, total), "n": total} if total else "",
            bars,
        ),
        second,
        Answer(
            _("Kapan selesai, paling lambat?"),
            formats.opened(formats.near(case.due_at, now))
            if not late
            else formats.opened(formats.left(case.due_at, now)),
            _("%(u)s dari %(n)s jam kerja terpakai") % {"u": used, "n": whole}
            if whole and not late
            else formats.near(case.due_at, now),
            used=min(used, whole),
            total=whole,
            tone="bad" if late else "",
        ),
    ]


def _since(since: datetime, now: datetime) -> str:
    same_day = formats.as_date(since) == formats.as_date(now)
    return formats.clock(since) if same_day else f"{formats.short_day(since)}, {formats.clock(since)}"


def _ended(case: Case) -> list[Answer]:
    took = formats.span(case.closed_at - case.opened_at)
    return [
        Answer(_("Di mana sekarang?"), str(CaseState(case.state).label), case.office_name),
        Answer(
            _("Siapa yang memutuskan?"),
            _("Anda")
            if case.state == CaseState.CANCELLED and case.reason != UNCONSENTED
            else case.reason
            if case.state == CaseState.CANCELLED
            else case.office_name,
            "",
        ),
        Answer(
            _("Kapan selesai?"),
            formats.opened(formats.near(case.closed_at)),
            _("%(t)s sejak diminta") % {"t": took},
        ),
    ]


def moments(case: Case, events: Iterable[CaseEvent], *, title: str = "") -> list[Moment]:
    """The history the citizen may see, the place it is at now, and what comes next."""
    shown: list[Moment] = []
    day = None
    for event in events:
        if (not event.public and event.kind != EventKind.APPROVED) or event.kind in UNTOLD:
            continue
        same = formats.as_date(event.at) == day
        day = formats.as_date(event.at)
        when = formats.clock(event.at) if same else formats.moment(event.at)
        note = event.note if event.public and event.kind in _NOTED else ""
        shown.append(Moment(_told(case, event), when, note=note, at=event.at))
    if not case.is_running:
        return shown
    since = case.step_since or case.opened_at
    shown.append(Moment(where(case, title), _("sejak %(t)s") % {"t": formats.near(since)}, "now"))
    shown.append(
        Moment(
            _("Surat terbit dan tersimpan di sini"),
            _("paling lambat %(t)s") % {"t": formats.near(case.due_at)},
            "next",
        )
    )
    return shown


_NOTED = {EventKind.RETURNED, EventKind.REFUSED, EventKind.ANSWERED, EventKind.CANCELLED, EventKind.REOPENED}


def _told(case: Case, event: CaseEvent) -> str:
    who = ", ".join(part for part in (event.who, event.post) if part) or _("petugas")
    return {
        EventKind.OPENED: _("Anda meminta surat ini")
        if not case.helper_name
        else _("Anda meminta surat ini, dibantu %(who)s") % {"who": case.helper_name},
        EventKind.GATHERED: _("Data diambil dari sumbernya"),
        EventKind.ATTESTED: _("Diterangkan oleh %(who)s"),
        EventKind.APPROVED: _("Diperiksa dan disetujui oleh %(who)s"),
        EventKind.RETURNED: _("Pertanyaan untuk Anda dari %(who)s"),
        EventKind.ANSWERED: _("Anda menjawab"),
        EventKind.RECORDED: _("Data dicocokkan oleh %(who)s"),
        EventKind.ISSUED: _("Surat terbit"),
        EventKind.REFUSED: _("Ditolak oleh %(who)s"),
        EventKind.CANCELLED: _("Anda membatalkan permintaan"),
        EventKind.REOPENED: _("Dibuka kembali oleh %(who)s"),
        EventKind.ESCALATED: _("Diteruskan agar tidak terlambat"),
    }.get(event.kind, str(EventKind(event.kind).label)).replace("%(who)s", who)


def decided(case: Case, service: Service) -> list[Reason]:
    """The reasons frozen with the case; one about somebody outside the family says only that it was looked at."""
    shown: list[Reason] = []
    for r in (case.decision or {}).get("reasons", []):
        if is_about_stranger(service, (*r.get("facts_used", ()), *r.get("missing", ()))):
            shown.append(neutral(r.get("cite", "")))
        else:
            shown.append(Reason(r.get("ok"), r.get("text", ""), r.get("cite", "")))
    return shown
