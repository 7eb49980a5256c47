"""The office as it stands on a letter of today: letterhead, place, arms, and who signs for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from sebayu.core.areas.region import Pack, generic_arms, pack
from sebayu.core.documents.enums import SignerKind
from sebayu.core.documents.errors import NoSigner
from sebayu.core.identity.acting import holder
from sebayu.core.identity.models import Office


@dataclass(frozen=True)
class Signer:
    """Who is to sign, copied from the post as it is held on the day of issue."""

    kind: str
    name: str
    title: str
    account_id: UUID | None = None
    post_key: str = ""
    acting_note: str = ""
    nip: str = ""
    rank: str = ""
    office_name: str = ""

    def printed(self) -> dict[str, str]:
        names = ("kind", "title", "acting_note", "name", "rank", "nip")
        plain = {name: str(value) for name, value in asdict(self).items() if name in names}
        return plain | {"nip": grouped_nip(self.nip)}


def grouped_nip(nip: str) -> str:
    """19800305 200501 2 001: birth date, month of appointment, sex, serial number."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if len(nip) == 18 and nip.isdigit() else nip


def signer_of(post_key: str, office: Office, on: dt.date, kind: str = SignerKind.SIGN) -> Signer:
    """The holder of a post on that day; NoSigner when the chair is empty."""
    who = holder(post_key, on)
    if who is None:
        raise NoSigner()
    return Signer(
        kind=kind,
        name=who.name,
        title=who.title,
        account_id=who.account_id,
        post_key=post_key,
        acting_note=who.acting_note,
        nip=who.nip,
        rank=who.rank,
        office_name=office.name,
    )


def seal_of(office: Office) -> Signer:
    """The office itself, where a letter is sealed without an official's hand."""
    return Signer(
        kind=SignerKind.SEAL,
        name=f"Segel elektronik {office.name}",
        title=office.name,
        office_name=office.name,
    )


def printed(office: Office, region: Pack | None = None) -> dict[str, Any]:
    """Letterhead as plain data, frozen into the document; the arms are added when drawing."""
    region = region or pack()
    head = office.letterhead or {}
    contact = [head.get("address", ""), head.get("postal_code", "")]
    if head.get("phone"):
        contact.append(f"Telepon {head['phone']}")
    if head.get("email"):
        contact.append(str(head["email"]))
    return {
        "kind": office.kind,
        "lines": [str(line) for line in head.get("lines") or [office.name]],
        "address": ", ".join(str(part) for part in contact if part),
        "area": _area(office, region),
        "place": _place(office, region),
    }


def _area(office: Office, region: Pack) -> str:
    """ "Kecamatan Tegal Timur, Kota Tegal" for a kelurahan, "Kota Tegal" for a kecamatan, nothing for the city."""
    names = []
    above = office.parent
    while above is not None and above.kind not in {"kota", "kabupaten"}:
        names.append(above.name)
        above = above.parent
    return "" if above is None else ", ".join([*names, region.name])


def _place(office: Office, region: Pack) -> str:
    """Where it is signed: a desa and its kecamatan date from their own place, an office of a city from the city."""
    if region.kind == "kabupaten" and office.kind in {"desa", "kelurahan", "kecamatan"}:
        return office.name.removeprefix(office.get_kind_display()).strip() or region.seat
    return region.seat


def paper() -> str:
    """The paper of this region's letters: A4 or F4."""
    return str(pack().settings.get("paper", "A4"))


def arms(region: Pack | None = None, kind: str = "") -> str:
    """The arms for the letterhead of such an office as SVG text, as the region's setting `letter_arms` says; neutral ones where it has none."""
    wanted = (region or pack()).letter_arms(kind)
    return _svg(wanted if wanted and wanted.exists() else generic_arms())


@cache
def _svg(path: Path) -> str:
    return path.read_text(encoding="utf-8")
