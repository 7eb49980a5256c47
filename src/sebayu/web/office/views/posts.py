"""Who holds which post today, which posts stand empty, and whose days run out."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sebayu.core.identity import lists
from sebayu.core.identity.doors import door
from sebayu.core.identity.models import Post
from sebayu.web.desk import export
from sebayu.web.desk.frame import show
from sebayu.web.office import paging

STATES = {"kosong": "empty", "segera-berakhir": "ending"}
MOST_EXPORTED = 20_000


@door(allow="mandate.assign")
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """The posts of the region by office."""
    get = request.GET.get
    offices = lists.with_posts()
    chosen = {
        "kantor": get("kantor", "") if get("kantor", "") in dict(offices) else "",
        "keadaan": get("keadaan", "") if get("keadaan", "") in STATES else "",
    }
    found = lists.posts(office=chosen["kantor"], state=STATES.get(chosen["keadaan"], ""))
    if get("berkas", "") in ("csv", "xlsx"):
        return _file(found[:MOST_EXPORTED], get("berkas", ""))
    after, before = (
        Post.objects.filter(key=paging.word(get(name, ""))).first() for name in (paging.AFTER, paging.BEFORE)
    )
    turned = paging.turn(found, by=("office_id", "key"), after=after, before=before)
    context = {
        "rows": lists.chairs(turned.rows),
        "total": found.count(),
        "empty": lists.posts(state="empty").count(),
        "ending": lists.posts(state="ending").count(),
        "soon": timezone.localdate() + lists.SOON,
        "chosen": chosen,
        "offices": offices,
        "states": [("kosong", _("Kosong")), ("segera-berakhir", _("Berakhir dalam 30 hari"))],
        **turned.urls(reverse("office:posts"), chosen),
    }
    return show(request, "office/posts.html", context)


def _file(found: Iterable[Post], form: str) -> HttpResponse:
    head = [_("Kantor"), _("Jabatan"), _("Pemegang"), _("Sebagai"), _("Sejak"), _("Sampai"), _("Dasar")]
    lines: list[list[str]] = []
    for chair in lists.chairs(list(found)):
        start = [chair.post.office.name, chair.post.title]
        lines += [
            [*start, m.account.name, m.get_kind_display(), f"{m.valid_from:%d-%m-%Y}",
             f"{m.valid_until:%d-%m-%Y}" if m.valid_until else "", m.basis]
            for m in chair.mandates
        ] or [[*start, _("kosong"), "", "", "", ""]]  # fmt: skip
    return export.respond(form, f"jabatan-{timezone.localdate():%Y-%m-%d}", head, lines)
