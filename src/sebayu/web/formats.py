"""How dates, times, money and durations read in Indonesian. Pure functions; non-breaking where a line must not break."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

NBSP = "\u00a0"
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


def local(value: datetime) -> datetime:
    """The moment on the region's own clock; a naive value is taken to be on that clock already."""
    return timezone.localtime(value) if timezone.is_aware(value) else value


def as_date(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def day(value: date | datetime) -> str:
    d = as_date(value)
    return f"{d.day}{NBSP}{MONTHS[d.month - 1]} {d.year}"


def short_day(value: date | datetime) -> str:
    d = as_date(value)
    return f"{d.day}{NBSP}{SHORT_MONTHS[d.month - 1]} {d.year}"


def weekday(value: date | datetime) -> str:
    return f"{WEEKDAYS[as_date(value).weekday()]}, {day(value)}"


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
    word = {0: "hari ini", 1: "besok", -1: "kemarin"}.get(distance) or weekday(value)
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
    if days:
        return f"{days}{NBSP}hari" + (f" {hours}{NBSP}jam" if hours else "")
    if hours:
        return f"{hours}{NBSP}jam" + (f" {rest}{NBSP}mnt" if rest else "")
    return f"{minutes}{NBSP}menit" if minutes else f"kurang dari 1{NBSP}menit"


def left(due: datetime, now: datetime | None = None) -> str:
    """Until the deadline, or since it passed: 2 jam 8 mnt lagi / lewat 1 jam 12 mnt."""
    rest = due - (now or timezone.now())
    return f"{span(rest)} lagi" if rest >= timedelta(0) else f"lewat {span(rest)}"


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
        return "Selamat malam"
    return "Selamat pagi" if hour < 11 else "Selamat siang" if hour < 15 else "Selamat sore"


def opened(text: str) -> str:
    """A sentence begins with a capital; the rest keeps its own (`capitalize` would write 24 november)."""
    return text[:1].upper() + text[1:]
