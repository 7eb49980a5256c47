"""Who sits in which team, since when: listed, searched, given, ended."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core.identity import perms as may
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.programmes.movement.structure import actions, current, pages
from sebayu.programmes.movement.structure.enums import TeamKind
from sebayu.programmes.movement.structure.forms import CoordinatorForm, EndForm, MemberForm
from sebayu.programmes.movement.structure.models import Member
from sebayu.programmes.movement.structure.perms import READ, WRITE
from sebayu.web.desk.frame import show

STATES = {"kini": _("Kini"), "dulu": _("Sudah berakhir"), "semua": _("Semua")}


@door(allow=READ)
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Seats of today, or also those that ended; with today's holder beside the name on the paper."""
    chosen = pages.chosen_of(request, cari=None, tim=TeamKind.values, keadaan=STATES)
    found = _narrowed(chosen)
    if kind := pages.wanted_file(request):
        return _file(kind, found)
    context = pages.listed(request, found, chosen)
    context |= {
        "seats": current.seats(context.pop("rows")),
        "teams": TeamKind.choices,
        "states": [("", _("Kini")), ("dulu", _("Sudah berakhir")), ("semua", _("Semua"))],
        "may_write": may.can(actor_of(request), WRITE),
        "today": timezone.localdate(),
    }
    return show(request, "movement_structure/members.html", context)


def _narrowed(chosen: dict[str, str]) -> QuerySet[Member]:
    today = timezone.localdate()
    found = Member.objects.select_related("team__decree", "dimension")
    if chosen["keadaan"] == "dulu":
        found = found.filter(valid_until__lt=today)
    elif chosen["keadaan"] != "semua":
        found = found.on(today)
    if chosen["tim"]:
        found = found.filter(team__kind=chosen["tim"])
    if text := chosen["cari"]:
        words = Q(title__icontains=text) | Q(person_name__icontains=text) | Q(organisation__icontains=text)
        found = found.filter(words | Q(dimension__title__icontains=text))
    return found.order_by("team__decree__valid_from", "team__kind", "position", "title", "id")


def _file(kind: str, found: QuerySet[Member]) -> HttpResponse:
    head = [_("Tim"), _("Keputusan"), _("Kedudukan"), _("Dimensi"), _("Jabatan"), _("Organisasi"),
            _("Nama pada keputusan"), _("Pejabat kini"), _("Sejak"), _("Sampai"), _("Alasan berakhir")]  # fmt: skip
    rows = (
        [m.team.title, m.team.decree.number, m.get_position_display(), m.dimension.title if m.dimension else "",
         m.title, m.organisation, m.person_name, seat.name, m.valid_from, m.valid_until or "", m.end_reason]
        for seat in current.seats(found[: pages.MOST])
        for m in (seat.member,)
    )  # fmt: skip
    return pages.file(kind, "anggota-tim", head, rows)


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A seat for a post or for a person from outside."""
    return pages.form_page(
        request,
        MemberForm(request.POST or None),
        act=lambda data: actions.add_member(by=actor_of(request), **data),
        title=_("Anggota baru"),
        intro=_("Kursi dipegang jabatan, bukan orang: bila pejabatnya berganti, kursinya tetap."),
        back=reverse("movement_structure:members"),
        said=_("Anggota dicatat."),
        button=_("Catat anggota"),
    )


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """The last day of a seat, with its reason."""
    member = get_object_or_404(Member, pk=member_id)

    def act(data: dict[str, Any]) -> None:
        actions.end_member(by=actor_of(request), member=member, **data)

    return pages.form_page(
        request,
        EndForm(request.POST or None, initial={"on": timezone.localdate().isoformat()}),
        act=act,
        title=_("Akhiri keanggotaan"),
        intro=f"{member.title or member.person_name} · {member.team.title}",
        back=reverse("movement_structure:members"),
        said=_("Keanggotaan diakhiri; riwayatnya tetap tersimpan."),
        button=_("Akhiri"),
        stop=True,
    )


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def coordinator(request: HttpRequest) -> HttpResponse:
    """The OPD that coordinates a dimension from a day on."""
    asked = {"dimension": request.GET.get("dimensi", "")}
    return pages.form_page(
        request,
        CoordinatorForm(request.POST or None, initial=asked),
        act=lambda data: actions.set_coordinator(by=actor_of(request), replaces=True, **data),
        title=_("OPD koordinator"),
        back=reverse("movement_structure:overview"),
        said=_("OPD koordinator ditetapkan."),
        button=_("Tetapkan"),
    )
