"""From the region pack's movement.yaml into the tables. Loading again adds what is new and removes nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import Any

from django.db import transaction

from sebayu.core.identity.models import Post
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.structure import actions
from sebayu.programmes.movement.structure.actions.noting import noted
from sebayu.programmes.movement.structure.enums import Position
from sebayu.programmes.movement.structure.models import (
    Agreement,
    Decree,
    Dimension,
    DimensionMapping,
    Edition,
    Member,
    OfficeChange,
    SubDimension,
    Taxonomy,
    Team,
)
from sebayu.programmes.movement.structure.pack import movement
from sebayu.programmes.movement.structure.perms import WRITE

Row = dict[str, Any]


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def load(*, by: Actor, key: str = "") -> dict[str, int]:
    """Everything the pack says about the movement; returns what is there now, by kind."""
    pack = movement(key)
    with transaction.atomic():
        with noted(by, "pack.load", permission=WRITE):
            _taxonomies(pack["taxonomies"])
        for row in pack["mappings"]:
            _mapping(by, row)
        for row in pack["adopts"]:
            _adopt(by, row)
        for row in pack["editions"]:
            _edition(by, row)
        for row in pack["agreements"]:
            _agreement(by, row)
        for row in pack["decrees"]:
            _decree(by, row)
        for row in pack["office_changes"]:
            if not OfficeChange.objects.filter(old_key=row["old"]).exists():
                actions.change_office(
                    by=by, old_key=row["old"], new_key=row["new"], on=_day(row["date"]), basis=row["basis"]
                )
    return {
        "editions": Edition.objects.count(),
        "agreements": Agreement.objects.count(),
        "decrees": Decree.objects.count(),
        "members": Member.objects.count(),
        "dimensions": Dimension.objects.count(),
    }


def _taxonomies(rows: list[Row]) -> None:
    for row in rows:
        taxonomy, _made = Taxonomy.objects.update_or_create(
            key=row["key"],
            version=row["version"],
            defaults={"title": row["title"], "source": row["source"], "sure": row.get("sure", True)},
        )
        for order, each in enumerate(row["dimensions"], start=1):
            dimension, _made = Dimension.objects.update_or_create(
                taxonomy=taxonomy,
                key=each["key"],
                defaults={
                    "title": each["title"],
                    "about": each.get("about", ""),
                    "order": order,
                    "sure": each.get("sure", True),
                },
            )
            for place, sub in enumerate(each.get("subs", ()), start=1):
                SubDimension.objects.update_or_create(
                    dimension=dimension,
                    key=sub["key"],
                    defaults={"title": sub["title"], "order": place, "sure": sub.get("sure", True)},
                )


def _taxonomy(name: str) -> Taxonomy:
    key, _space, version = name.partition(" ")
    return Taxonomy.objects.get(key=key, version=version)


def _mapping(by: Actor, row: Row) -> None:
    source, target = ({d.key: d for d in _taxonomy(row[side]).dimensions.all()} for side in ("of", "into"))
    for each in row["rows"]:
        pair = {"source": source[each["dimension"]], "target": target[each["into"]]}
        said = {
            "share": Decimal(each["percent"]) / 100,
            "sure": row.get("sure", True),
            "note": each.get("note", row.get("note", "")),
        }
        if not DimensionMapping.objects.filter(**pair, **said).exists():
            actions.map_dimension(by=by, **pair, **said)


def _adopt(by: Actor, row: Row) -> None:
    taxonomy = _taxonomy(row["taxonomy"])
    if taxonomy.valid_from is None:
        actions.adopt_taxonomy(
            by=by,
            taxonomy=taxonomy,
            on=_day(row["from"]),
            until=_day(row.get("until")),
            basis=row.get("basis", ""),
        )


def _common(row: Row) -> Row:
    return {"source": row.get("source", ""), "note": row.get("note", ""), "sure": row.get("sure", True)}


def _edition(by: Actor, row: Row) -> None:
    if not Edition.objects.filter(key=row["key"]).exists():
        actions.begin_edition(
            by=by,
            key=row["key"],
            title=row["title"],
            valid_from=_day(row["from"]),
            valid_until=_day(row.get("until")),
            **_common(row),
        )


def _agreement(by: Actor, row: Row) -> None:
    if not Agreement.objects.filter(key=row["key"]).exists():
        actions.record_agreement(
            by=by,
            key=row["key"],
            edition=Edition.objects.get(key=row["edition"]),
            number=row.get("number", ""),
            about=row["about"],
            signed_on=_day(row.get("date")),
            valid_until=_day(row.get("until")),
            place=row.get("place", ""),
            parties=row["parties"],
            **_common(row),
        )


def _decree(by: Actor, row: Row) -> None:
    """A decree is loaded once, with its teams and seats; later changes are made on the screen, with their reason."""
    if Decree.objects.filter(key=row["key"]).exists():
        return
    decree = actions.record_decree(
        by=by,
        key=row["key"],
        edition=Edition.objects.get(key=row["edition"]),
        number=row["number"],
        about=row["about"],
        signed_on=_day(row.get("date")),
        signed_by=row.get("signed_by", ""),
        valid_from=_day(row["from"]),
        valid_until=_day(row.get("until")),
        teams=[team["kind"] for team in row["teams"]],
        **_common(row),
    )
    teams = {team.kind: team for team in decree.teams.all()}
    for each in row["teams"]:
        for seat in each["members"]:
            _seats(by, decree, teams[each["kind"]], seat)
    carrying = teams.get("executing") or next(iter(teams.values()))
    for each in row.get("coordinators", ()):
        actions.set_coordinator(
            by=by,
            team=carrying,
            dimension=each["dimension"],
            office_key=each["office"],
            valid_from=_day(each.get("from")) or decree.valid_from,
            valid_until=_day(each.get("until")),
        )


def _seats(by: Actor, decree: Decree, team: Team, seat: Row) -> None:
    since = _day(seat.get("from")) or decree.valid_from
    common = {
        "by": by,
        "team": team,
        "position": seat.get("position", Position.MEMBER),
        "valid_from": since,
        "valid_until": _day(seat.get("until")),
    }
    if "post" not in seat:
        actions.add_member(
            **common,
            person_name=seat["name"],
            title=seat.get("title", ""),
            organisation=seat.get("organisation", ""),
        )
        return
    there = set(team.members.values_list("post_key", flat=True))
    for key in _posts(seat["post"], since):
        if key not in there:
            actions.add_member(**common, post_key=key)


def _posts(pattern: str, on: dt.date) -> list[str]:
    """The posts a pattern names on that day; RT and RW never sit in a team."""
    if "*" not in pattern:
        return [pattern]
    found = Post.objects.on(on).exclude(role__in=["rt", "rw", "helper"]).values_list("key", flat=True)
    return sorted(key for key in found if fnmatchcase(key, pattern))
