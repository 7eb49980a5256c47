"""Small counts in words, and who does what, as a citizen would say it."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sebayu.core.services.copies import COPIES

SMALL = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
SMALL_IN_ENGLISH = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

# The part a post plays, when no title of a post is at hand.
ROLES = {
    "rt": gettext_lazy("Ketua RT"),
    "rw": gettext_lazy("Ketua RW"),
    "officer": gettext_lazy("Petugas"),
    "kasi": gettext_lazy("Kepala seksi"),
    "secretary": gettext_lazy("Sekretaris"),
    "head": gettext_lazy("Kepala kantor"),
    "camat_officer": gettext_lazy("Petugas kecamatan"),
    "camat": gettext_lazy("Camat"),
}


def count(n: int) -> str:
    """satu, dua ... sepuluh, then digits."""
    small = SMALL_IN_ENGLISH if get_language() == "en" else SMALL
    return small[n] if 0 <= n < len(small) else str(n)


def asks(n: int) -> str:
    if not n:
        return _("tidak ada")
    return _("%(n)s pertanyaan") % {"n": count(n)}


def copy(key: str) -> str:
    return _(COPIES.get(key, key.replace("_", " ")))


def rt_rw(rt: str, rw: str) -> str:
    """RT 04/RW 05, without the register's padding and without a line break inside."""
    parts = [f"{name}\u00a0{int(value):02d}" for name, value in (("RT", rt), ("RW", rw)) if value.isdigit()]
    return "/".join(parts)


def ketua(role: str, rt: str, rw: str) -> str:
    """Ketua RT 04/RW 05, Ketua RW 05."""
    return _("Ketua %(numbers)s") % {"numbers": rt_rw(rt if role == "rt" else "", rw)}
