"""Evidence nobody has looked at yet: a list that shrinks while it is worked through, so its pages are turned by key."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.programmes.movement.evidence.enums import EvidenceKind
from sebayu.programmes.movement.evidence.models import MilestoneEvidence
from sebayu.programmes.movement.plan.perms import REVIEW, WRITE
from sebayu.programmes.movement.plan_pages.views.finding import dimensions
from sebayu.programmes.movement.structure import pages
from sebayu.web.desk.frame import show
from sebayu.web.office.paging import AFTER, BEFORE, turn

LOOKED_AT = [EvidenceKind.PHOTO, EvidenceKind.DECREE]


@door(allow=[REVIEW, WRITE])
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Photos and decrees waiting for a second person, oldest first."""
    kinds = [(kind.value, kind.label) for kind in LOOKED_AT]
    offered = list(dimensions())
    chosen = pages.chosen_of(
        request, cari=None, jenis=[kind for kind, _label in kinds], dimensi=[d.key for d in offered]
    )
    found = _narrowed(_waiting(), chosen)
    if form := pages.wanted_file(request):
        return _file(form, found)
    page = turn(
        found,
        by=("added_at", "id"),
        after=_edge(request.GET.get(AFTER, "")),
        before=_edge(request.GET.get(BEFORE, "")),
    )
    path = reverse("movement_plan:queue")
    context = {
        "rows": page.rows,
        "total": found.count(),
        "chosen": chosen,
        "narrowed": any(chosen.values()),
        "kinds": kinds,
        "dimensions": offered,
        "me": actor_of(request).account_id,
        "path": path,
        **page.urls(path, chosen),
    }
    return show(request, "plan/queue.html", context)


def _waiting() -> QuerySet[MilestoneEvidence]:
    found = MilestoneEvidence.objects.filter(kind__in=LOOKED_AT, checked_at=None, withdrawn_at=None)
    return found.select_related("milestone__initiative__dimension")


def _narrowed(found: QuerySet[MilestoneEvidence], chosen: dict[str, str]) -> QuerySet[MilestoneEvidence]:
    if chosen["jenis"]:
        found = found.filter(kind=chosen["jenis"])
    if chosen["dimensi"]:
        found = found.filter(milestone__initiative__dimension__key=chosen["dimensi"])
    for word in chosen["cari"].split():
        stone = Q(milestone__title__icontains=word) | Q(milestone__initiative__title__icontains=word)
        code = Q(milestone__initiative__code__icontains=word)
        found = found.filter(stone | code | Q(label__icontains=word) | Q(by_office__icontains=word))
    return found


def _edge(text: str) -> MilestoneEvidence | None:
    """The row at the edge of the page we come from; it may have been looked at meanwhile."""
    try:
        return MilestoneEvidence.objects.filter(pk=UUID(text)).first()
    except ValueError:
        return None


def _file(form: str, found: QuerySet[MilestoneEvidence]) -> HttpResponse:
    head = [
        *(_("Dimensi"), _("Kode"), _("Inisiatif"), _("Tonggak"), _("Jenis"), _("Bukti"), _("Tanggal bukti")),
        *(_("Ditambahkan"), _("Perangkat daerah")),
    ]
    lines = (
        [
            *(e.milestone.initiative.dimension.title, e.milestone.initiative.code),
            *(e.milestone.initiative.title, e.milestone.title, str(e.get_kind_display()), e.label),
            *(f"{e.taken_on:%d-%m-%Y}", f"{timezone.localtime(e.added_at):%d-%m-%Y}", e.by_office),
        ]
        for e in found.order_by("added_at", "id")[: pages.MOST]
    )
    return pages.file(form, "bukti-menunggu", head, lines)
