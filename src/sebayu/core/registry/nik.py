"""NIK and KK numbers: what is wrong with one (hard) and what is only odd about one (soft). Pure.

A NIK is never corrected, not even when the date in it is wrong, and carries the region of *first* registration; it has no check
digit. So a strange region, or a birth date or sex that differs from the register, is told and never refused.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

LENGTH = 16
WOMAN_OFFSET = 40


@dataclass(frozen=True)
class NikParts:
    """What the digits say. `day` is already freed of the offset for women."""

    region: str
    sex: str
    day: int
    month: int
    year2: int
    serial: int


def clean(text: object) -> str:
    """The digits of a number as people and spreadsheets write it: spaces, dots, dashes and a leading quote removed."""
    return "".join(c for c in str(text or "") if c not in " .-'’\u00a0\u200b\t")


def fault(nik: str) -> str:
    """Why this cannot be a NIK: "digits", "length", "day", "month" or "serial"; empty when nothing is wrong."""
    if not (nik.isascii() and nik.isdigit()):
        return "digits"
    if len(nik) != LENGTH:
        return "length"
    day, month = int(nik[6:8]), int(nik[8:10])
    if not (1 <= day <= 31 or 1 + WOMAN_OFFSET <= day <= 31 + WOMAN_OFFSET):
        return "day"
    if not 1 <= month <= 12:
        return "month"
    return "serial" if nik[12:] == "0000" else ""


def kk_fault(number: str) -> str:
    """Why this cannot be a KK number; its inner structure is not relied on."""
    if not (number.isascii() and number.isdigit()):
        return "digits"
    return "length" if len(number) != LENGTH else ""


def parts(nik: str) -> NikParts:
    """Read a NIK without `fault`."""
    day = int(nik[6:8])
    woman = day > WOMAN_OFFSET
    return NikParts(
        region=f"{nik[:2]}.{nik[2:4]}.{nik[4:6]}",
        sex="female" if woman else "male",
        day=day - WOMAN_OFFSET if woman else day,
        month=int(nik[8:10]),
        year2=int(nik[10:12]),
        serial=int(nik[12:]),
    )


def doubts(
    nik: str, *, birth_date: date | None = None, sex: str = "", regions: Collection[str] | None = None
) -> tuple[str, ...]:
    """What is odd, never a reason to refuse: "region", "birth_date", "sex"."""
    told = parts(nik)
    found = []
    if regions is not None and told.region not in regions:
        found.append("region")
    if birth_date and (told.day, told.month, told.year2) != (
        birth_date.day,
        birth_date.month,
        birth_date.year % 100,
    ):
        found.append("birth_date")
    if sex and sex != told.sex:
        found.append("sex")
    return tuple(found)


def mask(nik: str) -> str:
    """For lists and reports: region and last two digits stay, the birth date does not show."""
    return f"{nik[:6]}••••••••{nik[-2:]}" if len(nik) == LENGTH else "•" * len(nik)
