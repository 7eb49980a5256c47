"""Client of BSrE's e-Sign client service, version 2 (JSON over HTTP inside the region's network).

Its habits, as integrations found them: errors with HTTP 200, answers that are not JSON, HTTP 500 for a bad PDF, a clock that is
minutes off. A call that signs goes out once, on a connection of its own, and is never repeated here.
"""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache
from typing import Any

import httpx

from sebayu.core.documents import conf
from sebayu.core.documents.errors import SigningNotSet
from sebayu.core.documents.signing.port import (
    NotSent,
    OutcomeUnknown,
    Refused,
    Secret,
    SignerStatus,
    Stamp,
)

MAX_ANSWER = 30 * 2**20


class Bsre:
    """One installation of the e-Sign client service. Safe to share between threads."""

    def __init__(self, settings: conf.Bsre) -> None:
        self._settings = settings
        # No connection is kept: a signing request on a connection the other side has just closed would be "unknown" for nothing.
        self._http = httpx.Client(
            base_url=settings.url,
            auth=httpx.BasicAuth(settings.user, settings.password),
            timeout=httpx.Timeout(settings.sign_seconds, connect=settings.connect_seconds),
            limits=httpx.Limits(max_keepalive_connections=0),
            follow_redirects=False,
            trust_env=False,
        )

    def status(self, *, nik: str) -> SignerStatus:
        """Whether this person's certificate can sign: ISSUE is the only yes."""
        answer = self._call("/api/v2/user/check/status", {"nik": nik}, signs=False)
        code = str(answer.get("status") or answer.get("status_code") or "UNKNOWN")[:40]
        return SignerStatus(code == "ISSUE", code, _words(answer))

    def request_totp(self, *, nik: str, count: int = 1) -> str:
        """Ask for a one-time code; it reaches the signer in the BeSign app, never us."""
        return _words(self._call("/api/v2/sign/get/totp", {"nik": nik, "data": count}, signs=False))

    def sign(self, *, nik: str, secret: Secret, pdf: bytes, stamp: Stamp | None, reason: str) -> bytes:
        body = {"nik": nik, **_secret(secret), **_document(pdf, stamp, reason, self._settings.origin)}
        return _pdf(self._call("/api/v2/sign/pdf", body, signs=True))

    def seal(self, *, secret: Secret, pdf: bytes, stamp: Stamp | None, reason: str) -> bytes:
        """The organisation's seal. The body of this call is not in the public integrations: see docs/adr; it is data in one place."""
        who = {"idSubscriber": self._settings.seal_id} if self._settings.seal_id else {}
        body = {**who, **_secret(secret), **_document(pdf, stamp, reason, self._settings.origin)}
        return _pdf(self._call("/api/v2/seal/pdf", body, signs=True))

    def _call(self, path: str, body: dict[str, Any], *, signs: bool) -> dict[str, Any]:
        unclear = OutcomeUnknown if signs else NotSent
        try:
            with self._http.stream("POST", path, json=body) as response:
                content = _read(response)
        except (
            httpx.ConnectError,
            httpx.ConnectTimeout,
            httpx.PoolTimeout,
            httpx.UnsupportedProtocol,
        ) as error:
            raise NotSent(f"layanan tidak terhubung ({type(error).__name__})") from None
        except httpx.HTTPError as error:
            raise unclear(f"jawaban terputus ({type(error).__name__})") from None
        return _answer(response, content, unclear)

    def __repr__(self) -> str:
        return f"Bsre({self._settings.url!r})"


@lru_cache(maxsize=4)
def _client(settings: conf.Bsre) -> Bsre:
    return Bsre(settings)


def service() -> Bsre:
    """The configured service; SigningNotSet when there is none or its trust roots are missing."""
    settings = conf.bsre()
    if not settings.url or not settings.trust_roots:
        raise SigningNotSet()
    return _client(settings)


def _secret(secret: Secret) -> dict[str, str]:
    given = {"totp": secret.totp, "passphrase": "" if secret.totp else secret.passphrase}
    return {name: value for name, value in given.items() if value}


def _document(pdf: bytes, stamp: Stamp | None, reason: str, origin: str) -> dict[str, Any]:
    look: dict[str, Any] = {"tampilan": "INVISIBLE", "reason": reason}
    if stamp is not None:
        bottom = stamp.page_height - stamp.y - stamp.height
        look |= {
            "tampilan": "VISIBLE",
            "imageBase64": base64.b64encode(stamp.picture).decode(),
            "page": stamp.page,
            "originX": round(stamp.x, 2),
            "originY": round(bottom if origin == "bottom_left" else stamp.y, 2),
            "width": round(stamp.width, 2),
            "height": round(stamp.height, 2),
        }
    return {"signatureProperties": [look], "file": [base64.b64encode(pdf).decode()]}


def _read(response: httpx.Response) -> bytes:
    parts, size = [], 0
    for part in response.iter_bytes():
        size += len(part)
        if size > MAX_ANSWER:
            raise OutcomeUnknown("jawaban terlalu besar")
        parts.append(part)
    return b"".join(parts)


def _answer(
    response: httpx.Response, content: bytes, unclear: type[OutcomeUnknown | NotSent]
) -> dict[str, Any]:
    is_json = "json" in response.headers.get("content-type", "").lower()
    if response.status_code == 401:
        raise Refused("akun instansi ditolak layanan (401)")
    try:
        answer = httpx.Response(200, content=content).json() if is_json else None
    except ValueError:
        answer = None
    if isinstance(answer, dict):
        if response.status_code < 400:
            return answer
        raise Refused(f"{_words(answer) or 'ditolak'} ({response.status_code})")
    if 400 <= response.status_code < 500:
        raise Refused(f"ditolak ({response.status_code})")
    raise unclear(f"jawaban tidak terbaca ({response.status_code})")


def _pdf(answer: dict[str, Any]) -> bytes:
    files = answer.get("file")
    if not files:  # an error text with HTTP 200
        raise Refused(_words(answer) or "layanan tidak mengembalikan berkas")
    try:
        content = base64.b64decode(files[0], validate=True)
    except (binascii.Error, TypeError, ValueError, IndexError, KeyError):
        raise OutcomeUnknown("berkas dalam jawaban rusak") from None
    if not content.startswith(b"%PDF-"):
        raise OutcomeUnknown("berkas dalam jawaban bukan PDF")
    return content


def _words(answer: dict[str, Any]) -> str:
    """The service's own message, shortened and stripped of long digits: it may repeat a NIK."""
    text = str(answer.get("message") or answer.get("error") or answer.get("description") or "")
    kept = "".join(c for c in text if c.isprintable())
    return " ".join("…" if sum(c.isdigit() for c in word) > 7 else word for word in kept.split())[:200]
