"""A case as an officer decides it: evidence left, decision right."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.cases import deciding, perms
from sebayu.core.cases.enums import CaseState, Channel, EventKind, StepKind, Verdict
from sebayu.core.cases.figures import Neighbours
from sebayu.core.cases.lists import Filters
from sebayu.core.cases.models import Case, CaseEvent
from sebayu.core.cases.workflow import VERDICTS
from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.web import formats
from sebayu.web.components import Letter, Moment, Reason
from sebayu.web.desk import filters as address
from sebayu.web.desk.present import inbox
from sebayu.web.desk.present.evidence import EvidenceRow
from sebayu.web.portal.present import words


@dataclass(frozen=True)
class Choice:
    """One verdict to choose; `key` is the letter of the keyboard."""

    value: str
    label: str
    hint: str
    key: str
    chosen: bool


@dataclass(frozen=True)
class CasePage:
    id: UUID
    number: str
    name: str
    sub: str
    due: inbox.Say
    due_text: str
    promise: str
    badge: tuple[str, str, str]
    place: str
    previous: str
    next: str
    back: str
    rows: Sequence[EvidenceRow]
    missing: int
    conflicts: Sequence[EvidenceRow]
    reasons: Sequence[Reason]
    outcome: tuple[str, str]
    letter: Letter | None
    letter_url: str
    moments: Sequence[Moment]
    choices: Sequence[Choice]
    signs: bool
    note_label: str
    closed_why: str
    holder: str
    can_take: bool
    can_record_consent: bool
    colleagues: Sequence[Account]
    can_reopen: bool
    hanging: bool
    seen: str


def verdicts(actor: Actor, case: Case) -> list[str]:
    """What may be chosen at this step, the usual one first."""
    if not perms.can_decide(actor, case):
        return []
    allowed = VERDICTS[StepKind(case.step_kind)]
    found = ["sign"] if case.step_kind in (StepKind.SIGN, StepKind.COUNTERSIGN) else []
    if Verdict.APPROVE in allowed:
        found.append("approve")
    if Verdict.RETURN in allowed:
        found += ["return"] + (["return_desk"] if case.step_index > 0 and not _after_attest(case) else [])
    return [*found, *(["refuse"] if Verdict.REFUSE in allowed else [])]


def _after_attest(case: Case) -> bool:
    """RT and RW answer once; a question to them is asked by the citizen's own answer, not by sending the case back."""
    return case.steps[case.step_index - 1]["kind"] in {StepKind.ATTEST, StepKind.CONSENT}


def choices(case: Case, offered: Sequence[str], chosen: str) -> list[Choice]:
    before = case.steps[case.step_index - 1] if case.step_index else {}
    texts = {
        "sign": (_("Tanda tangani"), _("diberi nomor, ditandatangani, diperiksa"), "s"),
        "approve": (_("Setujui"), _("diteruskan ke %(who)s") % {"who": next_desk(case)}, "s"),
        "return": (_("Kembalikan ke warga"), _("tulis alasannya"), "b"),
        "return_desk": (
            _("Kembalikan ke %(who)s") % {"who": desk_name(case, before)},
            _("tulis alasannya"),
            "m",
        ),
        "refuse": (_("Tolak"), _("alasan dan dasar hukum"), "t"),
    }
    return [Choice(v, *texts[v], chosen=v == chosen) for v in offered]


def next_desk(case: Case) -> str:
    following = case.steps[case.step_index + 1] if case.step_index + 1 < len(case.steps) else {}
    return desk_name(case, following) if following else _("penerbitan")


def desk_name(case: Case, step: dict) -> str:
    """Whose desk a step is, without asking the database."""
    by = step.get("by", "")
    if by == "head":
        return _("Lurah") if deciding.kind_of_area(case) == "kelurahan" else _("Kepala Desa")
    if by in {"rt", "rw"}:
        return words.ketua(by, case.rt, case.rw)
    if step.get("of"):
        return _("pihak yang dimintai persetujuan")
    return str(words.ROLES.get(by, _("petugas")))


def heading(case: Case) -> str:
    parts = [case.service_title, case.number, words.rt_rw(case.rt, case.rw)]
    if case.channel == Channel.COUNTER or case.helper_name:
        parts.append(_("lewat loket, dibantu %(who)s") % {"who": case.helper_name or _("petugas")})
    return " · ".join(part for part in parts if part)


