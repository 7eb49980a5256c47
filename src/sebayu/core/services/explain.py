"""A declaration as a public notice in plain Indonesian: what, for whom, on which law, how long, how much."""

from __future__ import annotations

from sebayu.core.facts import long_date, rupiah, vocabulary
from sebayu.core.facts.mark import _
from sebayu.core.rules import Clause
from sebayu.core.services.conditions import fact_of
from sebayu.core.services.copies import COPIES
from sebayu.core.services.model import AREA_KIND, EVIDENCE_COMPLETE, PLACEHOLDER, Service, Step

ROLES = {
    "rt": _("Ketua RT"),
    "rw": _("Ketua RW"),
    "officer": _("petugas kelurahan/desa"),
    "kasi": _("kepala seksi"),
    "secretary": _("sekretaris kelurahan/desa"),
    "head": _("lurah atau kepala desa"),
    "camat_officer": _("petugas kecamatan"),
    "camat": _("camat"),
}
REQUESTERS = {
    "self": _("Anda sendiri"),
    "household": _("Anda atau anggota keluarga dalam satu KK"),
    "anyone": _("siapa saja yang berkepentingan"),
    "officer": _("petugas"),
}
_VERBS = {
    "check": _("diperiksa {who}"),
    "initial": _("diparaf {who}"),
    "sign": _("ditandatangani {who}"),
    "countersign": _("diketahui dan ditandatangani {who}"),
}


def explain(service: Service) -> str:
    if service.obsolete:
        return _lines(_obsolete(service))
    parts = [service.title.upper(), service.summary, ""]
    parts += [_("Dasar hukum: {basis}").format(basis=service.basis)]
    parts += [_("Yang boleh meminta: {who}").format(who=REQUESTERS[service.requester])]
    parts += _section(
        _("Syarat"), [_clause(clause) for clause in service.entitled] or [_("Tidak ada syarat khusus.")]
    )
    parts += _section(_("Data yang kami ambil sendiri"), _known(service))
    parts += _section(_("Yang perlu Anda jawab"), _asks(service) or [_("Tidak ada.")])
    parts += _section(_("Tidak kami minta lagi"), [COPIES.get(copy, copy) for copy in service.replaces])
    parts += _section(_("Langkah"), [_step(service, step) for step in service.steps])
    parts += ["", *_terms(service)]
    return _lines(parts)


def _obsolete(service: Service) -> list[str]:
    gone = service.obsolete
    assert gone is not None
    door = f"{gone.door.label} ({gone.door.url})" if gone.door.url else gone.door.label
    return [
        service.title.upper(),
        _("Surat ini tidak diperlukan lagi."),
        gone.because,
        _("Dasar hukum: {law} {article}").format(law=gone.law, article=gone.article),
        _("Pintu yang benar: {door}").format(door=door),
        gone.note,
    ]


def _clause(clause: Clause) -> str:
    days = ""
    if clause.valid_from:
        days += _(", mulai {day}").format(day=long_date(clause.valid_from))
    if clause.valid_until:
        days += _(", sampai {day}").format(day=long_date(clause.valid_until))
    return f"{clause.because} ({clause.cite}{days})"


def _known(service: Service) -> list[str]:
    by_owner: dict[str, list[str]] = {}
    words = vocabulary()
    for path in service.needs:
        fact = fact_of(service, path, words)
        if fact is None:
            continue
        root = path.split(".")[0]
        label = (
            fact.label
            if root not in service.roles
            else f"{fact.label} ({service.roles[root].label.rstrip('?')})"
        )
        by_owner.setdefault(words.owners[fact.owner].short, []).append(label)
    return [f"{owner}: {', '.join(labels)}" for owner, labels in by_owner.items()]


def _asks(service: Service) -> list[str]:
    searched = [role.label for role in service.roles.values() if role.chosen_from == "search"]
    return searched + [f"{ask.label} {ask.because}" for ask in service.asks.values()]


def _step(service: Service, step: Step) -> str:
    who, only = ROLES.get(step.by, ""), _only(step)
    if step.kind == "consent":
        whose = service.roles[step.of]
        return (
            _("{who} dimintai persetujuan, karena datanya ikut dimuat").format(who=whose.label.rstrip("?"))
            + only
        )
    if step.kind == "attest":
        question = PLACEHOLDER.sub(lambda found: f"[{_label(service, found[1])}]", step.question)
        return _("{who} ditanya: {question}").format(who=who, question=question) + only
    return _VERBS[step.kind].format(who=who) + only


def _label(service: Service, path: str) -> str:
    fact = fact_of(service, path)
    return fact.label.lower() if fact else path


def _only(step: Step) -> str:
    """When a step may be spared, in words for the two common conditions."""
    if step.unless == EVIDENCE_COMPLETE:
        return _(" (hanya bila data belum lengkap)")
    for kind in ("desa", "kelurahan"):
        if step.when.replace("'", '"') == f'{AREA_KIND} == "{kind}"':
            return _(" (khusus {kind})").format(kind=kind)
    return _(" (hanya bila diperlukan)") if step.unless or step.when else ""


def _terms(service: Service) -> list[str]:
    found = []
    if service.within and service.within.working_days:
        found.append(_("Selesai paling lambat: {n} hari kerja").format(n=service.within.working_days))
    if service.within and service.within.working_hours:
        found.append(_("Selesai paling lambat: {n} jam kerja").format(n=service.within.working_hours))
    cost = rupiah(service.cost.amount) + (f" ({service.cost.basis})" if service.cost.basis else "")
    found.append(_("Biaya: {cost}").format(cost=cost))
    if service.gives and service.gives.valid_days:
        found.append(_("Berlaku: {n} hari").format(n=service.gives.valid_days))
    if service.maybe_not_needed:
        found.append(_("Mungkin tidak perlu surat: {text}").format(text=service.maybe_not_needed.text))
    found.append(
        _("Bila ditolak, Anda dapat mengajukan keberatan dalam 21 hari kerja (UU 30/2014 pasal 77).")
    )
    return found


def _section(title: str, rows: list[str]) -> list[str]:
    return ["", f"{title}:", *(f"- {row}" for row in rows)] if rows else []


def _lines(parts: list[str]) -> str:
    return "\n".join(part for part in parts if part is not None).strip() + "\n"
