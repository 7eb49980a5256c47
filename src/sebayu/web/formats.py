"""How dates, times, money and durations read: in Indonesian, and for who chose it in English. Non-breaking where a line must not break.

Numbers and rupiah keep the Indonesian signs in both: they are copied into Indonesian papers.
"""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import get_language

NBSP = "\u00a0"
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ENGLISH_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


def _either(indonesian: str, english: str) -> str:
    return english if get_language() == "en" else indonesian


def _month(number: int) -> str:
    return _either(MONTHS[number - 1], ENGLISH_MONTHS[number - 1])


def local(value: datetime) -> datetime:
    """The moment on the region's own clock; a naive value is taken to be on that clock already."""
    return timezone.localtime(value) if timezone.is_aware(value) else value


def as_date(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def day(value: date | datetime) -> str:
    d = as_date(value)
    return f"{d.day}{NBSP}{_month(d.month)} {d.year}"


def short_day(value: date | datetime) -> str:
    d = as_date(value)
    return f"{d.day}{NBSP}{_month(d.month)[:3]} {d.year}"


def weekday(value: date | datetime) -> str:
    n = as_date(value).weekday()
    return f"{_either(WEEKDAYS[n], ENGLISH_WEEKDAYS[n])}, {day(value)}"


def zone(value: datetime) -> str:
    hours = int((local(value).utcoffset() or timedelta(hours=7)).total_seconds() // 3600)
    return ZONES.get(hours, "WIB")


def clock(value: datetime) -> str:
    t = local(value)
    return f"{t:%H.%M}{NBSP}{zone(value)}"


def moment(value: datetime) -> str:
    return f"{day(value)}, {clock(value)}"


def near(value: datetime, now: datetime | None = None) -> str:
    """The day as people say it: hari ini, besok, kemarin, else the weekday with its date; then the clock."""
    distance = (as_date(value) - as_date(now or timezone.now())).days
    words = {0: ("hari ini", "today"), 1: ("besok", "tomorrow"), -1: ("kemarin", "yesterday")}
    word = _either(*words[distance]) if distance in words else weekday(value)
    return f"{word}, {clock(value)}"


def number(value: int | Decimal | float) -> str:
    return f"{value:,}".replace(",", "\0").replace(".", ",").replace("\0", ".")


def rupiah(value: int | Decimal | float) -> str:
    """Rp 1.700 and Rp 1.699,53: cents only where there are any."""
    amount = Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole = amount == amount.to_integral_value()
    text = number(int(abs(amount))) if whole else number(abs(amount))
    return f"{'-' if amount < 0 else ''}Rp{NBSP}{text}"


def span(value: timedelta) -> str:
    """The two largest units of a length of time: 3 hari 4 jam, 2 jam 8 mnt, 39 menit."""
    minutes = int(abs(value.total_seconds()) // 60)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    a_day, an_hour, a_minute = _either("hari", "d"), _either("jam", "h"), _either("mnt", "min")
    if days:
        return f"{days}{NBSP}{a_day}" + (f" {hours}{NBSP}{an_hour}" if hours else "")
    if hours:
        return f"{hours}{NBSP}{an_hour}" + (f" {rest}{NBSP}{a_minute}" if rest else "")
    if not minutes:
        return _either(f"kurang dari 1{NBSP}menit", f"less than 1{NBSP}min")
    return f"{minutes}{NBSP}{_either('menit', 'min')}"


def left(due: datetime, now: datetime | None = None) -> str:
    """Until the deadline, or since it passed: 2 jam 8 mnt lagi / lewat 1 jam 12 mnt."""
    rest = due - (now or timezone.now())
    length = span(rest)
    if rest >= timedelta(0):
        return _either(f"{length} lagi", f"{length} left")
    return _either(f"lewat {length}", f"{length} over")


def size(value: int) -> str:
    """Bytes as a person weighs a download: 84 kB, 1,2 MB."""
    if value < 1000:
        return f"{value}{NBSP}B"
    if value < 1_000_000:
        return f"{round(value / 1000)}{NBSP}kB"
    return f"{value / 1_000_000:.1f}{NBSP}MB".replace(".", ",")


def greeting(now: datetime | None = None) -> str:
    hour = local(now or timezone.now()).hour
    if hour < 4 or hour >= 18:
        return _either("Selamat malam", "Good evening")
    if hour < 11:
        return _either("Selamat pagi", "Good morning")
    return _either("Selamat siang" if hour < 15 else "Selamat sore", "Good afternoon")


def opened(text: str) -> str:
    """A sentence begins with a capital; the rest keeps its own (`capitalize` would write 24 november)."""
    return text[:1].upper() + text[1:]
