"""Checking a letter as a stranger: by the token in its QR code, or by the file itself.

A file is ours when its bytes are the bytes whose signature was verified when the letter was signed: one hash, no parsing. So nothing a
stranger uploads is interpreted, unpacked or executed, and the answer costs the same for every file. What is shown is the least
possible: kind, number, office, signer, dates, a masked name, the state.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.documents.conf import MAX_PDF_BYTES
from sebayu.core.documents.enums import ISSUED, Finding, State
from sebayu.core.documents.models import Document

_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,40}\Z")
_MARK = re.compile(rb"sebayu:([A-Za-z0-9_-]{20,40})")
TAIL = 2048  # the last part of a PDF says where its table of contents is
_BYTE_RANGE = re.compile(
    rb"/ByteRange\s{0,8}\[\s{0,8}0\s{1,8}(\d{1,9})\s{1,8}(\d{1,9})\s{1,8}(\d{1,9})\s{0,8}\]"
)

SENTENCES = {
    Finding.VALID: _("Surat ini sah dan isinya utuh."),
    Finding.EXPIRED: _("Surat ini asli, tetapi masa berlakunya sudah habis."),
    Finding.REPLACED: _("Surat ini sudah diganti dengan surat yang lebih baru dan tidak berlaku lagi."),
    Finding.REVOKED: _("Surat ini sudah dicabut dan tidak berlaku."),
    Finding.SIMULATOR: _("TIDAK SAH. Surat ini ditandatangani oleh simulator untuk uji coba."),
    Finding.CHANGED: _(
        "Isi berkas ini berbeda dari surat yang kami terbitkan. Jangan dipercaya; minta berkas aslinya."
    ),
    Finding.NOT_OURS: _("Surat ini tidak diterbitkan di sini, atau kode pemeriksaannya keliru."),
    Finding.UNSIGNED: _("Surat ini belum ditandatangani, jadi belum berlaku."),
    Finding.UNREADABLE: _(
        "Berkas ini kosong, terlalu besar, atau bukan PDF. Unggah berkas surat yang Anda terima."
    ),
}


@dataclass(frozen=True)
class SignedBy:
    name: str
    title: str
    office: str
    at: dt.datetime | None


@dataclass(frozen=True)
class Verdict:
    """What a stranger may know. `integrity` is None when only the token was given: then compare the paper with the page."""

    finding: str
    sentence: str
    title: str = ""
    number: str = ""
    office: str = ""
    subject_hint: str = ""
    issued_on: dt.date | None = None
    valid_until: dt.date | None = None
    signers: tuple[SignedBy, ...] = ()
    integrity: bool | None = None
    ended_at: dt.datetime | None = None
    reason: str = ""
    replaced_by: str = ""
    document_id: UUID | None = None
    is_simulator: bool = False

    @property
    def ok(self) -> bool:
        return self.finding == Finding.VALID


def by_token(token: str) -> Verdict:
    """The verdict on the letter whose QR code was scanned."""
    if not _TOKEN.match(token):
        return _bare(Finding.NOT_OURS)
    document = _find(Q(token=token))
    return _verdict(document) if document else _bare(Finding.NOT_OURS)


def pdf(content: bytes) -> Verdict:
    """The verdict on an uploaded file; never raises, whatever the bytes are."""
    if not 0 < len(content) <= MAX_PDF_BYTES or b"%PDF-" not in content[:1024]:
        return _bare(Finding.UNREADABLE)
    digest = hashlib.sha256(content).hexdigest()
    document = _find(Q(sha256=digest))
    if document is not None:
        return _verdict(document, integrity=True)
    earlier = _find(Q(signers__sha256=digest) | Q(unsigned_sha256=digest))
    if earlier is not None:
        return _told(earlier, Finding.UNSIGNED, integrity=True)
    document = _changed_from(content)
    if document is not None:
        return _told(document, Finding.CHANGED, integrity=False)
    if b"/ByteRange" in content:
        return _bare(Finding.NOT_OURS)
    # What only begins like a PDF has no table of contents at its end.
    return _bare(Finding.UNSIGNED if b"startxref" in content[-TAIL:] else Finding.UNREADABLE)


def _changed_from(content: bytes) -> Document | None:
    """The letter these bytes were made from: something was added behind its signature, or its mark is still in them."""
    for match in list(_BYTE_RANGE.finditer(content))[:8]:
        end = int(match[2]) + int(match[3])
        if 0 < end < len(content):
            digest = hashlib.sha256(memoryview(content)[:end]).hexdigest()
            document = _find(Q(sha256=digest) | Q(signers__sha256=digest))
            if document is not None:
                return document
    for match in list(_MARK.finditer(content))[:8]:
        document = _find(Q(token=match[1].decode()))
        if document is not None:
            return document
    return None


def _find(which: Q) -> Document | None:
    found = Document.objects.filter(which).exclude(state=State.DRAFT).select_related("replaced_by")
    return found.prefetch_related("signers").first()


def _finding(document: Document) -> str:
    if document.state not in ISSUED:
        return Finding.REVOKED if document.state == State.VOID else Finding.UNSIGNED
    if document.state == State.REVOKED:
        return Finding.REVOKED
    if document.state == State.REPLACED:
        return Finding.REPLACED
    if document.is_expired():
        return Finding.EXPIRED
    return Finding.SIMULATOR if document.is_simulator else Finding.VALID


def _verdict(document: Document, *, integrity: bool | None = None) -> Verdict:
    return _told(document, _finding(document), integrity=integrity)


def _told(document: Document, finding: str, *, integrity: bool | None) -> Verdict:
    return Verdict(
        finding=str(finding),
        sentence=str(SENTENCES[Finding(finding)]),
        title=document.title,
        number=document.number,
        office=document.office_name,
        subject_hint=document.subject_hint,
        issued_on=timezone.localtime(document.issued_at).date() if document.issued_at else None,
        valid_until=document.valid_until,
        signers=tuple(
            SignedBy(s.name, f"{s.acting_note} {s.title}".strip(), s.office_name, s.signed_at)
            for s in document.signers.all()
            if s.signed_at
        ),
        integrity=integrity,
        ended_at=document.ended_at,
        reason=document.end_reason if document.state in {State.REVOKED, State.REPLACED} else "",
        replaced_by=document.replaced_by.number if document.replaced_by else "",
        document_id=document.id,
        is_simulator=document.is_simulator or document.simulator,
    )


def _bare(finding: str) -> Verdict:
    return Verdict(finding=str(finding), sentence=str(SENTENCES[Finding(finding)]))
