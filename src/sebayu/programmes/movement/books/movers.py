"""Book 1: who carries it. The papers it stands on, council and teams by post, and the office that coordinates each dimension."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from sebayu.programmes.movement.books.blocks import Block, Chapter, Table, Text
from sebayu.programmes.movement.plan.models import Plan
from sebayu.programmes.movement.structure import current
from sebayu.programmes.movement.structure.enums import Position, TeamKind
from sebayu.programmes.movement.structure.models import Agreement, Member, Team
from sebayu.web.formats import day

Section = tuple[str, list[Block]]
UNKNOWN = "—"


def movers(plan: Plan, on: dt.date) -> Chapter | None:
    """Council, teams, coordinators and what names them. Officials in office and who stands in a published decree are public."""
    sections = [*_papers(on), *_coordinators(on), *_teams(on)]
    return Chapter(_("Siapa menggerakkan"), sections) if sections else None


def _papers(on: dt.date) -> list[Section]:
    agreements = [
        [_("Perjanjian dengan kementerian"), paper.number or UNKNOWN, paper.about, _day(paper.signed_on)]
        for paper in Agreement.objects.filter(edition=current.edition(on)).order_by("signed_on", "key")
    ]
    decrees = [
        [_("Keputusan"), paper.number, paper.about, _day(paper.signed_on)] for paper in current.decrees(on)
    ]
    if not agreements and not decrees:
        return []
    head = [_("Naskah"), _("Nomor"), _("Tentang"), _("Tanggal")]
    table = Table(_("Naskah yang berlaku"), head, [*agreements, *decrees], (2.2, 3, 4.6, 2))
    return [(_("Dasar"), [table])]


def _day(when: dt.date | None) -> str:
    return day(when) if when else UNKNOWN


def _coordinators(on: dt.date) -> list[Section]:
    who = current.coordinators(on)
    if not who:
        return []
    rows = [
        [one.title, who[one.key].office if one.key in who else _("belum ditetapkan")]
        for one in current.dimensions(on)
    ]
    caption = _("Perangkat daerah koordinator setiap dimensi")
    return [(_("Koordinator"), [Table(caption, [_("Dimensi"), _("Koordinator")], rows, (2, 5))])]


def _teams(on: dt.date) -> list[Section]:
    """Each team with its seats: the chair first, then by title."""
    members = Member.objects.on(on).filter(team__decree__in=current.decrees(on))
    seats = current.seats(
        members.exclude(position=Position.COORDINATOR).select_related("team").order_by("title", "id"), on
    )
    seats.sort(key=lambda seat: Position.values.index(seat.member.position))
    by_team: dict[Team, list[current.Seat]] = {}
    for seat in seats:
        by_team.setdefault(seat.member.team, []).append(seat)
    ranked = sorted(by_team.items(), key=lambda pair: (TeamKind.values.index(pair[0].kind), pair[0].title))
    return [_team(team, found) for team, found in ranked]


def _team(team: Team, seats: list[current.Seat]) -> Section:
    rows = [
        [str(seat.member.get_position_display()), _seat(seat), seat.name or _("belum ada pejabat")]
        for seat in seats
    ]
    head = [_("Kedudukan"), _("Jabatan"), _("Pemegang")]
    note = Text([_("Pemegang jabatan menurut penugasan yang berlaku; kursi tetap milik jabatannya.")], True)
    return team.title, [Table(team.title, head, rows, (1.8, 4.6, 3.4)), note]


def _seat(seat: current.Seat) -> str:
    if seat.member.post_key:
        return seat.title
    return ", ".join(part for part in (seat.member.title, seat.member.organisation) if part)
