"""Before a letter is called signed: the signature in the bytes that came back is verified here, with our own trust roots.

Checked: the bytes begin with exactly what was sent and add nothing but a signature; the signature is intact, trusted and covers the
whole file; the certificate was valid when it signed and belongs to the person asked for; the clock is plausible.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from sebayu.core.documents.signing import quick
from sebayu.core.documents.signing.additions import only_a_signature

_DIGITS = re.compile(r"(?<!\d)\d{16}(?!\d)")
_TITLES = re.compile(r"[A-Za-z][A-Za-z.]*\.|\b(dr|drs|dra|ir|h|hj|prof)\b", re.I)
SIMULATOR = "SIMULATOR"

# pyHanko writes certificate subjects, and with them the NIK of signers, into its log: it stays silent.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False
quick.install()


class SignatureRejected(Exception):
    """What came back is not the signature that was asked for; `reason` is a sentence without personal data."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CertificateExpired(SignatureRejected):
    def __init__(self) -> None:
        super().__init__("sertifikat penanda tangan sudah kedaluwarsa")


@dataclass(frozen=True)
class Expected:
    """Who was asked: by NIK where the certificate carries one, else by name."""

    name: str
    nik: str = ""


@dataclass(frozen=True)
class Checked:
    certificate_name: str
    certificate_serial: str
    signed_at: dt.datetime
    is_simulator: bool
    has_timestamp: bool


def check(
    signed: bytes,
    *,
    sent: bytes,
    expected: Expected,
    roots: tuple[Path, ...],
    now: dt.datetime,
    tolerance: dt.timedelta,
    since: dt.datetime | None = None,
) -> Checked:
    """Raises SignatureRejected unless everything holds. `since`: when the call went out (default: just now)."""
    if not signed.startswith(sent) or len(signed) <= len(sent):
        raise SignatureRejected("isi berkas berbeda dari yang dikirim")
    try:
        reader = PdfFileReader(io.BytesIO(signed), strict=False)
        base = PdfFileReader(io.BytesIO(sent), strict=False)
        signatures = reader.embedded_signatures
        if len(signatures) != len(base.embedded_signatures) + 1:
            raise SignatureRejected("berkas tidak memuat tepat satu tanda tangan baru")
        if not only_a_signature(reader, base.xrefs.total_revisions):
            raise SignatureRejected("isi halaman berubah saat ditandatangani")
        status = _validated(signatures[-1], roots, now)
    except (
        PdfError,
        SigningError,
        SignatureValidationError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
    ) as error:
        raise SignatureRejected(f"tanda tangan tidak terbaca ({type(error).__name__})") from None
    _whole(signatures[-1], status, sent=len(sent), length=len(signed))
    certificate = status.signing_cert
    _right_person(certificate, expected)
    signed_at = _plausible_time(status, since or now, now, tolerance)
    _valid_at(certificate, signed_at)
    return Checked(
        certificate_name=_common_name(certificate)[:200],
        certificate_serial=f"{certificate.serial_number:x}"[:64],
        signed_at=signed_at,
        is_simulator=is_simulator(certificate) or any(is_simulator(root) for root in trust(roots)),
        has_timestamp=status.timestamp_validity is not None,
    )


def _validated(
    signature: EmbeddedPdfSignature, roots: tuple[Path, ...], now: dt.datetime
) -> PdfSignatureStatus:
    context = ValidationContext(
        trust_roots=list(trust(roots)), allow_fetching=False, revocation_mode="soft-fail", moment=now
    )
    status = validate_pdf_signature(signature, signer_validation_context=context)
    if not status.intact or not status.valid:
        raise SignatureRejected("tanda tangan tidak cocok dengan isi berkas")
    stamp = status.timestamp_validity
    if stamp is not None and not (stamp.intact and stamp.valid and stamp.trusted):
        raise SignatureRejected("cap waktu tidak dapat dipercaya")
    if not status.trusted:
        if status.signing_cert.not_valid_after < now:
            raise CertificateExpired
        raise SignatureRejected("penerbit sertifikat tidak dikenal")
    return status


def _whole(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, *, sent: int, length: int) -> None:
    """The signature covers the file to its end, or only its own validation data follow (PAdES-LT)."""
    start, before, after, rest = signature.byte_range
    covered = status.coverage == SignatureCoverageLevel.ENTIRE_FILE and after + rest == length
    if not covered and signature.reader.xrefs.total_revisions > signature.signed_revision + 1:
        covered = (
            status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
            and status.modification_level == ModificationLevel.LTA_UPDATES
        )
    if not covered or start != 0 or before < sent:
        raise SignatureRejected("tanda tangan tidak mencakup seluruh berkas")


def _right_person(certificate: x509.Certificate, expected: Expected) -> None:
    subject = certificate.subject.native
    values = " ".join(str(value) for value in subject.values())
    numbers = set(_DIGITS.findall(values))
    if expected.nik and numbers:
        if expected.nik not in numbers:
            raise SignatureRejected("penanda tangan bukan orang yang diminta")
        return
    if plain_name(_common_name(certificate)) != plain_name(expected.name) or not plain_name(expected.name):
        raise SignatureRejected("nama pada sertifikat bukan nama pejabat yang diminta")


def _plausible_time(
    status: PdfSignatureStatus, since: dt.datetime, now: dt.datetime, tolerance: dt.timedelta
) -> dt.datetime:
    """The time of the trusted stamp, else the signer's own; neither may be far from our clock."""
    stamp = status.timestamp_validity
    claimed = stamp.timestamp if stamp is not None else status.signer_reported_dt
    if claimed is None:
        return now
    if not since - tolerance <= claimed <= now + tolerance:
        raise SignatureRejected("jam layanan tanda tangan tidak cocok dengan jam di sini")
    return claimed


def _valid_at(certificate: x509.Certificate, at: dt.datetime) -> None:
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        raise CertificateExpired


def is_simulator(certificate: x509.Certificate) -> bool:
    """A simulator's authority says so in its names; nothing it signs is legally valid."""
    names = (certificate.subject.native, certificate.issuer.native)
    return any(SIMULATOR in str(value).upper() for name in names for value in name.values())


def simulator_configured(roots: tuple[Path, ...]) -> bool:
    """Whether this installation trusts a simulator: then every page says TIDAK SAH before anybody signs it."""
    return any(is_simulator(root) for root in trust(roots))


def trust(roots: tuple[Path, ...]) -> tuple[x509.Certificate, ...]:
    return tuple(
        certificate
        for path in roots
        for certificate in _load(path, path.stat().st_mtime_ns, path.stat().st_size)
    )


@lru_cache(maxsize=16)
def _load(path: Path, changed: int, size: int) -> tuple[x509.Certificate, ...]:
    content = path.read_bytes()
    if not pem.detect(content):
        return (x509.Certificate.load(content),)
    return tuple(x509.Certificate.load(der) for _, _, der in pem.unarmor(content, multiple=True))


def _common_name(certificate: x509.Certificate) -> str:
    return str(certificate.subject.native.get("common_name", ""))


def plain_name(name: str) -> str:
    """ "Hj. RINA ASTUTI, S.Sos., M.M." -> "rina astuti": what two spellings of one official have in common."""
    name = unicodedata.normalize("NFKC", name).split(",")[0]
    words = _TITLES.sub(" ", name).replace(".", " ").casefold().split()
    return " ".join(words)
