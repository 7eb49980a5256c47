"""Counting attempts in windows of time, in the database, because web processes share nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from sebayu.core.identity.errors import TooMany
from sebayu.core.identity.keys import digest
from sebayu.core.identity.models import RateCount

_COUNT: Final = """
    INSERT INTO identity_ratecount (key, "window", count) VALUES (%s, %s, 1)
    ON CONFLICT (key, "window") DO UPDATE SET count = identity_ratecount.count + 1 RETURNING count
"""


def client_ip(request: HttpRequest) -> str:
    """The caller's address: the last hop our own proxy wrote, when there is one; never what the caller claims."""
    if settings.SECURE_PROXY_SSL_HEADER:
        hops = request.headers.get("X-Forwarded-For", "").split(",")
        if hops[-1].strip():
            return hops[-1].strip()
    return request.META.get("REMOTE_ADDR", "")


def hit(what: str, who: str, *, limit: int, minutes: int) -> None:
    """Count one attempt; raises TooMany above the limit of this window."""
    now = timezone.now()
    start = now - dt.timedelta(minutes=now.timestamp() // 60 % minutes, seconds=now.second)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [digest("rate", f"{what}:{who}"), start.replace(microsecond=0)])
        (count,) = cursor.fetchone()
    if count > limit:
        raise TooMany


def forget_old(*, hours: int = 24) -> int:
    """Housekeeping for a daily job."""
    gone, _ = RateCount.objects.filter(window__lt=timezone.now() - dt.timedelta(hours=hours)).delete()
    return gone
