"""One way of calling a register over HTTP: total deadline, size limit, strict JSON, and nothing personal in errors."""

import json
import time
import weakref
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from django.utils.timezone import get_default_timezone

from sebayu.core.exchange.errors import SourceDown, SourceMalformed, SourceRefused, SourceSlow

MAX_BYTES = 512 * 1024
CONNECT_S = 1.0


class Caller:
    """A pooled client for one register. Threads may share it; it never retries and never follows redirects."""

    def __init__(
        self, source: str, label: str, base_url: str, headers: Mapping[str, str] | None = None
    ) -> None:
        self.source, self.label = source, label
        self._client = httpx.Client(
            base_url=base_url.rstrip("/") + "/",
            headers={"Accept": "application/json", **(headers or {})},
            follow_redirects=False,
            trust_env=False,
            limits=httpx.Limits(max_connections=32, max_keepalive_connections=16, keepalive_expiry=30),
        )
        # A client that is replaced closes with the last call that still uses it.
        weakref.finalize(self, self._client.close)

    def call(
        self,
        method: str,
        path: str,
        *,
        timeout: float,
        body: Mapping | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> "Reply":
        """The parsed JSON object, or the SourceError that says what went wrong.

        httpx limits each read, not the whole answer: a register that drips is cut off by the deadline here.
        """
        deadline = time.monotonic() + timeout
        limits = httpx.Timeout(timeout, connect=min(CONNECT_S, timeout), pool=min(CONNECT_S, timeout))
        try:
            with self._client.stream(
                method, path.lstrip("/"), json=body, headers=headers, timeout=limits
            ) as response:
                content = self._read(response, deadline)
        except httpx.TimeoutException:
            raise SourceSlow(self.label) from None
        except httpx.HTTPError as error:
            raise SourceDown(self.label, type(error).__name__) from None
        except UnicodeError:
            raise SourceMalformed(self.label, "header") from None
        return self._parse(response, content)

    def _read(self, response: httpx.Response, deadline: float) -> bytes:
        chunks, size = [], 0
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > MAX_BYTES:
                raise SourceMalformed(self.label, "too large")
            if time.monotonic() > deadline:
                raise SourceSlow(self.label)
            chunks.append(chunk)
        return b"".join(chunks)

    def _parse(self, response: httpx.Response, content: bytes) -> "Reply":
        status = response.status_code
        if status in {401, 403, 429}:
            raise SourceRefused(self.label, f"HTTP {status}")
        if status != 404 and not 200 <= status < 300:
            raise SourceDown(self.label, f"HTTP {status}")
        if "json" not in response.headers.get("Content-Type", ""):
            if status == 404:  # a wrong address, not a missing person
                raise SourceDown(self.label, "HTTP 404")
            raise SourceMalformed(self.label, "not JSON")
        try:
            data = json.loads(content, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            raise SourceMalformed(self.label, "JSON") from None
        if not isinstance(data, dict):
            raise SourceMalformed(self.label, "not an object")
        return Reply(status, data, _clock(response))


class Reply:
    def __init__(self, status: int, data: dict, clock: datetime | None) -> None:
        self.status, self.data, self.clock = status, data, clock

    @property
    def missing(self) -> bool:
        return self.status == 404

    def __repr__(self) -> str:
        return f"Reply({self.status})"


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _clock(response: httpx.Response) -> datetime | None:
    try:
        return parsedate_to_datetime(response.headers["Date"])
    except (KeyError, ValueError, TypeError):
        return None


def time_of(text: Any, label: str) -> datetime | None:
    """An ISO time stated by a register; none is fine, nonsense is malformed.

    A register whose clock runs ahead must not make its data look fresher than now: the future becomes now.
    """
    if text in (None, ""):
        return None
    try:
        stated = datetime.fromisoformat(str(text))
    except ValueError:
        raise SourceMalformed(label, "time") from None
    if stated.tzinfo is None:
        stated = stated.replace(tzinfo=get_default_timezone())
    return min(stated, datetime.now(UTC))
