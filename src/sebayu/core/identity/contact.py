"""Ways to reach somebody, as they are kept."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from sebayu.core.identity.errors import BadContact


def clean_phone(text: str) -> str:
    """An Indonesian mobile number as +62...; empty stays empty."""
    raw = "".join(c for c in text if c.isdigit() or c == "+")
    if not text.strip():
        return ""
    number = "+62" + raw[1:] if raw.startswith("0") else raw if raw.startswith("+") else "+" + raw
    if not number.startswith("+62") or not 10 <= len(number) <= 16 or not number[1:].isdigit():
        raise BadContact
    return number


def clean_email(text: str) -> str:
    address = text.strip().lower()
    if address:
        try:
            validate_email(address)
        except ValidationError as wrong:
            raise BadContact from wrong
    return address
