"""What people write, without what they should not have written: numbers and addresses of persons are taken out before it is kept."""

import re

from django.utils.translation import gettext as _

LONGEST = 500
# Ten digits or more, however spaced: NIK and KK, phone and account numbers.
_NUMBERS = re.compile(r"\+?\d(?:[\s.\-/]?\d){9,}")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def cleaned(text: str) -> str:
    """A remark fit to be kept without a name."""
    text = _CONTROL.sub("", text).strip()
    text = _MAIL.sub(_("[alamat dihapus]"), text)
    return _NUMBERS.sub(_("[nomor dihapus]"), text)[:LONGEST].strip()
