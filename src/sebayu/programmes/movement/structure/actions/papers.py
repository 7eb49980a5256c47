"""Editions, agreements and decrees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import uuid4

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.structure.actions.noting import noted
from sebayu.programmes.movement.structure.enums import TeamKind
from sebayu.programmes.movement.structure.errors import SameNumber, WrongDays
from sebayu.programmes.movement.structure.models import Agreement, Decree, Edition, Team
from sebayu.programmes.movement.structure.perms import WRITE


def _key(prefix: str) -> str:
    return f"{prefix}_{uuid4().hex[:12]}"


def begin_edition(
    *, by: Actor, title: str, valid_from: dt.date, key: str = "", source: str = "", note: str = "",
    sure: bool = True, valid_until: dt.date | None = None,
) -> Edition:  # fmt: skip
    """A new round of the movement; the one before ends the day before if nobody ended it."""
    says = {"an_edition_does_not_end_before_it_begins": WrongDays()}
    with noted(by, "edition.begin", permission=WRITE, says=says) as detail:
        before = Edition.objects.select_for_update().filter(valid_until=None, valid_from__lt=valid_from)
        before.update(valid_until=valid_from - dt.timedelta(days=1))
        made = Edition.objects.create(
            key=key or _key("edition"),
            title=title,
            valid_from=valid_from,
            valid_until=valid_until,
            source=source,
            note=note,
            sure=sure,
        )
        detail |= {"edition": made.key}
    return made


def record_agreement(
    *,
    by: Actor,
    edition: Edition,
    about: str,
    parties: Iterable[Mapping[str, str]],
    number: str = "",
    signed_on: dt.date | None = None,
    valid_until: dt.date | None = None,
    place: str = "",
    source: str = "",
    note: str = "",
    sure: bool = True,
    key: str = "",
) -> Agreement:
    """Write down an agreement with the ministry; the same number is not written twice."""
    says = {
        "an_agreement_number_stands_once": SameNumber(),
        "an_agreement_does_not_end_before_it_is_signed": WrongDays(),
    }
    with noted(by, "agreement.record", permission=WRITE, says=says) as detail:
        made = Agreement.objects.create(
            key=key or _key("agreement"),
            edition=edition,
            number=number.strip(),
            about=about,
            signed_on=signed_on,
            valid_until=valid_until,
            place=place,
            parties=[{"name": p["name"], "capacity": p.get("capacity", "")} for p in parties],
            source=source,
            note=note,
            sure=sure,
        )
        detail |= {"agreement": made.key, "number": made.number}
    return made


def record_decree(
    *,
    by: Actor,
    edition: Edition,
    number: str,
    about: str,
    valid_from: dt.date,
    signed_on: dt.date | None = None,
    signed_by: str = "",
    valid_until: dt.date | None = None,
    teams: Iterable[str] = (TeamKind.COUNCIL, TeamKind.EXECUTING, TeamKind.TECHNICAL),
    source: str = "",
    note: str = "",
    sure: bool = True,
    key: str = "",
) -> Decree:
    """Write down a decree with the teams it names, still without members."""
    says = {"number": SameNumber(), "a_decree_does_not_end_before_it_begins": WrongDays()}
    with noted(by, "decree.record", permission=WRITE, says=says) as detail:
        made = Decree.objects.create(
            key=key or _key("decree"),
            edition=edition,
            number=number.strip(),
            about=about,
            signed_on=signed_on,
            signed_by=signed_by,
            valid_from=valid_from,
            valid_until=valid_until,
            source=source,
            note=note,
            sure=sure,
        )
        Team.objects.bulk_create(
            Team(decree=made, kind=kind, title=str(TeamKind(kind).label)) for kind in teams
        )
        detail |= {"decree": made.key, "number": made.number}
    return made


def end_decree(*, by: Actor, decree: Decree, on: dt.date) -> Decree:
    """The decree's last day; its seats end with it."""
    says = {"does_not_end_before_it_begins": WrongDays()}
    with noted(by, "decree.end", permission=WRITE, says=says) as detail:
        decree = Decree.objects.select_for_update().get(pk=decree.pk)
        decree.valid_until = on
        decree.save(update_fields=["valid_until"])
        open_seats = [m for team in decree.teams.all() for m in team.members.filter(valid_until=None)]
        for member in open_seats:
            member.valid_until = max(on, member.valid_from)
            member.end_reason = decree.number
            member.save(update_fields=["valid_until", "end_reason"])
        detail |= {"decree": decree.key, "seats": len(open_seats)}
    return decree