def due_text(case: Case, now: dt.datetime) -> tuple[str, str]:
    """Until when this step, and until when all of it."""
    whole = _("seluruhnya paling lambat %(t)s") % {"t": formats.near(case.due_at, now)}
    if case.state != CaseState.OPEN or not case.step_due_at:
        return "", whole if case.is_running else ""
    return _("batas langkah ini %(t)s") % {"t": formats.near(case.step_due_at, now)}, whole


def closed_why(actor: Actor, case: Case) -> str:
    """Why there is nothing to decide here now, so that nobody searches for a button."""
    if case.state == CaseState.WAITING_CITIZEN:
        return _("Menunggu jawaban warga: %(reason)s") % {"reason": case.reason}
    if case.state == CaseState.REFUSED:
        return _("Ditolak: %(reason)s") % {"reason": case.reason}
    if not case.is_running:
        return str(CaseState(case.state).label)
    if case.step_kind == StepKind.CONSENT:
        return _("Menunggu persetujuan orang yang datanya dimuat surat ini.")
    if case.desk not in actor.desks:
        return _("Sekarang di meja %(who)s.") % {"who": desk_name(case, case.step)}
    return ""


def neighbour_urls(beside: Neighbours, filters: Filters) -> tuple[str, str, str]:
    def url(key: UUID | None) -> str:
        return address.address(reverse("desk:case", args=[key]), filters) if key else ""

    place = _("%(n)s dari %(total)s") % {"n": beside.place, "total": beside.total} if beside.place else ""
    return url(beside.previous), url(beside.next), place


def moments(case: Case, events: Sequence[CaseEvent]) -> list[Moment]:
    """The whole history, notes between officers included."""
    shown = [_moment(case, event) for event in events]
    if case.is_running:
        now_at = (
            inbox.what_to_do(case)
            if case.state == CaseState.WAITING_CITIZEN
            else _("Di meja %(who)s") % {"who": desk_name(case, case.step)}
        )
        since = case.step_since or case.opened_at
        shown.append(Moment(now_at, _("sejak %(t)s") % {"t": formats.near(since)}, "now"))
    return shown


def _moment(case: Case, event: CaseEvent) -> Moment:
    who = ", ".join(part for part in (event.who, event.post) if part)
    text = str(EventKind(event.kind).label)
    if event.kind == EventKind.OPENED and case.helper_name:
        who = _("dibantu %(who)s") % {"who": case.helper_name}
    inside = "" if event.public or not event.note else _(" (antarpetugas)")
    when = formats.moment(event.at) + (f", {who}" if who else "")
    return Moment(text, when, note=f"{event.note}{inside}" if event.note else "", at=event.at)


def reasons(case: Case) -> list[Reason]:
    """The clauses as they were decided, each with its source."""
    written = (case.decision or {}).get("reasons", [])
    return [Reason(r.get("ok"), r.get("text", ""), r.get("cite", "")) for r in written]


def undecided(case: Case) -> frozenset[str]:
    """The facts without which the rule cannot say yes or no."""
    return frozenset(path for r in (case.decision or {}).get("reasons", []) for path in r.get("missing", []))


def outcome(case: Case) -> tuple[str, str]:
    """What the rule says about the evidence, as a hint beside the human decision."""
    return {
        "yes": ("ok", _("Semua syarat terpenuhi")),
        "no": ("bad", _("Ada syarat yang tidak terpenuhi")),
        "unknown": ("idle", _("Belum dapat diputuskan: ada data yang belum diketahui")),
    }.get((case.decision or {}).get("outcome", ""), ("idle", ""))


def note_label(case: Case, offered: Sequence[str]) -> str:
    if "approve" in offered:
        return _("Catatan untuk %(who)s (boleh kosong), atau alasan untuk warga") % {"who": next_desk(case)}
    return _("Alasan, bila dikembalikan atau ditolak")


def remaining(case: Case, now: dt.datetime) -> inbox.Say:
    """How much time is left; until when stands beside it."""
    moment = case.step_due_at if case.state == CaseState.OPEN and case.step_due_at else case.due_at
    same_day = formats.as_date(moment) == formats.as_date(now)
    tone = "bad" if moment < now else "warn" if same_day else "idle"
    return tone, formats.left(moment, now), "alert" if tone == "bad" else "clock"


def seen(case: Case) -> str:
    return _("Anda membuka data ini %(t)s untuk %(number)s. Warga dapat melihatnya.") % {
        "t": formats.clock(timezone.now()),
        "number": case.number,
    }
