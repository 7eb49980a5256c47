"""Digests under keys of the installation: what lets us find or compare without keeping the thing itself."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet
from django.conf import settings

from sebayu.core.identity.errors import BadNik


def _key(purpose: str) -> bytes:
    secret = getattr(settings, "SEBAYU_NIK_KEY", "") if purpose == "nik" else ""
    return hashlib.sha256(f"sebayu.identity.{purpose}:{secret or settings.SECRET_KEY}".encode()).digest()


def digest(purpose: str, text: str) -> str:
    return hmac.new(_key(purpose), text.encode(), hashlib.sha256).hexdigest()


def clean_nik(text: str) -> str:
    """Sixteen digits, however they were typed or pasted; nothing else about a NIK is certain enough to refuse it."""
    nik = "".join(text.split()).replace(".", "").replace("-", "")
    if len(nik) != 16 or not (nik.isascii() and nik.isdigit()):
        raise BadNik
    return nik


def nik_hmac(nik: str) -> str:
    return digest("nik", clean_nik(nik))


def box() -> Fernet:
    """For what must wait a moment in a session and be read again, such as a form sent after the login had expired."""
    return Fernet(base64.urlsafe_b64encode(_key("box")))
