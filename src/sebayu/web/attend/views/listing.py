"""Gatherings of my offices: the list, one with who came, the live counter, the poster with its QR."""

import io
from uuid import UUID

import segno
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sebayu.core.gatherings import attending, perms
from sebayu.core.gatherings.enums import State
from sebayu.core.gatherings.models import Correction, Gathering
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import OFFICER, door
from sebayu.core.identity.models import Office
from sebayu.core.ledger import Actor
from sebayu.web import formats
from sebayu.web.components import Pager
from sebayu.web.desk import export
from sebayu.web.desk.frame import show

PAGE, MOST = 25, 5000


def offices(actor: Actor) -> frozenset[str]:
    """Offices in which this actor may hold a gathering."""
    return frozenset(key for key in actor.offices if perms.can_organise(actor, key))


def own(actor: Actor, gathering_id: UUID) -> Gathering:
    """A gathering of an office I work in; any other does not exist."""
    found = Gathering.objects.filter(pk=gathering_id, office_key__in=offices(actor)).first()
    if found is None:
        raise Http404
    return found


@door(allow=OFFICER)
@require_safe
def gatherings(request: HttpRequest) -> HttpResponse:
    """Newest first; what is planned and what was held."""
    actor = actor_of(request)
    chosen = {"cari": request.GET.get("cari", "").strip()[:80], "keadaan": request.GET.get("keadaan", "")}
    if chosen["keadaan"] not in State.values:
        chosen["keadaan"] = ""
    found = attending.with_counts(_narrowed(Gathering.objects.filter(office_key__in=offices(actor)), chosen))
    if (kind := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        return _file(kind, found[:MOST])
    page = Paginator(found.order_by("-starts_at", "-id"), PAGE).get_page(request.GET.get("hal"))
    kept = {k: v for k, v in chosen.items() if v}
    context = {
        "rows": page.object_list,
        "pager": Pager.of(page, request),
        "chosen": chosen,
        "states": State.choices,
        "may_plan": bool(offices(actor)),
        **{kind: f"?{urlencode({**kept, 'berkas': kind})}" for kind in ("csv", "xlsx")},
    }
    return show(request, "attend/list.html", context)


def _narrowed(found: QuerySet[Gathering], chosen: dict[str, str]) -> QuerySet[Gathering]:
    if chosen["keadaan"]:
        found = found.filter(state=chosen["keadaan"])
    if text := chosen["cari"]:
        found = found.filter(Q(title__icontains=text) | Q(place__icontains=text))
    return found


def _file(kind: str, found: QuerySet) -> HttpResponse:
    head = [_("Judul"), _("Jenis"), _("Mulai"), _("Selesai"), _("Tempat"), _("Keadaan"), _("Hadir")]
    rows = (
        [g.title, g.get_kind_display(), f"{formats.local(g.starts_at):%d-%m-%Y %H.%M}",
         f"{formats.local(g.ends_at):%d-%m-%Y %H.%M}", g.place, g.get_state_display(), g.people]
        for g in found
    )  # fmt: skip
    return export.respond(kind, f"pertemuan-{timezone.localdate():%Y-%m-%d}", head, rows)


@door(allow=OFFICER)
@require_safe
def one(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """One gathering with who came, for its organiser."""
    actor = actor_of(request)
    gathering = own(actor, gathering_id)
    text = request.GET.get("cari", "").strip()[:80]
    with attending.listed(gathering, by=actor) as found:
        if (kind := request.GET.get("berkas", "")) in ("csv", "xlsx"):
            return _attendance_file(kind, gathering, found)
        if text:
            found = found.filter(Q(name__icontains=text) | Q(organisation__icontains=text))
        page = Paginator(found, 50).get_page(request.GET.get("hal"))
        rows = list(page.object_list)
        mended: dict[UUID, list] = {}
        for c in Correction.objects.filter(attendance__in=[r.id for r in rows]).order_by("at"):
            mended.setdefault(c.attendance_id, []).append(c)
        context = {
            "g": gathering,
            "rows": [(r, mended.get(r.id, [])) for r in rows],
            "pager": Pager.of(page, request),
            "text": text,
            "present": attending.present(gathering),
            "office": Office.objects.filter(key=gathering.office_key).values_list("name", flat=True).first(),
            "link": link(gathering),
        }
        return show(request, "attend/one.html", context)


def _attendance_file(kind: str, gathering: Gathering, found: QuerySet) -> HttpResponse:
    head = [
        _("No."),
        _("Nama"),
        _("Organisasi"),
        _("Jabatan"),
        _("Telepon"),
        _("Pukul"),
        _("Cara"),
        _("Dicoret"),
    ]
    rows = [
        [n, r.name, r.organisation, r.capacity, r.phone, f"{formats.local(r.at):%d-%m-%Y %H.%M}", r.get_how_display(),
         _("ya") if r.struck_at else ""]
        for n, r in enumerate(found[:MOST], start=1)
    ]  # fmt: skip
    return export.respond(kind, f"daftar-hadir-{gathering.starts_at:%Y-%m-%d}", head, rows)


def link(gathering: Gathering) -> str:
    """What the QR holds."""
    base = str(getattr(settings, "SEBAYU_PUBLIC_URL", "") or "http://localhost:8000").rstrip("/")
    return f"{base}{reverse('attend:come', args=[gathering.attend_token])}"


@door(allow=OFFICER)
@require_safe
def counter(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """How many came, drawn anew every few seconds: a number, nobody's name."""
    gathering = own(actor_of(request), gathering_id)
    return render(
        request, "attend/parts/counter.html", {"g": gathering, "present": attending.present(gathering)}
    )


@door(allow=OFFICER)
@require_safe
def poster(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """To print, or for the big screen: title, QR, address, and the counter."""
    gathering = own(actor_of(request), gathering_id)
    context = {"g": gathering, "link": link(gathering), "present": attending.present(gathering)}
    return show(request, "attend/poster.html", context, rail=False)


@door(allow=OFFICER)
@require_safe
def qr(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    gathering = own(actor_of(request), gathering_id)
    out = io.BytesIO()
    segno.make(link(gathering), error="m").save(out, kind="svg", scale=8, border=2, xmldecl=True, svgns=True)
    response = HttpResponse(out.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = "private, no-store"
    return response
