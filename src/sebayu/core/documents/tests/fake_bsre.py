"""A signing service that does exactly what a test tells it, over real HTTP. The sandbox's simulator is the faithful one."""

from __future__ import annotations

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from sebayu.core.documents.tests.authority import NOW, YEAR, Authority, sign

SECRET = "rahasia-uji-12345"


class FakeBsre:
    """`mode` says what the next calls do; `calls` is what was asked, without secrets kept apart."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.mode = "ok"
        self.people: dict[str, str] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.signed: list[bytes] = []
        self._leaving = threading.Event()
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                fake.handle(self)

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> FakeBsre:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._leaving.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def handle(self, request: BaseHTTPRequestHandler) -> None:
        body = json.loads(request.rfile.read(int(request.headers["Content-Length"])))
        self.calls.append((request.path, body))
        if request.path.endswith("/check/status"):
            return _json(request, 200, {"status_code": 1111, "message": "aktif", "status": "ISSUE"})
        if self.mode == "html":
            return _send(request, 200, "text/html", b"<h1>ok</h1>")
        if self.mode == "error_200":
            return _json(
                request, 200, {"status_code": 2031, "message": f"Passphrase salah untuk {body.get('nik')}"}
            )
        if self.mode == "error_400":
            return _json(request, 400, {"status_code": 2031, "error": "Passphrase anda salah"})
        if self.mode == "error_401":
            return _json(request, 401, {"error": "Unauthorized"})
        if self.mode == "error_502":
            return _send(request, 502, "text/html", b"<h1>Bad Gateway</h1>")
        if self.mode == "not_base64":
            return _json(request, 200, {"time": 1, "file": ["%%%"]})
        if self.mode == "not_pdf":
            return _json(request, 200, {"time": 1, "file": [base64.b64encode(b"halo").decode()]})
        if body.get("passphrase", SECRET) != SECRET:
            return _json(
                request, 400, {"status_code": 2031, "error": "Proses signing gagal : Passphrase anda salah"}
            )
        return self._sign(request, body)

    def _sign(self, request: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        pdf = base64.b64decode(body["file"][0])
        signed = self._result(pdf, str(body.get("nik", "")))
        self.signed.append(signed)
        if self.mode == "timeout":
            self._leaving.wait()  # no answer for as long as the test lasts
            return None
        if self.mode == "drop":
            request.close_connection = True
            return None
        return _json(request, 200, {"time": 3, "file": [base64.b64encode(signed).decode()]})

    def _result(self, pdf: bytes, nik: str) -> bytes:
        name = self.people.get(nik, "Segel Elektronik Uji")
        mode, stamper = self.mode, None
        if mode == "unsigned":
            return pdf
        if mode == "wrong_signer":
            signer = self.authority.signer("Orang Lain", "9999999999999999")
        elif mode == "expired":
            signer = self.authority.signer(name, nik, start=NOW - 2 * YEAR, end=NOW - YEAR)
        elif mode == "stranger":
            signer = Authority("Lain").signer(name, nik)
        else:
            signer = self.authority.signer(name, nik)
        if mode == "wrong_clock":
            stamper = self.authority.stamper(NOW - YEAR / 730)
        base = pdf.replace(b"%PDF-1.7", b"%PDF-1.6") if mode == "other_content" else pdf
        signed = sign(base, signer, field=f"Tanda{pdf.count(b'/ByteRange') + 1}", stamper=stamper)
        if mode == "tampered":
            signed = signed[: len(pdf) + 200] + bytes([signed[len(pdf) + 200] ^ 1]) + signed[len(pdf) + 201 :]
        return signed


def _json(request: BaseHTTPRequestHandler, status: int, body: dict[str, Any]) -> None:
    _send(request, status, "application/json", json.dumps(body).encode())


def _send(request: BaseHTTPRequestHandler, status: int, kind: str, content: bytes) -> None:
    request.send_response(status)
    request.send_header("Content-Type", kind)
    request.send_header("Content-Length", str(len(content)))
    request.end_headers()
    request.wfile.write(content)
