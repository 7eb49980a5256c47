"""The one screen that is the product: a statement to read and agree to, with at most the questions nobody else can answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core import facts
from sebayu.core.rules import Decision
from sebayu.core.services import Service
from sebayu.web import formats
from sebayu.web.components import FactRow, Letter, Reason
from sebayu.web.portal.forms import OTHER, AskForm
from sebayu.web.portal.present import facts as fact_rows
from sebayu.web.portal.present import words

Pair = tuple[str, str, str]


@dataclass(frozen=True)
class Question:
    """One question on the page: the field, why only the citizen knows, and when it matters (`key=value`)."""

    field: BoundField
    because: str = ""
    when: str = ""


def questions(form: AskForm) -> list[Question]:
    """The open questions in order, each free text after the choice that leads to it."""
    found = []
    for ask in form.asks:
        found.append(Question(form[ask.key], ask.because))
        if ask.other:
            found.append(Question(form[f"{ask.key}_other"], when=f"{ask.key}={OTHER}"))
    return found


@dataclass(frozen=True, kw_only=True)
class ServicePage:
    title: str
    lede: str
    gets_text: str
    gets: Sequence[Pair]
    button: str = ""
    firmly: bool = True  # the button is the one thing to do; not where the answer will be no
    basis_note: str
    back: str
    back_url: str
    evidence_key: str = ""
    known: Sequence[FactRow] = ()
    known_note: str = ""
    waiting: Sequence[FactRow] = ()
    copies: Sequence[str] = ()
    choices: Sequence[BoundField] = ()
    questions: Sequence[Question] = ()
    asks_note: str = ""
    reasons: Sequence[Reason] = ()
    why: str = ""
    why_note: str = ""
    draft: Letter | None = None
    tip: str = ""
    tip_cite: str = ""
    errors: Sequence[str] = ()
    notices: Sequence[tuple[str, str, str]] = ()
    hold: bool = False  # somebody has to be chosen first: nothing to answer or send yet
    sources: Sequence[tuple[str, str]] = field(default_factory=tuple)
    asks: Sequence[tuple[str, str]] = field(default_factory=tuple)
    login_url: str = ""


def gets(service: Service, due: datetime | None, giver: str, giver_note: str) -> list[Pair]:
    """By when, for how much, valid how long, from whom."""
    pairs: list[Pair] = []
    within = service.within
    if due:
        pairs.append(
            (
                _("Paling lambat"),
                formats.weekday(due),
                _("pukul %(t)s, %(w)s") % {"t": formats.clock(due), "w": span_of(within)},
            )
        )
    elif within:
        pairs.append((_("Paling lambat"), span_of(within), _("sejak Anda menekan tombol")))
    free = not service.cost.amount
    note = _("jangan bayar kepada siapa pun") if free else service.cost.basis
    pairs.append((_("Biaya"), formats.rupiah(service.cost.amount), note))
    days = service.gives.valid_days if service.gives else None
    if days:
        until = timezone.localdate() + timedelta(days=days)
        pairs.append(
            (
                _("Berlaku"),
                _("%(n)s hari") % {"n": days},
                _("kira-kira sampai %(d)s") % {"d": formats.day(until)},
            )
        )
    else:
        pairs.append((_("Berlaku"), _("tanpa batas waktu"), _("selama datanya tidak berubah")))
    if giver:
        pairs.append((_("Dari"), giver, giver_note))
    return pairs


def span_of(within: Any) -> str:
    if within is None:
        return _("lima hari kerja")
    if within.working_hours:
        return _("%(n)s jam kerja") % {"n": words.count(within.working_hours)}
    return _("%(n)s hari kerja") % {"n": words.count(within.working_days)}


def is_about_stranger(service: Service, paths: Iterable[str]) -> bool:
    return any(fact_rows.is_stranger(service, path.partition(".")[0]) for path in paths)


def neutral(cite: str) -> Reason:
    """A clause about somebody outside the family: that it is looked at, not what was found."""
    return Reason(None, _("Syarat tentang orang lain dalam surat ini diperiksa petugas."), cite)


def reasons(service: Service, decision: Decision, wrong_url: Any) -> list[Reason]:
    """The clauses in plain sentences; where one is not met, the way to put the fact right."""
    shown: list[Reason] = []
    for r in decision.reasons:
        if is_about_stranger(service, (*r.facts_used, *r.missing)):
            if not any(other.text == neutral("").text for other in shown):
                shown.append(neutral(r.cite))
            continue
        path = r.facts_used[0] if r.facts_used and r.ok is False else ""
        owner = _correct_at(path)
        shown.append(
            Reason(
                ok=r.ok,
                text=r.text,
                cite=r.cite,
                help_text=_("Kalau datanya keliru, yang membetulkan: %(o)s.") % {"o": owner} if owner else "",
                help_url=wrong_url(path) if owner else "",
                help_label=_("Data ini salah"),
            )
        )
    return shown


def _correct_at(path: str) -> str:
    vocabulary = facts.vocabulary()
    if path not in vocabulary:
        return ""
    return vocabulary.owner_of(path).correct_at


def why(decision: Decision) -> tuple[str, str]:
    """The heading above the reasons, and how many are met."""
    met = sum(r.ok is True for r in decision.reasons)
    open_ones = sum(r.ok is None for r in decision.reasons)
    heading = {
        "yes": _("Mengapa Anda berhak"),
        "no": _("Mengapa belum dapat"),
        "unknown": _("Syaratnya"),
    }[decision.outcome]
    note = _("%(n)s syarat terpenuhi") % {"n": words.count(met)}
    if open_ones:
        note += ", " + _("%(n)s masih diperiksa") % {"n": words.count(open_ones)}
    return heading, note


def lede(decision: Decision, asks: int, waiting: int) -> str:
    """The whole page in two sentences."""
    if decision.outcome == "no":
        return _(
            "Menurut data yang ada, Anda belum memenuhi syarat surat ini. Di bawah ini alasannya dan siapa yang dapat membetulkan datanya."
        )
    if decision.outcome == "unknown" or waiting:
        opening = _("Anda dapat memintanya sekarang. Yang belum kami ketahui kami cari sendiri, bukan Anda.")
    else:
        opening = _("Anda berhak atas surat ini. Tidak ada yang perlu difotokopi atau dibawa.")
    if not asks:
        return f"{opening} " + _("Tinggal satu ketukan.")
    return f"{opening} " + _("Tinggal %(n)s pertanyaan.") % {"n": words.count(asks)}


def known_note(rows: Sequence[FactRow]) -> str:
    owners = {row.chip.owner for row in rows if row.chip}
    return _("%(n)s data dari %(k)s sumber") % {"n": len(rows), "k": words.count(len(owners))}


def basis_note(service: Service) -> str:
    return _(
        "Data di atas dibaca hanya untuk surat ini (%(law)s), atas dasar pelayanan publik (UU 27/2022 pasal 20). "
        "Setiap pembacaan tercatat."
    ) % {"law": service.basis}


def grouped_needs(service: Service) -> list[tuple[str, str]]:
    """For the public page: which office tells us what."""
    vocabulary = facts.vocabulary()
    groups: dict[str, list[str]] = {}
    for path in (*service.needs, *service.optional):
        kind = service.kind_of(path.partition(".")[0])
        fact = vocabulary.as_role(path, kind)
        if fact is None or fact.name in {"area_code", "province"}:
            continue
        labels = groups.setdefault(vocabulary.owners[fact.owner].name, [])
        if fact.label not in labels:
            labels.append(fact.label)
    return [(owner, ", ".join(labels)) for owner, labels in groups.items()]
