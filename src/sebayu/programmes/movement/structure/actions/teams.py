"""Seats: given, ended, and the coordinator of each dimension."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from sebayu.core.identity.enums import Role
from sebayu.core.identity.models import Office, Post
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.structure import current
from sebayu.programmes.movement.structure.actions.noting import noted
from sebayu.programmes.movement.structure.enums import Position
from sebayu.programmes.movement.structure.errors import (
    AlreadyEnded,
    AlreadyMember,
    NobodyNamed,
    SeatTaken,
    UnknownDimension,
    UnknownPost,
    WrongDays,
)
from sebayu.programmes.movement.structure.models import Member, Team
from sebayu.programmes.movement.structure.perms import WRITE

SAYS = {
    "a_seat_does_not_end_before_it_begins": WrongDays(),
    "a_post_sits_once_in_a_team_at_a_time": AlreadyMember(),
    "a_dimension_has_one_coordinator_at_a_time": SeatTaken(),
}


def add_member(
    *,
    by: Actor,
    team: Team,
    valid_from: dt.date,
    post_key: str = "",
    person_name: str = "",
    title: str = "",
    organisation: str = "",
    position: str = Position.MEMBER,
    valid_until: dt.date | None = None,
) -> Member:
    """A seat for a post (its holder's name and its office's are copied as they are on that day) or for a person from outside."""
    with noted(by, "member.add", permission=WRITE, says=SAYS) as detail:
        member = Member(team=team, position=position, valid_from=valid_from, valid_until=valid_until)
        if post_key:
            _seat_post(member, post_key)
        else:
            _seat_person(member, person_name.strip(), title.strip(), organisation.strip())
        member.save()
        detail |= {"team": team.kind, "post": post_key, "position": str(position)}
    return member


def _seat_post(member: Member, post_key: str) -> None:
    post = Post.objects.on(member.valid_from).filter(key=post_key).select_related("office").first()
    if post is None:
        raise UnknownPost(post=post_key)
    holder = current.holders([post_key], member.valid_from).get(post_key)
    member.post_key, member.title = post.key, post.title
    member.office_key, member.organisation = post.office_id, post.office.name
    member.person_name = holder.name if holder else ""


def _seat_person(member: Member, name: str, title: str, organisation: str) -> None:
    if not name or not organisation:
        raise NobodyNamed
    days = Q(valid_until=None) | Q(valid_until__gte=member.valid_from)
    same = Member.objects.filter(
        days, team=member.team, person_name__iexact=name, organisation__iexact=organisation
    )
    if same.exists():
        raise AlreadyMember
    member.person_name, member.title, member.organisation = name, title, organisation


def set_coordinator(
    *,
    by: Actor,
    team: Team,
    dimension: str,
    office_key: str,
    valid_from: dt.date,
    valid_until: dt.date | None = None,
    replaces: bool = False,
) -> Member:
    """The OPD that coordinates a dimension from that day; with `replaces` the one before ends the day before."""
    with noted(by, "coordinator.set", permission=WRITE, says=SAYS) as detail:
        found = current.dimension(dimension, valid_from)
        office = Office.objects.filter(key=office_key).first()
        if found is None:
            raise UnknownDimension(dimension=dimension)
        if office is None:
            raise UnknownPost(post=office_key)
        if replaces:
            before = Member.objects.filter(position=Position.COORDINATOR, dimension=found, valid_until=None)
            for seat in before.select_for_update().filter(valid_from__lt=valid_from):
                seat.valid_until, seat.end_reason = valid_from - dt.timedelta(days=1), _("diganti")
                seat.save(update_fields=["valid_until", "end_reason"])
        head = Post.objects.on(valid_from).filter(office_id=office_key, role=Role.HEAD).first()
        holder = current.holders([head.key], valid_from).get(head.key) if head else None
        member = Member.objects.create(
            team=team,
            position=Position.COORDINATOR,
            dimension=found,
            office_key=office_key,
            organisation=office.name,
            post_key=head.key if head else "",
            title=head.title if head else "",
            person_name=holder.name if holder else (office.name if not head else ""),
            valid_from=valid_from,
            valid_until=valid_until,
        )
        detail |= {"dimension": dimension, "office": office_key}
    return member


def end_member(*, by: Actor, member: Member, on: dt.date, reason: str) -> Member:
    """The seat's last day. What was written stays; a mistake is ended with its reason, never removed."""
    with noted(by, "member.end", permission=WRITE, says=SAYS) as detail:
        member = Member.objects.select_for_update().get(pk=member.pk)
        if member.valid_until is not None and member.valid_until <= on:
            raise AlreadyEnded
        member.valid_until, member.end_reason = on, reason
        member.save(update_fields=["valid_until", "end_reason"])
        detail |= {"member": str(member.id)}
    return member
