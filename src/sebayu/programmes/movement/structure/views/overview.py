"""The movement at a glance: papers, teams, coordinators; and how its work is divided."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sebayu.core.identity import perms as may
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.identity.models import Office
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.structure import current, loading
from sebayu.programmes.movement.structure.enums import Position, TeamKind
from sebayu.programmes.movement.structure.models import (
    Agreement,
    Decree,
    DimensionMapping,
    OfficeChange,
    Taxonomy,
    Team,
)
from sebayu.programmes.movement.structure.perms import READ, WRITE
from sebayu.web.desk.frame import show


@door(allow=READ)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """On which papers the movement stands today and who carries it."""
    today = timezone.localdate()
    changes = list(OfficeChange.objects.all())
    keys = {key for change in changes for key in (change.old_key, change.new_key)}
    names = dict(Office.objects.filter(key__in=keys).values_list("key", "name"))
    by_dimension = current.coordinators(today)
    on = Q(members__valid_until=None) | Q(members__valid_until__gte=today)
    sits = on & Q(members__valid_from__lte=today) & ~Q(members__position=Position.COORDINATOR)
    context = {
        "edition": current.edition(today),
        "taxonomy": current.taxonomy(today),
        "agreements": Agreement.objects.select_related("edition"),
        "decrees": Decree.objects.select_related("edition"),
        "teams": sorted(
            Team.objects.filter(decree__in=current.decrees(today))
            .annotate(seats=Count("members", filter=sits))
            .select_related("decree"),
            key=lambda team: TeamKind.values.index(team.kind),
        ),
        "dimensions": [(d, by_dimension.get(d.key)) for d in current.dimensions(today)],
        "changes": [(c, names.get(c.old_key, c.old_key), names.get(c.new_key, c.new_key)) for c in changes],
        "may_write": may.can(actor_of(request), WRITE),
        "today": today,
    }
    return show(request, "movement_structure/overview.html", context)


@door(allow=WRITE)
@require_POST
def load_pack(request: HttpRequest) -> HttpResponse:
    """Bring in what the region pack says; what is there already stays."""
    try:
        there = loading.load(by=actor_of(request))
    except HouseError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("Paket wilayah dimuat: %(decrees)s keputusan, %(members)s anggota.") % there
        )
    return redirect("movement_structure:overview")


@door(allow=READ)
@require_safe
def division(request: HttpRequest) -> HttpResponse:
    """Every known taxonomy with its dimensions, which one is in use, and how one reads in another."""
    taxonomies = list(Taxonomy.objects.prefetch_related("dimensions__subs").order_by("-valid_from", "key"))
    used = current.taxonomy()
    taxonomies.sort(key=lambda t: t != used)
    mappings = DimensionMapping.objects.select_related("source__taxonomy", "target__taxonomy")
    context = {
        "taxonomies": taxonomies,
        "used": used,
        "mappings": mappings.order_by("source__taxonomy", "source__order", "target__order"),
    }
    return show(request, "movement_structure/division.html", context)
