"""One port, every simulator: keep-alive HTTP/1.1 on loopback, one thread per connection."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from sebayu.sandbox.bsre import Bsre
from sebayu.sandbox.faults import ANSWERS, Fault, Faults, UnknownFault
from sebayu.sandbox.register import Register
from sebayu.sandbox.simulators import Dtsen, Dukcapil, Oss, Pbb, School, WhatsApp
from sebayu.sandbox.web import Answer, BadRequest, Request, Simulator, reply

MAX_BODY = 64 * 2**20
log = logging.getLogger("sebayu.sandbox")


class World:
    """Every simulator over one town, with what they were told to do wrong."""

    def __init__(self, town_path: str | Path, data_dir: str | Path) -> None:
        self.register = Register(town_path)
        made: list[Simulator] = [
            Dukcapil(self.register),
            Dtsen(self.register),
            Oss(self.register),
            Pbb(self.register),
            School(self.register),
            Bsre(self.register, Path(data_dir)),
            WhatsApp(),
        ]
        self.register.close()
        self.simulators = {s.name: s for s in made}
        self.faults = Faults(frozenset(self.simulators))
        self.calls: Counter[str] = Counter()
        self.stopping = threading.Event()

    def control(self, request: Request, path: str) -> Answer:
        """The sandbox's own doors: /_faults, /_calls, /_health."""
        if path == "/_health":
            return reply({"ok": True, "town": self.register.meta, "simulators": sorted(self.simulators)})
        if path == "/_calls":
            if request.method == "DELETE":
                self.calls.clear()
            return reply(dict(self.calls))
        if path != "/_faults":
            return reply({"error": "not found"}, 404)
        if request.method == "DELETE":
            self.faults.clear(request.query.get("simulator", ""))
        elif request.method == "POST":
            try:
                return reply(self.faults.add(request.json()).plain(), 201)
            except (UnknownFault, BadRequest) as error:
                return reply({"error": str(error)}, 400)
        return reply(self.faults.plain())


class Hang(Exception):
    """Close the connection without an answer."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # one packet per answer
    server: Server

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_DELETE = do_GET

    def _serve(self) -> None:
        try:
            answer = self._answer()
        except Hang:
            self.close_connection = True
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            return
        self._send(answer)

    def _answer(self) -> Answer:
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > MAX_BODY or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            return reply({"error": "Payload Too Large"}, 413)
        body = self.rfile.read(int(length))
        parts = urlsplit(self.path)
        headers = {k.lower(): v for k, v in self.headers.items()}
        request = Request(self.command, parts.path, headers, body, dict(parse_qsl(parts.query)))
        world = self.server.world
        first, _, rest = parts.path.lstrip("/").partition("/")
        if first.startswith("_"):
            return world.control(request, parts.path.rstrip("/"))
        simulator = world.simulators.get(first)
        if simulator is None:
            return reply({"error": "not found"}, 404)
        request.path = "/" + rest
        if rest.startswith("_"):  # the simulator's own doors never fail on purpose
            return _guarded(simulator, request)
        world.calls[f"{first} {self.command} /{rest.rsplit('/', 1)[0] if '/chain/' in rest else rest}"] += 1
        return self._with_fault(simulator, request, world.faults.take(first))

    def _with_fault(self, simulator: Simulator, request: Request, fault: Fault | None) -> Answer:
        kind = fault.fault if fault else ""
        stopping = self.server.world.stopping
        if kind == "down":
            raise Hang
        if kind == "timeout":
            stopping.wait(fault.seconds)  # type: ignore[union-attr]
            raise Hang
        if kind == "slow":
            stopping.wait(fault.seconds)  # type: ignore[union-attr]
        elif kind == "error_500":
            return reply({"status": 500, "error": "Internal Server Error"}, 500)
        elif kind == "malformed":
            return Answer(b'{"content":[{"NIK":"33')
        elif kind == "http200_error":
            return simulator.error_in_200()
        elif kind in ANSWERS:
            request.fault = kind
            if kind == "wrong_clock":
                request.clock = timedelta(seconds=fault.seconds)  # type: ignore[union-attr]
                self._clock = request.clock
        answer = _guarded(simulator, request)
        if kind == "drop_after_work":
            raise Hang
        return answer

    _clock = timedelta(0)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(answer.body)
            self.wfile.flush()

    def date_time_string(self, timestamp: float | None = None) -> str:

        off, self._clock = self._clock.total_seconds(), timedelta(0)
        return super().date_time_string((timestamp or time.time()) + off)

    def version_string(self) -> str:
        return "sebayu-sandbox"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: requests carry personal data."""

    def setup(self) -> None:
        super().setup()
        self.server.opened(self.connection)

    def finish(self) -> None:
        with suppress(OSError):
            super().finish()
        self.server.closed(self.connection)
        self.server.world.register.close()


def _guarded(simulator: Simulator, request: Request) -> Answer:
    try:
        return simulator.answer(request)
    except BadRequest as error:
        return reply({"error": str(error)}, 400)
    except Exception as error:
        log.error("simulator %s failed: %s", simulator.name, type(error).__name__)
        return reply({"status": 500, "error": "Internal Server Error"}, 500)


class Server(ThreadingHTTPServer):
    """`url` and `stop()`; also a context manager."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, world: World, host: str, port: int) -> None:
        self.world = world
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        super().__init__((host, port), Handler)

    @property
    def url(self) -> str:
        host, port = self.server_address[:2]
        return f"http://{host if isinstance(host, str) else host.decode()}:{port}"

    def start(self) -> Server:
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), name="sandbox", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        self.world.stopping.set()
        if self._thread:
            self.shutdown()
            self._thread.join(5)
        with self._lock:
            left = list(self._open)
        for connection in left:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def opened(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.add(connection)

    def closed(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.discard(connection)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that went away is not an error here."""

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()


def serve(town_path: str | Path, data_dir: str | Path, host: str = "127.0.0.1", port: int = 0) -> Server:
    """Starts every simulator in a thread and returns at once: `.url`, `.stop()`. Loopback only unless told otherwise."""
    return Server(World(town_path, data_dir), host, port).start()
