"""From the plain values of the files to the rows of the pack."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from functools import partial
from typing import Any

from sebayu.core.areas.packs.model import EVER, AreaRow, OfficeRow, PostRow


def dates(row: dict[str, Any]) -> dict[str, Any]:
    """The `from` and `until` of a row, under the names the dataclasses use."""
    until = row.get("until")
    return {
        "valid_from": dt.date.fromisoformat(row["from"]) if "from" in row else EVER,
        "valid_until": dt.date.fromisoformat(until) if until else None,
    }


def slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def areas(region: dict[str, Any], data: dict[str, Any]) -> tuple[AreaRow, ...]:
    province = data["province"]
    source = province["source"]
    rows = [
        AreaRow(code=province["code"], name=province["name"], kind="province", source=source),
        AreaRow(
            code=region["code"],
            name=region["name"].removeprefix("Kota ").removeprefix("Kabupaten "),
            kind=region["kind"],
            parent=province["code"],
            source=source,
        ),
    ]
    for district in data["kecamatan"]:
        rows.append(_area(district, "kecamatan", region["code"]))
        for kind in ("kelurahan", "desa"):
            rows.extend(_area(village, kind, district["code"]) for village in district.get(kind, ()))
    return tuple(rows)


def _area(row: dict[str, Any], kind: str, parent: str) -> AreaRow:
    return AreaRow(
        code=row["code"], name=row["name"], kind=kind, parent=parent, source=row["source"], **dates(row)
    )


def _words(area: AreaRow, number: int, doubled: bool, district: str) -> dict[str, Any]:
    """What a rule may fill in; a name that two kecamatan share carries the kecamatan in keys and codes."""
    joined = area.name.replace(" ", "")
    return {
        "name": area.name,
        "slug": slug(f"{area.name} {district}" if doubled else area.name),
        "joined": f"{joined}-{district.replace(' ', '')}" if doubled else joined,
        "code": area.code,
        "kecamatan": district,
        "number": number,
    }


def _letterhead(rule: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    return {
        "lines": [line.format(**words).upper() for line in rule["letterhead"]["lines"]],
        "address": rule["address"].format(**words),
        "phone": rule.get("phone", "").format(**words),
        "email": rule.get("email", "").format(**words),
        "postal_code": rule.get("postal_code", ""),
    }


def offices(region: dict[str, Any], data: dict[str, Any], rows: tuple[AreaRow, ...]) -> tuple[OfficeRow, ...]:
    root = data["root"]
    top = OfficeRow(
        key=root["key"],
        name=root["name"],
        kind=region["kind"],
        unit_code=root["unit_code"],
        area_code=region["code"],
        letterhead=_letterhead(root, {}),
    )
    found = [top, *(_opd(row, top, region, root) for row in data["opd"])]
    names = Counter((row.kind, row.name) for row in rows)
    by_code = {row.code: row for row in rows}
    keys = {region["code"]: top.key}
    count: Counter[str] = Counter()
    for area in rows:
        rule = data["rules"].get(area.kind)
        if rule is None:
            continue
        count[area.kind] += 1
        parent = by_code[area.parent or ""]
        doubled = names[area.kind, area.name] > 1
        words = _words(area, count[area.kind], doubled, parent.name if parent.kind == "kecamatan" else "")
        key = rule["key"].format(**words)
        keys[area.code] = key
        rule = {**rule, **data.get("overrides", {}).get(key, {})}
        found.append(
            OfficeRow(
                key=key,
                name=rule["name"].format(**words),
                kind=area.kind,
                unit_code=rule["unit_code"].format(**words),
                area_code=area.code,
                parent=keys[area.parent or ""],
                letterhead=_letterhead(rule, words),
                valid_from=area.valid_from,
                valid_until=area.valid_until,
            )
        )
    return tuple(found)


def _opd(row: dict[str, Any], top: OfficeRow, region: dict[str, Any], root: dict[str, Any]) -> OfficeRow:
    return OfficeRow(
        key=row["key"],
        name=row["name"],
        short=row.get("short", ""),
        kind="opd",
        unit_code=row["unit_code"],
        area_code=region["code"],
        parent=top.key,
        letterhead={
            "lines": [region["government"].upper(), row["name"].upper()],
            "address": row.get("address") or root["address"],
            "phone": row.get("phone") or root.get("phone", ""),
            "email": "",
            "postal_code": "",
        },
        **dates(row),
    )


def posts(
    data: dict[str, Any], seats: tuple[OfficeRow, ...], counts: dict[str, tuple[int, int]]
) -> tuple[PostRow, ...]:
    found: list[PostRow] = []
    for office in seats:
        short = office.name.removeprefix(office.kind.capitalize()).strip()
        own = [row for row in data.get("extra", ()) if row["office"] == office.key]
        for row in [*data["rules"].get(office.kind, ()), *own]:
            found.append(
                PostRow(
                    key=f"{office.key}.{row['key']}",
                    office_key=office.key,
                    title=row["title"].format(name=short),
                    role=row["role"],
                    valid_from=office.valid_from,
                    valid_until=office.valid_until,
                )
            )
        if office.area_code in counts and office.kind in {"kelurahan", "desa"}:
            found.extend(_neighbourhoods(office, *counts[office.area_code]))
    return tuple(found)


def _neighbourhoods(office: OfficeRow, rw_count: int, rt_count: int) -> list[PostRow]:
    """The RW and RT of one kelurahan or desa; RT restart at 001 in every RW."""
    post = partial(
        PostRow, office_key=office.key, valid_from=office.valid_from, valid_until=office.valid_until
    )
    found = []
    for rw in (f"{number:03d}" for number in range(1, rw_count + 1)):
        found.append(
            post(key=f"{office.key}.rw_{rw}", title=f"Ketua RW {rw} {office.name}", role="rw", rw=rw)
        )
        for rt in (f"{number:03d}" for number in range(1, rt_count + 1)):
            title = f"Ketua RT {rt} RW {rw} {office.name}"
            found.append(post(key=f"{office.key}.rt_{rt}_{rw}", title=title, role="rt", rt=rt, rw=rw))
    return found


def neighbourhoods(data: dict[str, Any], rows: tuple[AreaRow, ...]) -> dict[str, tuple[int, int]]:
    own = data["neighbourhoods"].get("areas", {})
    default = data["neighbourhoods"]["default"]
    picked = {row.code: own.get(row.code, default) for row in rows if row.kind in {"kelurahan", "desa"}}
    return {code: (row["rw"], row["rt_per_rw"]) for code, row in picked.items()}
