"""Letters waiting for a signature: the ones to look at first, then those where everything is in order."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sebayu.core.cases.actions import SignResult
from sebayu.core.cases.batch import FAILED, MOVED, SIGNED, UNKNOWN, UNTOUCHED, Became
from sebayu.core.cases.enums import EventKind
from sebayu.core.cases.models import Case
from sebayu.core.cases.perms import is_self_dealing
from sebayu.core.ledger import Actor
from sebayu.web import formats
from sebayu.web.components import Letter

ORDER = (FAILED, UNKNOWN, UNTOUCHED, MOVED, SIGNED)  # what needs the signer stands first


@dataclass(frozen=True)
class Waiting:
    """One letter with its picture; `flag` says why to look at it first."""

    id: UUID
    name: str
    service: str
    flag: str
    facts: str
    letter: Letter
    case_url: str
    may_sign: bool


@dataclass(frozen=True)
class SignPage:
    flagged: Sequence[Waiting]
    clear: Sequence[Waiting]
    total: int
    since: str
    late: int


@dataclass(frozen=True)
class Result:
    tone: str
    name: str
    service: str
    text: str | Promise
    url: str


@dataclass(frozen=True)
class ResultPage:
    signed: int
    total: int
    unknown: int
    untouched: int
    failed: int
    rows: Sequence[Result]


def page(
    cases: Sequence[Case],
    decided: Mapping[UUID, dict],
    hanging: Collection[UUID],
    actor: Actor,
    now: dt.datetime | None = None,
) -> SignPage:
    now = now or timezone.now()
    rows = [_waiting(case, decided.get(case.id) or {}, case.document_id in hanging, actor) for case in cases]
    oldest = min((c.step_since for c in cases if c.step_since), default=None)
    return SignPage(
        flagged=[r for r in rows if r.flag],
        clear=[r for r in rows if not r.flag],
        total=len(rows),
        since=formats.near(oldest, now) if oldest else "",
        late=sum(1 for c in cases if c.step_due_at < now),
    )


def _waiting(case: Case, decision: dict, unsure: bool, actor: Actor) -> Waiting:
    own = is_self_dealing(actor, case)
    src = reverse("desk:picture", args=[case.id])
    return Waiting(
        id=case.id,
        name=case.subject_name,
        service=case.service_title,
        flag=_flag(case, decision, unsure, own),
        facts=_("%(known)s dari %(needed)s data") % {"known": case.known, "needed": case.needed},
        letter=Letter(src, _("Lihat surat %(who)s") % {"who": case.subject_name}, href=f"{src}?besar=1"),
        case_url=reverse("desk:case", args=[case.id]),
        may_sign=not own and not unsure,
    )


def _flag(case: Case, decision: dict, unsure: bool, own: bool) -> str:
    """Why a letter is not ticked beforehand."""
    if own:
        return _("Surat Anda sendiri: ditandatangani pejabat lain")
    if unsure:
        return _("Hasil tanda tangan belum pasti: tuntaskan dahulu")
    last: dict[str, Any] = getattr(case, "last_event", None) or {}
    if last.get("kind") == EventKind.ISSUE_FAILED:
        return _("Surat ini terakhir gagal dibuat")
    if last.get("kind") == EventKind.SIGN_FAILED:
        return _("Tanda tangan terakhir gagal")
    if not case.evidence_complete:
        return _("%(n)s data belum diketahui") % {"n": case.needed - case.known}
    if case.conflicts:
        return _("%(n)s data ditulis berbeda oleh dua sumber") % {"n": case.conflicts}
    if decision.get("outcome") == "no":
        return _("Ada syarat yang tidak terpenuhi")
    if decision.get("outcome") == "unknown":
        return _("Ada syarat yang belum dapat diputuskan")
    if last.get("note") and last.get("kind") == EventKind.APPROVED:
        return _("Catatan: %(note)s") % {"note": last["note"][:80]}
    return ""


def results(letters: Sequence[Became]) -> ResultPage:
    """What needs the signer first, what is done last."""
    states = [letter.state for letter in letters]
    return ResultPage(
        signed=states.count(SIGNED),
        total=len(letters),
        unknown=states.count(UNKNOWN),
        untouched=states.count(UNTOUCHED),
        failed=states.count(FAILED),
        rows=[
            row(letter.state, letter.case, letter.error)
            for letter in sorted(letters, key=lambda letter: ORDER.index(letter.state))
        ],
    )


def line(result: SignResult, case: Case) -> Result:
    """The same for a letter that was signed just now."""
    state = SIGNED if result.ok else UNKNOWN if result.unknown else UNTOUCHED if result.untouched else FAILED
    return row(state, case, result.error)


def row(state: str, case: Case, error: str) -> Result:
    tone, text = {
        SIGNED: ("ok", _("Ditandatangani dan tanda tangannya sudah diperiksa")),
        UNKNOWN: ("warn", _("Belum pasti: layanan tanda tangan tidak menjawab")),
        UNTOUCHED: ("idle", _("Belum disentuh")),
        MOVED: ("idle", _("Sudah berpindah dari meja Anda")),
        FAILED: ("bad", error or _("Tidak jadi ditandatangani")),
    }[state]
    return Result(tone, case.subject_name, case.service_title, text, reverse("desk:case", args=[case.id]))


BROKEN = Result(
    "bad",
    "",
    "",
    gettext_lazy(
        "Ada yang rusak di pihak kami, jadi kami berhenti di sini. Ringkasan berikut menyebut keadaan tiap surat."
    ),
    "",
)
