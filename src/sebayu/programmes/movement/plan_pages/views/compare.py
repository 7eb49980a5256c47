"""What changed between two editions."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sebayu.core.identity.doors import door
from sebayu.programmes.movement.plan import compare as comparing
from sebayu.programmes.movement.plan.models import Plan
from sebayu.programmes.movement.plan.perms import READ
from sebayu.programmes.movement.plan_pages.views.finding import plan_of
from sebayu.web.desk import export
from sebayu.web.desk.frame import show
from sebayu.web.office.paging import address


@door(allow=READ)
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Side by side: by default the edition in force with the one it was copied from."""
    plans = list(Plan.objects.all())
    new = plan_of(request, "ke")
    old = plan_of(request, "dari") if request.GET.get("dari") else (new.copied_from if new else None)
    context = {"plans": plans, "old": old, "new": new, "path": reverse("movement_plan:compare")}
    if old is not None and new is not None and old != new:
        found = comparing.compare(old, new)
        if (form := request.GET.get("berkas", "")) in ("csv", "xlsx"):
            return _file(form, found)
        chosen = {"dari": str(old.id), "ke": str(new.id)}
        context |= {
            "found": found,
            "xlsx": address(context["path"], chosen, berkas="xlsx"),
            "csv": address(context["path"], chosen, berkas="csv"),
        }
    return show(request, "plan/compare.html", context)


def _file(form: str, found: comparing.Comparison) -> HttpResponse:
    head = [
        _("Perubahan"),
        _("Kode"),
        _("Inisiatif"),
        _("Yang berubah"),
        _("Semula"),
        _("Menjadi"),
        _("Selisih"),
    ]
    lines = [[_("baru"), row.code, row.title, "", "", "", ""] for row in found.added]
    lines += [[_("dihapus"), row.code, row.title, "", "", "", ""] for row in found.dropped]
    lines += [
        [
            _("berubah"),
            pair.after.code,
            pair.after.title,
            change.label,
            change.before,
            change.after,
            change.delta,
        ]
        for pair in found.changed
        for change in pair.changes
    ]
    return export.respond(form, "banding-edisi", head, lines)
