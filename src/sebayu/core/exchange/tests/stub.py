"""A register on loopback that answers whatever a test tells it to."""

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Stub:
    """`answers` maps a path to a function of the request's JSON giving (status, body, content type)."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[dict], tuple]] = {}
        self.asked: list[tuple[str, dict]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def says(
        self, path: str, data: Any, status: int = 200, kind: str = "application/json", wait: float = 0
    ) -> None:
        body = data if isinstance(data, bytes) else json.dumps(data).encode()

        def answer(_asked: dict) -> tuple:
            time.sleep(wait)
            return status, body, kind

        self.answers[path] = answer

    def _handler(stub) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
                stub.asked.append((self.path, asked))
                status, body, kind = stub.answers.get(self.path, lambda _a: (404, b"", "text/plain"))(asked)
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    self.close_connection = True

            def log_message(self, *args: Any) -> None:
                pass

        return Handler
