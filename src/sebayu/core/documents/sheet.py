"""The sheet: everything typst is given for one letter, put together from frozen parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sebayu.core.documents import conf, office, present, render
from sebayu.core.documents.signing.check import simulator_configured
from sebayu.core.facts import long_date

_DRAWN = ("arms", "qr")  # added when drawing, not kept with every letter


def build(
    *,
    content: Mapping[str, Any],
    head: Mapping[str, Any],
    signers: Iterable[Mapping[str, Any]],
    paper: str = "A4",
    number: str = "",
    token: str = "",
    issued_on: dt.date | None = None,
    valid_until: dt.date | None = None,
    simulator: bool = False,
) -> dict[str, Any]:
    """Without a number it is a draft and says so."""
    return {
        "values": content["values"],
        "shown": content["shown"],
        "lists": content["lists"],
        "office": dict(head),
        "signers": list(signers),
        "paper": paper,
        "draft": not number,
        "simulator": simulator,
        "number": number,
        "date": long_date(issued_on) if issued_on else "",
        "valid_until": long_date(valid_until) if valid_until else "",
        "verify_url": conf.verify_url(token) if number else "",
        "keywords": [f"sebayu:{token}"] if number else [],
    }


def ready(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """The sheet with its pictures: arms of the region, QR code of the verification address."""
    url = sheet["verify_url"]
    return {
        **sheet,
        "office": {**sheet["office"], "arms": office.arms(kind=sheet["office"].get("kind", ""))},
        "qr": render.qr(url) if url else "",
    }


def of_values(
    values: Mapping[str, Any],
    *,
    roles: Mapping[str, str] | None = None,
    head: Mapping[str, Any] | None = None,
    signers: Iterable[Mapping[str, Any]] = (),
    **rest: Any,
) -> dict[str, Any]:
    """A sheet straight from values, for pictures of a template: render.png("sktm", sheet.of_values({...}))."""
    return ready(
        build(
            content=present.printed(values, roles),
            head=head or {"lines": ["Pemerintah", "Kelurahan"], "address": "", "area": "", "place": ""},
            signers=signers,
            **rest,
        )
    )


def is_simulated() -> bool:
    """Whether the configured trust is a simulator's: then the page itself says TIDAK SAH."""
    return simulator_configured(conf.bsre().trust_roots)
