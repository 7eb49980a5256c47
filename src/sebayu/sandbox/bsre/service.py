"""The JSON interface v2 with the habits integrations met: statuses inside HTTP 200, HTTP 500 for a bad PDF, plain HTTP only.

Paths below /bsre: /api/v2/... as the vendor's; /_ca.pem, /_signers and /_totp are the simulator's own.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import threading
import time
from pathlib import Path
from typing import Any

from sebayu.sandbox import credentials
from sebayu.sandbox.bsre import checking
from sebayu.sandbox.bsre.authority import ORGANISATION, Authority
from sebayu.sandbox.bsre.signing import Look, Signer
from sebayu.sandbox.register import Register
from sebayu.sandbox.web import Answer, BadRequest, Request, reply

MAX_FILE = 30 * 2**20
TOTP_SECONDS = 300
STATUSES = {
    "ISSUE": (1111, "User dengan identitas ini terdaftar dan memiliki sertifikat elektronik yang aktif"),
    "NOT_REGISTERED": (2011, "User tidak terdaftar"),
    "NO_CERTIFICATE": (2021, "User belum memiliki sertifikat"),
    "REVOKE": (2022, "Sertifikat user telah dicabut"),
    "EXPIRED": (2023, "Sertifikat user telah kedaluwarsa"),
}


class Trouble(Exception):
    """An answer that is not the one hoped for."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(status)
        self.answer = reply(body, status)


