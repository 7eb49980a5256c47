"""What `verify/pdf` answers, in the vendor's own words and with the vendor's own spelling."""

from __future__ import annotations

import base64
import io
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from sebayu.sandbox.bsre.authority import Authority


def verify(authority: Authority, pdf: bytes, password: str = "") -> dict[str, Any]:
    reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    if reader.encrypted:
        reader.decrypt(password)
    found = [_one(authority, signature) for signature in reader.embedded_signatures]
    if not found:
        return {
            "signatureCount": 0,
            "conclusion": "NO_SIGNATURE",
            "description": "Dokumen tidak memiliki tanda tangan elektronik",
            "signatureInformations": [],
        }
    whole = all(f["integrityValid"] for f in found)
    trusted = all(f["certificateTrusted"] for f in found)
    conclusion, description = "VALID", "Dokumen valid, Sertifikat yang digunakan terpercaya"
    if not whole:
        conclusion, description = "INVALID", "Dokumen telah berubah setelah ditandatangani"
    elif not trusted:
        conclusion, description = "WARNING", "Dokumen valid, Sertifikat yang digunakan tidak terpercaya"
    return {
        "signatureCount": len(found),
        "conclusion": conclusion,
        "description": description,
        "signatureInformations": found,
    }


def _one(authority: Authority, signature) -> dict[str, Any]:
    context = ValidationContext(
        trust_roots=[authority.chain[-1]], other_certs=authority.chain, allow_fetching=False
    )
    status = validate_pdf_signature(signature, signer_validation_context=context)
    stamp = status.timestamp_validity
    entry = signature.sig_object
    changed = status.modification_level == ModificationLevel.OTHER
    own = [status.signing_cert, *authority.chain]
    return {
        "id": f"S-{signature.compute_digest().hex().upper()}",
        "fieldName": signature.field_name,
        "location": entry.get("/Location"),
        "reason": entry.get("/Reason"),
        "signerName": _common_name(status.signing_cert),
        "signatureDate": _date(signature.self_reported_timestamp),
        "signatureFormat": "PAdES-BASELINE-T" if stamp else "PAdES-BASELINE-B",
        "certLevelCode": 0,
        "integrityValid": bool(status.intact and status.valid and not changed),
        "certificateTrusted": bool(status.trusted),
        "lastSignature": False,
        "ltv": False,
        "digestAlgorithm": None,
        "signatureAlgorithm": None,
        "timestampInfomation": {
            "id": f"T-{signature.compute_digest().hex().upper()[:32]}",
            "signerName": _common_name(stamp.signing_cert),
            "timestampDate": _date(stamp.timestamp),
        }
        if stamp
        else None,
        "certificateDetails": [_certificate(c) for c in own],
    }


def _certificate(certificate) -> dict[str, Any]:
    validity = certificate["tbs_certificate"]["validity"]
    return {
        "id": f"C-{certificate.sha256.hex().upper()}",
        "commonName": _common_name(certificate),
        "issuerName": certificate.issuer.human_friendly,
        "serialNumber": str(certificate.serial_number),
        "notBeforeDate": _date(validity["not_before"].native),
        "notAfterDate": _date(validity["not_after"].native),
        "signatureAlgoritm": "ECDSA with SHA256",
        "keyUsages": sorted(certificate.key_usage_value.native) if certificate.key_usage_value else [],
    }


def chain(authority: Authority, certificate) -> list[str]:
    return [base64.b64encode(c.dump()).decode() for c in (certificate, *authority.chain)]


def _common_name(certificate) -> str:
    return str(certificate.subject.native.get("common_name", ""))


def _date(when) -> str | None:
    return when.strftime("%Y-%m-%dT%H:%M:%S.000+00:00") if when else None
