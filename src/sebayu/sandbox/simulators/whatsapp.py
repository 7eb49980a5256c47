"""A message service shaped like WhatsApp's Cloud API: takes messages, keeps them in memory, lists them."""

from __future__ import annotations

import threading
from collections import deque
from typing import Any

from sebayu.sandbox import credentials
from sebayu.sandbox.web import Answer, Request, reply

KEPT = 5000


class WhatsApp:
    """POST /whatsapp/v22.0/<phone id>/messages (bearer token); GET or DELETE /whatsapp/_messages looks and empties."""

    name = "whatsapp"

    def __init__(self) -> None:
        self._messages: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._lock = threading.Lock()
        self._count = 0

    def answer(self, request: Request) -> Answer:
        path = request.path.rstrip("/")
        if path == "/_messages":
            with self._lock:
                if request.method == "DELETE":
                    self._messages.clear()
                return reply(list(self._messages))
        if request.token() != credentials.TOKENS[self.name]:
            return _error(401, 190, "Invalid OAuth access token.")
        if request.method != "POST" or not path.endswith("/messages"):
            return _error(404, 100, "Unknown path.")
        body = request.json()
        to = "".join(c for c in str(body.get("to", "")) if c.isdigit())
        if body.get("messaging_product") != "whatsapp" or not 8 <= len(to) <= 15:
            return _error(400, 100, "Invalid parameter.")
        with self._lock:
            self._count += 1
            number = f"wamid.SIMULATOR{self._count:08d}"
            self._messages.append({"id": number, "at": request.now().isoformat(), **body})
        contact = {"input": body["to"], "wa_id": to}
        return reply({"messaging_product": "whatsapp", "contacts": [contact], "messages": [{"id": number}]})

    def error_in_200(self) -> Answer:
        return reply({"error": {"message": "Service temporarily unavailable.", "code": 2}})


def _error(status: int, code: int, message: str) -> Answer:
    return reply({"error": {"message": message, "type": "OAuthException", "code": code}}, status)