class Bsre:
    name = "bsre"

    def __init__(self, register: Register, folder: Path) -> None:
        self.authority = Authority(folder / "bsre")
        self.signer = Signer(self.authority)
        self._lock = threading.Lock()
        self._signers = {r["nik"]: dict(r) for r in register.all("select * from bsre_signers")}
        self._totp: dict[str, tuple[str, float, int]] = {}

    def answer(self, request: Request) -> Answer:
        path = request.path.rstrip("/")
        if path.startswith("/_"):
            return self._own(request, path)
        if request.basic_auth() != (credentials.BSRE["user"], credentials.BSRE["password"]):
            return _problem(request, 401, "Unauthorized")
        if request.method == "GET" and path.startswith("/api/v2/user/certificate/chain/"):
            return self._chain(path.rsplit("/", 1)[1])
        calls = {
            "/api/v2/user/check/status": self._status,
            "/api/v2/sign/get/totp": self._get_totp,
            "/api/v2/sign/pdf": self._sign,
            "/api/v2/seal/get/activation": self._seal_answer,
            "/api/v2/seal/get/totp": self._seal_answer,
            "/api/v2/seal/pdf": self._seal,
            "/api/v2/verify/pdf": self._verify,
        }
        if path not in calls or request.method != "POST":
            return _problem(request, 404, "Not Found")
        try:
            return calls[path](request, request.json())
        except Trouble as trouble:
            return trouble.answer
        except BadRequest:
            return _problem(request, 400, "Bad Request")

    def error_in_200(self) -> Answer:
        return reply(
            {
                "status_code": 5000,
                "message": "Terjadi kesalahan pada layanan, silakan coba beberapa saat lagi",
            }
        )

    def _who(self, body: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """The signer and the state of the certificate; malformed or absent is NOT_REGISTERED, unknown NO_CERTIFICATE."""
        nik, mail = str(body.get("nik") or ""), str(body.get("email") or "").casefold()
        if mail and not nik:
            found = next((s for s in self._signers.values() if s["email"].casefold() == mail), None)
            return (found, found["status"]) if found else ({}, "NOT_REGISTERED")
        if len(nik) != 16 or not nik.isdigit():
            return {}, "NOT_REGISTERED"
        found = self._signers.get(nik)
        return (found, found["status"]) if found else ({}, "NO_CERTIFICATE")

    def _status(self, request: Request, body: dict[str, Any]) -> Answer:
        code, message = STATUSES[state := self._who(body)[1]]
        return reply({"status_code": code, "message": message, "status": state})

    def _get_totp(self, request: Request, body: dict[str, Any]) -> Answer:
        signer, state = self._who(body)
        if state != "ISSUE":
            return reply({"success": False, "status_code": STATUSES[state][0], "message": STATUSES[state][1]})
        count = body.get("data") if isinstance(body.get("data"), int) else 1
        with self._lock:
            code = f"{secrets.randbelow(1_000_000):06d}"
            self._totp[signer["nik"]] = (code, time.monotonic() + TOTP_SECONDS, max(count, 1))
        return reply({"success": True, "message": "TOTP dapat dilihat pada aplikasi BeSign Mobile"})

    def _sign(self, request: Request, body: dict[str, Any]) -> Answer:
        signer, state = self._who(body)
        if state != "ISSUE":
            code, message = STATUSES[state]
            raise Trouble(400, {"status_code": code, "error": f"Proses signing gagal : {message}"})
        files = _files(request, body)
        self._unlock(signer, body, len(files))
        name, number = signer["name"], signer["nik"]
        if request.fault == "wrong_signer":
            name, number = "Orang Lain (Simulator)", "9999999999999999"
        identity = self.authority.signer(name, number, expired=request.fault == "expired_certificate")
        return self._signed(request, body, files, identity)

    def _unlock(self, signer: dict[str, Any], body: dict[str, Any], count: int) -> None:
        if code := body.get("totp"):
            with self._lock:
                kept, until, left = self._totp.get(signer["nik"], ("", 0.0, 0))
                good = secrets.compare_digest(kept.encode(), str(code).encode()) and kept != ""
                if not good or time.monotonic() > until or left < count:
                    raise Trouble(
                        400,
                        {"status_code": 2032, "error": "Proses signing gagal : TOTP salah atau kedaluwarsa"},
                    )
                self._totp[signer["nik"]] = (kept, until, left - count)
            return
        if str(body.get("passphrase") or "") != signer["passphrase"]:
            raise Trouble(400, {"status_code": 2031, "error": "Proses signing gagal : Passphrase anda salah"})

    def _seal_answer(self, request: Request, body: dict[str, Any]) -> Answer:
        return reply({"success": True, "message": "Permintaan segel diterima (simulator)"})

    def _seal(self, request: Request, body: dict[str, Any]) -> Answer:
        known = credentials.BSRE_SEAL
        if body.get("idSubscriber", known["idSubscriber"]) != known["idSubscriber"]:
            raise Trouble(
                400, {"status_code": 2011, "error": "Proses segel gagal : Subscriber tidak terdaftar"}
            )
        if body.get("totp") and body["totp"] != known["totp"]:
            raise Trouble(
                400, {"status_code": 2032, "error": "Proses segel gagal : TOTP salah atau kedaluwarsa"}
            )
        identity = self.authority.signer("Segel Elektronik Simulator", known["idSubscriber"])
        return self._signed(request, body, _files(request, body), identity)

    def _signed(self, request: Request, body: dict[str, Any], files: list[bytes], identity) -> Answer:
        looks = body.get("signatureProperties") or [{}]
        start = time.monotonic()
        out = []
        for number, pdf in enumerate(files):
            spec = looks[min(number, len(looks) - 1)] if isinstance(looks, list) else {}
            look = _look(spec if isinstance(spec, dict) else {})
            if request.fault == "unsigned":
                out.append(pdf)
                continue
            try:
                signed = self.signer.sign(pdf, identity, look, request.clock)
            except Exception:
                # whatever a hostile or broken PDF provokes in the parser: this service only says "500"
                raise Trouble(500, _body(request, 500, "Internal Server Error")) from None
            out.append(_tampered(signed) if request.fault == "tampered" else signed)
        taken = int((time.monotonic() - start) * 1000)
        return reply({"time": taken, "file": [base64.b64encode(pdf).decode() for pdf in out]})

    def _verify(self, request: Request, body: dict[str, Any]) -> Answer:
        pdf = _decode(
            request, body.get("file")[0] if isinstance(body.get("file"), list) else body.get("file")
        )
        try:
            return reply(checking.verify(self.authority, pdf, str(body.get("password") or "")))
        except Exception:
            raise Trouble(500, _body(request, 500, "Internal Server Error")) from None

    def _chain(self, number: str) -> Answer:
        signer = self._signers.get(number)
        if not signer or signer["status"] != "ISSUE":
            return Answer(b"Bad Request", 400)  # the header says JSON, the body is not: as measured
        identity = self.authority.signer(signer["name"], signer["nik"])
        return reply({"success": True, "data": checking.chain(self.authority, identity.certificate)})

    def _own(self, request: Request, path: str) -> Answer:
        """The simulator's own doors: its root certificate, its signers, and the signer's phone."""
        if path == "/_ca.pem":
            return Answer(self.authority.root_pem, content_type="application/x-pem-file")
        if path == "/_signers" and request.method == "GET":
            keep = ("nik", "email", "name", "organisation", "status")
            return reply([{k: s[k] for k in keep} for s in self._signers.values()])
        body = request.json()
        if path == "/_signers":
            row = {"email": "", "organisation": ORGANISATION, "status": "ISSUE", **body}
            if not all(isinstance(row.get(k), str) and row.get(k) for k in ("nik", "name", "passphrase")):
                raise BadRequest("nik, name, passphrase")
            self._signers[row["nik"]] = row
            return reply({"ok": True})
        if path == "/_totp":
            code, until, left = self._totp.get(str(body.get("nik")), ("", 0.0, 0))
            return reply({"totp": code if time.monotonic() < until and left else ""})
        return _problem(request, 404, "Not Found")


def _body(request: Request, status: int, error: str) -> dict[str, Any]:
    return {"timestamp": request.now().isoformat(), "status": status, "error": error, "path": request.path}


def _problem(request: Request, status: int, error: str) -> Answer:
    return reply(_body(request, status, error), status)


def _decode(request: Request, text: Any) -> bytes:
    try:
        content = base64.b64decode(text or "", validate=True)
    except (binascii.Error, TypeError, ValueError):
        content = b""
    if not content or len(content) > MAX_FILE:
        raise Trouble(500, _body(request, 500, "Internal Server Error"))
    return content


def _files(request: Request, body: dict[str, Any]) -> list[bytes]:
    files = body.get("file")
    files = [files] if isinstance(files, str) else files
    if not isinstance(files, list) or not files:
        raise Trouble(500, _body(request, 500, "Internal Server Error"))
    return [_decode(request, text) for text in files]


def _look(spec: dict[str, Any]) -> Look:
    def number(name: str, default: float) -> float:
        try:
            return float(spec.get(name, default))
        except (TypeError, ValueError):
            return default

    words = {k: str(spec.get(v) or "")[:200] for k, v in {"reason": "reason", "location": "location", "contact": "contactInfo"}.items()}  # fmt: skip
    if str(spec.get("tampilan", "INVISIBLE")).upper() != "VISIBLE":
        return Look(**words)
    try:
        picture = base64.b64decode(spec.get("imageBase64") or "", validate=True)
    except (binascii.Error, TypeError, ValueError):
        picture = b""
    box = (
        number("originX", 40),
        number("originY", 40),
        max(number("width", 120), 40),
        max(number("height", 60), 20),
    )
    return Look(page=int(number("page", 1)), box=box, picture=picture, **words)


def _tampered(pdf: bytes) -> bytes:
    """One changed byte inside the part the signature covers."""
    spot = pdf.rfind(b"/Reason") if b"/Reason" in pdf else 20
    spot = pdf.find(b"%", 8) + 1 if spot < 20 else spot + 1
    return pdf[:spot] + bytes([pdf[spot] ^ 1]) + pdf[spot + 1 :]
