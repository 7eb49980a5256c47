"""The shape of a loaded region pack: frozen values, no database. Days are inclusive: `valid_until` is the last day."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

# Already so before these records began.
EVER = dt.date(1945, 8, 17)


GARUDA = "garuda.svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    valid_from: dt.date = EVER
    valid_until: dt.date | None = None

    def holds(self, on: dt.date) -> bool:
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow(Dated):
    code: str
    name: str
    kind: str
    parent: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow(Dated):
    """`letterhead` holds lines, address, phone, email, postal_code: what is printed on top of a letter."""

    key: str
    name: str
    kind: str
    unit_code: str
    letterhead: Mapping[str, Any]
    area_code: str = ""
    parent: str | None = None
    short: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow(Dated):
    key: str
    office_key: str
    title: str
    role: str
    rt: str = ""
    rw: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRow(Dated):
    post_key: str
    kind: str = "definitive"
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialRow:
    key: str
    name: str
    email: str
    nip: str = ""
    rank: str = ""
    mandates: tuple[MandateRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow(Dated):
    """Which office has a duty, and since when."""

    duty: str
    office_key: str
    basis: str = ""
    note: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCode(Dated):
    letter: str
    code: str
    basis: str
    local: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering(Dated):
    """A pattern and what the counter counts within; `letters` or `office_kinds` narrow where the rule holds."""

    pattern: str
    scope: tuple[str, ...]
    basis: str
    letters: tuple[str, ...] = ()
    office_kinds: tuple[str, ...] = ()
    sure: bool = True

    def fits(self, letter: str, office_kind: str, on: dt.date) -> bool:
        return (
            self.holds(on)
            and (not self.letters or letter in self.letters)
            and (not self.office_kinds or office_kind in self.office_kinds)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    date: dt.date
    name: str
    kind: str
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayYear:
    year: int
    complete: bool
    source: str
    days: tuple[Holiday, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours(Dated):
    """Spans of work per weekday, Monday is 0."""

    name: str
    basis: str
    days: Mapping[int, tuple[tuple[dt.time, dt.time], ...]]
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRow:
    key: str
    title: str
    duty: str
    summary: str = ""
    dimension: str = ""
    expansion: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """How a register answers; `path` is where the sandbox plays it."""

    name: str
    mode: str
    duty: str = ""
    path: str = ""


_D = TypeVar("_D", bound=Dated)


def latest(rows: Iterable[_D], on: dt.date) -> _D | None:
    """The row in force on a day; where several are, the one that began last (later in the file among equals)."""
    found = None
    for row in rows:
        if row.holds(on) and (found is None or row.valid_from >= found.valid_from):
            found = row
    return found


@dataclass(frozen=True, kw_only=True)
class Pack:
    """Everything that differs by region or year, as one value."""

    folder: Path
    key: str
    name: str
    short_name: str
    kind: str
    code: str
    government: str
    head_title: str
    seat: str
    time_zone: str
    zone_label: str
    mail_domain: str
    address: Mapping[str, str]
    contact: Mapping[str, str]
    population: Mapping[str, Any]
    colours: Mapping[str, str]
    arms: Path
    arms_sure: bool
    settings: Mapping[str, Any]
    areas: tuple[AreaRow, ...]
    offices: tuple[OfficeRow, ...]
    posts: tuple[PostRow, ...]
    officials: tuple[OfficialRow, ...]
    duties: tuple[DutyRow, ...]
    letters: Mapping[str, tuple[LetterCode, ...]]
    numbering: tuple[Numbering, ...]
    hours: tuple[Hours, ...]
    holidays: Mapping[int, HolidayYear]
    programmes: Mapping[str, ProgrammeRow]
    sources: Mapping[str, SourceRow]
    demo_sources: Mapping[str, SourceRow]
    neighbourhoods: Mapping[str, tuple[int, int]]
    digest: str
    # not an argument: a copy with other rows (`replace`) has an index of its own
    _index: dict[str, Mapping[str, Any]] = field(init=False, default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._index["area"] = {row.code: row for row in self.areas}
        self._index["office"] = {row.key: row for row in self.offices}
        self._index["seat"] = {row.area_code: row for row in self.offices if row.kind not in {"opd", "upt"}}
        self._index["post"] = {row.key: row for row in self.posts}

    def area(self, code: str) -> AreaRow:
        return self._index["area"][code]

    def office(self, key: str) -> OfficeRow:
        return self._index["office"][key]

    def post(self, key: str) -> PostRow:
        return self._index["post"][key]

    def office_of_area(self, code: str) -> OfficeRow | None:
        """The kelurahan, desa, kecamatan or government that governs this area."""
        return self._index["seat"].get(code)

    def letter_arms(self, office_kind: str = "") -> Path | None:
        """The arms on the letterhead of such an office: the region's, the Garuda the pack brings along, or None for neutral ones."""
        wanted = self.settings.get("letter_arms", "regional")
        if isinstance(wanted, Mapping):
            wanted = wanted.get(office_kind, wanted["default"])
        return {"regional": self.arms, "garuda": self.arms.with_name(GARUDA)}.get(wanted)

    def villages(self) -> tuple[AreaRow, ...]:
        """All kelurahan and desa."""
        return tuple(row for row in self.areas if row.kind in {"kelurahan", "desa"})

    def rt_rw(self, code: str) -> tuple[int, int]:
        """How many RW a kelurahan or desa has, and how many RT each RW has (RT restart at 001 in every RW)."""
        return self.neighbourhoods[code]

    def duty(self, name: str, on: dt.date) -> DutyRow | None:
        """Which office has this duty on that day."""
        return latest((row for row in self.duties if row.duty == name), on)

    def letter_code(self, letter: str, on: dt.date) -> LetterCode | None:
        return latest(self.letters.get(letter, ()), on)

    def numbering_rule(self, letter: str, office_kind: str, on: dt.date) -> Numbering | None:
        return latest((row for row in self.numbering if row.fits(letter, office_kind, on)), on)

    def letter_rules(self) -> dict[str, Any]:
        """Codes and numbering as plain rows with `from`: the shape `documents` takes."""
        return {
            "numbering": [
                {"from": row.valid_from, "pattern": row.pattern, "scope": row.scope, "basis": row.basis}
                for row in self.numbering
            ],
            "letters": {
                key: [{"from": row.valid_from, "code": row.code, "basis": row.basis} for row in rows]
                for key, rows in self.letters.items()
            },
        }

    def hours_on(self, on: dt.date) -> Hours | None:
        """The working hours in force; of several the last written wins."""
        found = [row for row in self.hours if row.holds(on)]
        return found[-1] if found else None

    def unsure(self) -> list[str]:
        """What an official should still confirm, as plain sentences for `sebayu check`."""
        from_rows = [f"{row.duty}: {row.office_key}" for row in self.duties if not row.sure]
        from_days = [
            f"{day.date.isoformat()}: {day.name}"
            for y in self.holidays.values()
            for day in y.days
            if not day.sure
        ]
        local = [
            f"{code.letter}: {code.code}" for codes in self.letters.values() for code in codes if code.local
        ]
        hours = [row.name for row in self.hours if not row.sure]
        patterns = [row.pattern for row in self.numbering if not row.sure]
        arms = [] if self.arms_sure else [str(self.arms.name)]
        waits = (
            [] if self.settings.get("waits", {}).get("sure", True) else ["lama menunggu jawaban orang lain"]
        )
        return [*from_rows, *from_days, *local, *hours, *patterns, *arms, *waits]
