"""The boxes of the desk: lists, batch approval, files."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sebayu.core.cases import actions, lists, perms
from sebayu.core.cases.enums import CaseState
from sebayu.core.cases.figures import Figures, figures
from sebayu.core.cases.models import Case
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import OFFICER, door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import Forbidden, HouseError
from sebayu.web import formats
from sebayu.web.desk import export, filters
from sebayu.web.desk.frame import counted, show
from sebayu.web.desk.present import inbox as present
from sebayu.web.portal.present.words import rt_rw

BOXES = {"saya-pegang": lists.HELD, "tunggu-jawaban": lists.WAITING, "selesai": lists.DONE}
MOST_PICKED = 100


@door(allow=OFFICER)
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What needs me, due first."""
    return _list(request, lists.NEEDS, reverse("desk:inbox"))


@door(allow=OFFICER)
@require_safe
def box(request: HttpRequest, name: str) -> HttpResponse:
    """What I hold, what waits for citizens, what my offices finished today."""
    if name not in BOXES:
        raise Http404
    return _list(request, BOXES[name], reverse("desk:box", args=[name]))


def _list(request: HttpRequest, name: str, path: str) -> HttpResponse:
    actor, chosen = actor_of(request), filters.read(request.GET)
    if form := request.GET.get("berkas"):
        return _file(actor, name, chosen, form)
    numbers = figures(actor, chosen)
    page = lists.page(
        by=actor,
        name=name,
        filters=chosen,
        after=lists.Key.parse(request.GET.get("sesudah", "")),
        before=lists.Key.parse(request.GET.get("sebelum", "")),
    )
    title, caption = present.TITLES[name]
    context = {
        "name": name,
        "title": title,
        "caption": caption,
        "count": counted(_total(name, numbers)),
        "found": counted(numbers.found) if name == lists.NEEDS and chosen else "",
        "numbers": numbers,
        "now": timezone.now(),
        "groups": present.groups(page.cases, name=name, actor=actor, filters=chosen),
        "shown": len(page.cases),
        "choices": present.choices(numbers, chosen) if name == lists.NEEDS else {},
        "narrowed": bool(chosen),
        "path": path,
        "words": filters.words(chosen),
        "xlsx": filters.address(path, chosen, berkas="xlsx"),
        "csv": filters.address(path, chosen, berkas="csv"),
        "previous": filters.address(path, chosen, sebelum=str(page.before or "")) if page.before else "",
        "next": filters.address(path, chosen, sesudah=str(page.after or "")) if page.after else "",
        "most": MOST_PICKED,
    }
    return show(request, "desk/inbox.html", context, numbers=numbers)


def _total(name: str, n: Figures) -> int:
    return {lists.NEEDS: n.needs, lists.HELD: n.held, lists.WAITING: n.waiting, lists.DONE: n.done}[name]


def _file(actor: Actor, name: str, chosen: lists.Filters, form: str) -> HttpResponse:
    if form not in ("xlsx", "csv"):
        raise Http404
    cases = lists.everything(by=actor, name=name, filters=chosen)
    head = [_("Nomor"), _("Nama"), _("RT/RW"), _("Layanan"), _("Keadaan"), _("Langkah"), _("Sejak"),
            _("Batas langkah"), _("Batas urusan"), _("Data diketahui"), _("Data diperlukan"), _("Data beda"), _("Kantor")]  # fmt: skip
    return export.respond(form, f"urusan-{timezone.localdate():%Y-%m-%d}", head, map(_line, cases))


def _line(case: Case) -> list:
    def moment(value: object) -> str:
        return f"{formats.local(value):%d-%m-%Y %H.%M}" if value else ""  # type: ignore[arg-type]

    return [
        case.number,
        case.subject_name,
        rt_rw(case.rt, case.rw).replace("\u00a0", " "),
        case.service_title,
        str(CaseState(case.state).label),
        present.what_to_do(case),
        moment(case.step_since),
        moment(case.step_due_at),
        moment(case.due_at),
        case.known,
        case.needed,
        case.conflicts,
        case.office_name,
    ]


@door(allow=["case.check", "case.initial"])
@require_POST
def batch(request: HttpRequest) -> HttpResponse:
    """Approve, or take, what was ticked. Each case is judged by itself; one that moved on meanwhile holds up no other."""
    actor = actor_of(request)
    picked = [_picked(text) for text in request.POST.getlist("u")[:MOST_PICKED]]
    chosen = [p for p in picked if p]
    take = request.POST.get("tindakan") == "ambil"
    done, failed = 0, []
    for case_id, step in chosen:
        try:
            if take:
                actions.take(by=actor, case_id=case_id)
            else:
                _approve(actor, case_id, step)
            done += 1
        except (HouseError, Case.DoesNotExist) as error:
            failed.append((case_id, error))
    _tell(request, actor, done, failed, take=take, asked=len(chosen))
    return redirect(filters.address(reverse("desk:inbox"), filters.read(request.POST)))


def _approve(actor: Actor, case_id: UUID, step: int) -> None:
    """What two registers contradict is looked at by itself, not in a batch."""
    if Case.objects.filter(pk=case_id, conflicts__gt=0).exists():
        raise Forbidden(_("Ada data yang berbeda; buka urusannya dahulu."))
    actions.decide_step(by=actor, case_id=case_id, verdict="approve", step=step)


def _picked(text: str) -> tuple[UUID, int] | None:
    key, _colon, step = text.partition(":")
    try:
        return UUID(key), int(step)
    except ValueError:
        return None


def _tell(request: HttpRequest, actor: Actor, done: int, failed: list, *, take: bool, asked: int) -> None:
    if not asked:
        messages.warning(request, _("Belum ada urusan yang dipilih. Centang dahulu, lalu tekan tombolnya."))
        return
    if take:
        parts = [ngettext("%(n)s urusan Anda pegang.", "%(n)s urusan Anda pegang.", done) % {"n": done}]
    else:
        parts = [ngettext("%(n)s urusan disetujui.", "%(n)s urusan disetujui.", done) % {"n": done}]
    tried = Case.objects.filter(pk__in=[key for key, _e in failed])
    numbers = {case.id: case.number for case in tried if perms.can_see(actor, case)}
    parts += [f"{numbers.get(key, '?')}: {_why(error)}" for key, error in failed if key in numbers]
    (messages.warning if failed else messages.success)(request, " ".join(parts))


def _why(error: Exception) -> str:
    return str(error) or _("sudah tidak di meja Anda.")
