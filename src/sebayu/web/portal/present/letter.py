"""A letter as its owner sees it: the picture, the download, the QR, and what it stands on."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from sebayu.core.documents import conf
from sebayu.core.documents.enums import State
from sebayu.core.documents.models import Document
from sebayu.web import formats
from sebayu.web.components import Letter, Moment, RowLink

Pair = tuple[str, str, str]


@dataclass(frozen=True)
class LetterPage:
    id: UUID
    heading: str
    title: str
    badge: tuple[str, str, str]
    sub: str
    picture: Letter
    download: str
    download_url: str
    print_url: str
    qr_url: str
    verify_url: str
    whatsapp_url: str
    pairs: Sequence[Pair]
    moments: Sequence[Moment]
    simulator: bool
    bad: tuple[str, str] | None


def badge(document: Document) -> tuple[str, str, str]:
    """Word, icon and colour of a letter's state; expiry is derived, never stored."""
    if document.is_expired():
        return "warn", _("Masa berlaku habis"), "clock"
    if document.is_simulator and document.state == State.SIGNED:
        return "warn", _("Simulator"), "alert"
    return {
        State.SIGNED: ("ok", _("Berlaku"), "okc"),
        State.REVOKED: ("bad", _("Dicabut"), "xc"),
        State.REPLACED: ("warn", _("Diganti"), "undo"),
    }.get(document.state, ("info", str(State(document.state).label), "clock"))


def row(document: Document, icon: str) -> RowLink:
    until = (
        _("berlaku sampai %(d)s") % {"d": formats.day(document.valid_until)} if document.valid_until else ""
    )
    text = ", ".join(filter(None, [_("Terbit %(d)s") % {"d": formats.day(document.issued_at)}, until])) + "."
    return RowLink(
        document.title, reverse("portal:letter", args=[document.id]), text, icon, badge=badge(document)[:2]
    )


def page(document: Document, *, saved: int, moments: Sequence[Moment], took: str) -> LetterPage:
    """`saved`: photocopies nobody had to bring; `took`: from the tap to the letter."""
    address = conf.verify_url(document.token)
    src = reverse("portal:picture", args=[document.id])
    files = reverse("portal:download", args=[document.id])
    signed = document.state in {State.SIGNED, State.REVOKED, State.REPLACED}
    return LetterPage(
        id=document.id,
        heading=_("Surat Anda sudah terbit") if document.state == State.SIGNED else document.title,
        title=document.title,
        badge=badge(document),
        sub=_sub(document, took),
        picture=Letter(
            src, _("%(t)s nomor %(n)s") % {"t": document.title, "n": document.number}, files if signed else ""
        ),
        download=_("Unduh surat (PDF)"),
        download_url=files,
        print_url=f"{files}?lihat=1",
        qr_url=reverse("portal:qr", args=[document.id]),
        verify_url=address,
        whatsapp_url=f"https://wa.me/?text={quote(f'{document.title}: {address}')}",
        pairs=_pairs(document, saved),
        moments=moments,
        simulator=document.is_simulator,
        bad=_bad(document),
    )


def _sub(document: Document, took: str) -> str:
    text = _("%(t)s · terbit %(w)s") % {"t": document.title, "w": formats.moment(document.issued_at)}
    return f"{text} · {took}" if took else text


def _pairs(document: Document, saved: int) -> list[Pair]:
    pairs = [(_("Nomor"), document.number, "")]
    if document.valid_until:
        pairs.append((_("Berlaku sampai"), formats.day(document.valid_until), ""))
    if document.signer_name:
        pairs.append((_("Ditandatangani"), document.signer_name, document.signer_title))
    if saved:
        pairs.append(
            (
                _("Yang tidak perlu Anda bawa"),
                _("%(n)s berkas") % {"n": saved},
                _("dan tidak perlu ke kantor"),
            )
        )
    return pairs


def _bad(document: Document) -> tuple[str, str] | None:
    if document.state == State.REVOKED:
        return _("Surat ini sudah dicabut"), _("Jangan dipakai lagi. Alasan: %(r)s") % {
            "r": document.end_reason
        }
    if document.state == State.REPLACED:
        return _("Surat ini sudah diganti"), _("Pakai surat yang baru. Alasan: %(r)s") % {
            "r": document.end_reason
        }
    return None
