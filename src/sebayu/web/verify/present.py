"""A verdict as a stranger reads it: first the answer, then what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.areas import region
from sebayu.core.documents import verify
from sebayu.core.documents.enums import Finding
from sebayu.web import formats
from sebayu.web.components import Reason, Verdict

Pair = tuple[str, str, str]


@dataclass(frozen=True)
class VerdictPage:
    verdict: Verdict
    pairs: Sequence[Pair]
    checks: Sequence[Reason]
    checked: str
    upload_open: bool = False


def page(found: verify.Verdict, *, by_file: bool) -> VerdictPage:
    return VerdictPage(
        verdict=answer(found),
        pairs=_pairs(found),
        checks=_checks(found),
        checked=_("Yang kami periksa %(when)s") % {"when": formats.moment(timezone.now())},
        upload_open=by_file or found.finding == Finding.NOT_OURS,
    )


def answer(found: verify.Verdict) -> Verdict:
    """The answer itself: tone, title, and what to do."""
    tone, icon, title = {
        Finding.VALID: ("ok", "okc", _("Asli dan masih berlaku")),
        Finding.EXPIRED: ("warn", "clock", _("Asli, tetapi sudah tidak berlaku")),
        Finding.REPLACED: ("warn", "undo", _("Sudah diganti")),
        Finding.REVOKED: ("bad", "xc", _("Sudah dicabut")),
        Finding.SIMULATOR: ("warn", "alert", _("SIMULATOR, tidak sah")),
        Finding.CHANGED: ("bad", "xc", _("Isi berkas berubah")),
        Finding.NOT_OURS: ("bad", "xc", _("Bukan surat dari sini")),
        Finding.UNSIGNED: ("warn", "alert", _("Belum ditandatangani")),
        Finding.UNREADABLE: ("idle", "info", _("Berkas tidak dapat dibaca")),
    }[Finding(found.finding)]
    return Verdict(tone, title, _lines(found), icon, simulator=found.is_simulator)


def _lines(found: verify.Verdict) -> list[str]:
    lines = [found.sentence]
    where = region.pack().name
    if found.finding in {Finding.VALID, Finding.EXPIRED}:
        lines = [_("Diterbitkan %(office)s, %(region)s.") % {"office": found.office, "region": where}]
        if found.valid_until:
            said = (
                _("Berlaku sampai %(day)s.")
                if found.finding == Finding.VALID
                else _("Masa berlakunya habis pada %(day)s.")
            )
            lines.append(said % {"day": formats.day(found.valid_until)})
    if found.finding == Finding.REVOKED:
        lines = [
            _("Jangan diterima. Surat ini dicabut%(when)s oleh %(office)s.")
            % {"when": _when(found), "office": found.office}
        ]
    if found.finding == Finding.REPLACED:
        lines = [
            _("Jangan diterima. Surat ini diganti%(when)s; minta pemegangnya menunjukkan yang baru.")
            % {"when": _when(found)}
        ]
    if found.reason:
        lines.append(_("Alasan: %(reason)s") % {"reason": found.reason})
    if found.replaced_by:
        lines.append(_("Pengganti: surat nomor %(number)s.") % {"number": found.replaced_by})
    if found.finding == Finding.SIMULATOR:
        lines = []
    if found.is_simulator or found.finding == Finding.SIMULATOR:
        lines.append(
            _(
                "Dibuat untuk latihan atau demo. Tanda tangannya bukan tanda tangan elektronik yang sah dan tidak boleh diterima siapa pun."
            )
        )
    return lines


def _when(found: verify.Verdict) -> str:
    return " " + _("pada %(day)s") % {"day": formats.day(found.ended_at)} if found.ended_at else ""


def _pairs(found: verify.Verdict) -> list[Pair]:
    if not found.number:
        return []
    pairs = [(_("Jenis"), found.title, ""), (_("Nomor"), found.number, "")]
    if found.subject_hint:
        pairs.append((_("Atas nama"), found.subject_hint, _("sebagian disamarkan; cocokkan huruf awalnya")))
    if found.issued_on:
        pairs.append((_("Terbit"), formats.day(found.issued_on), ""))
    for signer in found.signers:
        at = formats.moment(signer.at) if signer.at else ""
        pairs.append((_("Ditandatangani"), signer.name, ", ".join(filter(None, [signer.title, at]))))
    return pairs


def _checks(found: verify.Verdict) -> list[Reason]:
    if not found.number:
        return []
    checks = [_integrity(found)]
    if found.signers:
        signer = found.signers[0]
        if found.is_simulator:
            checks.append(Reason(False, _("Tanda tangan tidak sah"), _("Dibuat oleh simulator, bukan BSrE")))
        else:
            checks.append(
                Reason(
                    True,
                    _("Tanda tangan elektronik sah saat surat ini terbit"),
                    f"{signer.name}, {signer.title}",
                )
            )
    else:
        checks.append(Reason(False, _("Belum ada tanda tangan elektronik"), ""))
    source = _("Catatan %(region)s") % {"region": region.pack().name}
    if found.finding == Finding.REVOKED:
        checks.append(
            Reason(False, _("Sudah dicabut"), formats.moment(found.ended_at) if found.ended_at else source)
        )
    elif found.finding == Finding.REPLACED:
        checks.append(
            Reason(False, _("Sudah diganti"), formats.moment(found.ended_at) if found.ended_at else source)
        )
    else:
        checks.append(Reason(True, _("Belum dicabut dan belum diganti"), source))
    return checks


def _integrity(found: verify.Verdict) -> Reason:
    if found.integrity is None:
        return Reason(
            None,
            _("Isi kertas belum diperiksa"),
            _("Cocokkan nomor, nama, dan tanggal di atas, atau unggah berkas PDF-nya"),
        )
    if found.integrity:
        return Reason(True, _("Isi tidak berubah sejak diterbitkan"), _("Sidik jari berkas sama"))
    return Reason(False, _("Isi berbeda dari yang kami terbitkan"), _("Sidik jari berkas tidak sama"))
