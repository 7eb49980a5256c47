"""Requests and answers as the simulators see them; nothing of sockets."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol


@dataclass
class Request:
    method: str
    path: str  # below the simulator's name: "/get_json/..."
    headers: dict[str, str]  # lower-case names
    body: bytes = b""
    query: dict[str, str] = field(default_factory=dict)
    fault: str = ""  # the fault this answer must show, if the simulator itself has to show it
    clock: timedelta = timedelta(0)

    def json(self) -> dict[str, Any]:
        """The body as a JSON object; BadRequest otherwise."""
        try:
            data = json.loads(self.body)
        except (ValueError, RecursionError):
            raise BadRequest("body bukan JSON") from None
        if not isinstance(data, dict):
            raise BadRequest("body bukan objek JSON")
        return data

    def now(self) -> datetime:
        return datetime.now(UTC) + self.clock

    def basic_auth(self) -> tuple[str, str] | None:
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        if kind.lower() != "basic":
            return None
        try:
            user, _, password = base64.b64decode(token, validate=True).decode().partition(":")
        except (ValueError, UnicodeError):
            return None
        return user, password

    def token(self) -> str:
        """An API key, sent as `X-Api-Key` or as a bearer token."""
        kind, _, value = self.headers.get("authorization", "").partition(" ")
        return self.headers.get("x-api-key") or (value if kind.lower() == "bearer" else "")


class BadRequest(Exception):
    pass


@dataclass
class Answer:
    body: bytes
    status: int = 200
    content_type: str = "application/json"


def reply(data: Any, status: int = 200) -> Answer:
    return Answer(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), status)


class Simulator(Protocol):
    name: str

    def answer(self, request: Request) -> Answer: ...

    def error_in_200(self) -> Answer:
        """How this service reports trouble while claiming success."""
        ...
