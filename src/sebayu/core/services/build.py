"""The values of a declaration that already passed its schema."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sebayu.core.rules import Clause
from sebayu.core.services.model import (
    Ask,
    Automatic,
    Basis,
    Cost,
    Door,
    Example,
    Gives,
    MaybeNotNeeded,
    Obsolete,
    Option,
    Role,
    Service,
    Step,
    Within,
)


def build(data: Mapping[str, Any], lines: Mapping[str, int], path: str) -> Service:
    canonical = json.dumps(
        {key: value for key, value in data.items() if key != "examples"},
        ensure_ascii=False, sort_keys=True, separators=(",", ":"),
    )  # fmt: skip
    key = data["service"]
    return Service(
        key=key,
        title=data["title"],
        summary=data["summary"],
        basis=Basis(**data["basis"]),
        subject=data.get("subject", "person"),
        requester=data.get("requester", {}).get("who", "self"),
        situations=tuple(data.get("situations", ())),
        words=tuple(data.get("words", ())),
        roles={name: Role(name=name, **role) for name, role in data.get("roles", {}).items()},
        needs=tuple(data.get("needs", ())),
        optional=tuple(data.get("optional", ())),
        asks={name: _ask(name, ask) for name, ask in data.get("asks", {}).items()},
        replaces=tuple(data.get("replaces", ())),
        entitled=tuple(_clause(index, clause) for index, clause in enumerate(data.get("entitled", ()))),
        steps=tuple(make_step(step) for step in data.get("steps", ())),
        automatic=_automatic(data.get("automatic")),
        gives=Gives(**data["gives"]) if "gives" in data else None,
        within=Within(**data["within"]) if "within" in data else None,
        cost=Cost(**data.get("cost", {})),
        obsolete=_obsolete(data.get("obsolete")),
        maybe_not_needed=MaybeNotNeeded(**data["maybe_not_needed"]) if "maybe_not_needed" in data else None,
        examples=tuple(
            make_example(row, key, path, lines.get(f"examples.{index}", 1))
            for index, row in enumerate(data.get("examples", ()))
        ),
        version=hashlib.sha256(canonical.encode()).hexdigest(),
        canonical=canonical,
        path=path,
        lines=lines,
    )


def _ask(name: str, data: Mapping[str, Any]) -> Ask:
    options = tuple(Option(option, option) for option in data.get("options", ()))
    rest = {key: value for key, value in data.items() if key not in ("options", "differs_from", "max_length")}
    longest = data.get("max_length", 1000 if data["kind"] == "long_text" else 200)
    differs = tuple(data.get("differs_from", ()))
    return Ask(key=name, options=options, differs_from=differs, max_length=longest, **rest)


def _clause(index: int, data: Mapping[str, Any]) -> Clause:
    days = {name: date.fromisoformat(data[name]) for name in ("valid_from", "valid_until") if name in data}
    rest = {name: value for name, value in data.items() if name not in days}
    return Clause(**{"id": f"clause_{index + 1}", **rest, **days})


def make_step(data: Mapping[str, Any]) -> Step:
    ((kind, content),) = data.items()
    return Step(key=f"{kind}_{content.get('by') or content['of']}", kind=kind, **content)


def _automatic(data: Mapping[str, Any] | None) -> Automatic | None:
    return Automatic(data["when"], data["basis"], data.get("default", "off") == "on") if data else None


def _obsolete(data: Mapping[str, Any] | None) -> Obsolete | None:
    return Obsolete(**{**data, "door": Door(**data["door"])}) if data else None


def make_example(data: Mapping[str, Any], service: str, path: str, line: int) -> Example:
    return Example(
        name=data["name"],
        service=service,
        on=data["on"],
        facts=data.get("facts", {}),
        answers=data.get("answers", {}),
        expect=data["expect"],
        area_kind=data.get("area", "kelurahan"),
        evidence_complete=data.get("evidence_complete"),
        path=path,
        line=line,
    )
