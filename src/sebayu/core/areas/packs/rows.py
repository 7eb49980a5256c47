"""The dated lists of a pack, row by row: officials, duties, letter codes, hours, holidays, programme titles, registers."""

import datetime as dt
from typing import Any

from sebayu.core.areas.packs.build import dates
from sebayu.core.areas.packs.model import (
    DutyRow,
    Holiday,
    HolidayYear,
    Hours,
    LetterCode,
    MandateRow,
    Numbering,
    OfficialRow,
    ProgrammeRow,
    SourceRow,
)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def officials(data: dict[str, Any], mail_domain: str) -> tuple[OfficialRow, ...]:
    return tuple(
        OfficialRow(
            key=row["key"],
            name=row["name"],
            email=row.get("email", f"{row['key'].replace('_', '.')}@{mail_domain}"),
            nip=row.get("nip", ""),
            rank=row.get("rank", ""),
            mandates=tuple(
                MandateRow(
                    post_key=mandate["post"],
                    kind=mandate.get("kind", "definitive"),
                    basis=mandate.get("basis", ""),
                    **dates(mandate),
                )
                for mandate in row["mandates"]
            ),
        )
        for row in data["officials"]
    )


def duties(data: dict[str, Any]) -> tuple[DutyRow, ...]:
    return tuple(
        DutyRow(
            duty=duty,
            office_key=row["office"],
            basis=row["basis"],
            note=row.get("note", ""),
            sure=row.get("sure", True),
            **dates(row),
        )
        for duty, rows in data["duties"].items()
        for row in rows
    )


def letters(data: dict[str, Any]) -> dict[str, tuple[LetterCode, ...]]:
    return {
        letter: tuple(
            LetterCode(
                letter=letter,
                code=row["code"],
                basis=row["basis"],
                local=row.get("local", False),
                note=row.get("note", ""),
                **dates(row),
            )
            for row in rows
        )
        for letter, rows in data["letters"].items()
    }


def numbering(data: dict[str, Any]) -> tuple[Numbering, ...]:
    return tuple(
        Numbering(
            pattern=row["pattern"],
            scope=tuple(row["scope"]),
            basis=row["basis"],
            letters=tuple(row.get("letters", ())),
            office_kinds=tuple(row.get("office_kinds", ())),
            sure=row.get("sure", True),
            **dates(row),
        )
        for row in data["numbering"]
    )


def hours(data: dict[str, Any]) -> tuple[Hours, ...]:
    return tuple(
        Hours(
            name=row["name"],
            basis=row["basis"],
            sure=row.get("sure", True),
            days={WEEKDAYS.index(day): tuple(map(span, spans)) for day, spans in row["days"].items()},
            **dates(row),
        )
        for row in data["hours"]
    )


def span(text: str) -> tuple[dt.time, dt.time]:
    start, end = text.split("-")
    return dt.time.fromisoformat(start), dt.time.fromisoformat(end)


def holidays(data: dict[str, Any]) -> HolidayYear:
    return HolidayYear(
        year=data["year"],
        complete=data["complete"],
        source=data["source"],
        days=tuple(
            Holiday(
                date=dt.date.fromisoformat(row["date"]),
                name=row["name"],
                kind=row["kind"],
                sure=row.get("sure", True),
            )
            for row in data["days"]
        ),
    )


def programmes(data: dict[str, Any]) -> dict[str, ProgrammeRow]:
    return {key: ProgrammeRow(key=key, **row) for key, row in data["programmes"].items()}


def sources(rows: dict[str, Any]) -> dict[str, SourceRow]:
    return {name: SourceRow(name=name, **row) for name, row in rows.items()}
