"""For everybody: who carries the movement."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sebayu.core.identity.doors import PUBLIC, door
from sebayu.programmes.movement.structure import current
from sebayu.programmes.movement.structure.enums import Position, TeamKind
from sebayu.programmes.movement.structure.models import Agreement, Member


@door(allow=PUBLIC)
@require_safe
def movers(request: HttpRequest) -> HttpResponse:
    """Posts and offices, and who holds them today: officials in office are public."""
    today = timezone.localdate()
    decrees = current.decrees(today)
    members = Member.objects.on(today).filter(team__decree__in=decrees).exclude(position=Position.COORDINATOR)
    rows = current.seats(
        members.select_related("team").order_by("team__kind", "position", "title", "id"), today
    )
    order = {position: n for n, position in enumerate(Position.values)}
    rows.sort(key=lambda seat: order[seat.member.position])
    teams: dict = {}
    for seat in rows:
        teams.setdefault(seat.member.team, []).append(seat)
    by_dimension = current.coordinators(today)
    context = {
        "edition": current.edition(today),
        "decrees": decrees,
        "agreements": Agreement.objects.filter(edition=current.edition(today)),
        "teams": sorted(teams.items(), key=lambda pair: TeamKind.values.index(pair[0].kind)),
        "dimensions": [(d, by_dimension.get(d.key)) for d in current.dimensions(today)],
    }
    return render(request, "movement_structure/movers.html", context)
