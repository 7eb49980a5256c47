"""The book of agreements (PKS): what each lets us ask, until when, and which services change when it ends."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sebayu.core.exchange import actions, effects
from sebayu.core.exchange.models import Agreement
from sebayu.core.exchange.sources import REMOTE, labels
from sebayu.core.facts import vocabulary
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger.errors import HouseError
from sebayu.core.services import catalogue
from sebayu.web.desk import export
from sebayu.web.desk.frame import show
from sebayu.web.office import paging
from sebayu.web.office.agreeing import AgreementForm, EndAgreementForm, element_choices, summaries, summary


@door(allow="agreement.manage")
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """The whole book, also what has ended: history is kept."""
    get = request.GET.get
    chosen = {
        "sumber": get("sumber", "") if get("sumber", "") in REMOTE else "",
        "keadaan": get("keadaan", "") if get("keadaan", "") in ("berlaku", "tidak") else "",
    }
    found = _narrowed(chosen)
    if get("berkas", "") in ("csv", "xlsx"):
        return _file(found, get("berkas", ""))
    after, before = (_edge(get(name, "")) for name in (paging.AFTER, paging.BEFORE))
    turned = paging.turn(found, by=("valid_until", "id"), after=after, before=before)
    context = {
        "rows": summaries(turned.rows),
        "total": found.count(),
        "chosen": chosen,
        "sources": [(name, labels()[name]) for name in REMOTE],
        "states": [("berlaku", _("Berlaku hari ini")), ("tidak", _("Tidak berlaku hari ini"))],
        **turned.urls(reverse("office:agreements"), chosen),
    }
    return show(request, "office/agreements.html", context)


def _narrowed(chosen: dict[str, str]) -> QuerySet[Agreement]:
    found = Agreement.objects.annotate(width=Count("elements"))
    if chosen["sumber"]:
        found = found.filter(source=chosen["sumber"])
    running = Agreement.objects.on(timezone.localdate()).values("pk")
    if chosen["keadaan"]:
        found = (
            found.filter(pk__in=running) if chosen["keadaan"] == "berlaku" else found.exclude(pk__in=running)
        )
    return found.order_by("valid_until", "id")


def _edge(text: str) -> Agreement | None:
    try:
        return Agreement.objects.filter(pk=UUID(text)).first()
    except ValueError:
        return None


def _file(found: QuerySet[Agreement], form: str) -> HttpResponse:
    head = [_("Sumber"), _("Nomor"), _("Pengguna"), _("Tujuan"), _("Dasar"), _("Metode"), _("Unsur data"), _("Data balikan"),
            _("Sejak"), _("Sampai"), _("Diakhiri"), _("Alasan")]  # fmt: skip
    vocab = vocabulary()
    lines = (
        [labels()[a.source], a.number, a.user_office, a.purpose, a.basis, a.get_method_display(),
         "; ".join(sorted(vocab[e.path].label for e in a.elements.all())), a.return_data,
         f"{a.valid_from:%d-%m-%Y}", f"{a.valid_until:%d-%m-%Y}", f"{a.ended_on:%d-%m-%Y}" if a.ended_on else "", a.ended_because]
        for a in found.prefetch_related("elements")
    )  # fmt: skip
    return export.respond(form, f"perjanjian-{timezone.localdate():%Y-%m-%d}", head, lines)


@door(allow="agreement.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Write a signed agreement into the book: first whose register, then the elements it can give."""
    source = request.GET.get("sumber", "")
    if source not in REMOTE:
        context = {"sources": [(name, labels()[name]) for name in REMOTE]}
        return show(request, "office/agree.html", context)
    form = AgreementForm(source, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.record_agreement(by=actor_of(request), source=source, **form.cleaned_data)
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Perjanjian dicatat dan berlaku menurut tanggalnya."))
            return redirect("office:agreement", made.id)
    context = {"form": form, "source": source, "label": labels()[source]}
    return show(request, "office/agree.html", context, status=422 if form.errors else 200)


@door(allow="agreement.manage")
@require_safe
def agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """One agreement, and what its end would change."""
    return _page(request, _one(agreement_id), EndAgreementForm(initial={"on": timezone.localdate()}))


def _one(agreement_id: UUID) -> Agreement:
    found = Agreement.objects.filter(pk=agreement_id).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: Agreement, form: EndAgreementForm) -> HttpResponse:
    changed = effects.of_end(found)
    names = dict(element_choices(found.source))
    titles = {service.key: service.title for service in catalogue.all()}
    context = {
        "a": found,
        "i": summary(found),
        "elements": sorted(names.get(path, path) for path in found.elements.values_list("path", flat=True)),
        "services": [titles.get(key, key) for key in found.services],
        "effects": changed,
        "by_hand": sum(bool(e.by_hand) for e in changed),
        "form": form,
    }
    return show(request, "office/agreement.html", context, status=422 if form.errors else 200)


@door(allow="agreement.manage")
@require_POST
def end(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """End it before its term, with the reason."""
    found, form = _one(agreement_id), EndAgreementForm(request.POST)
    if form.is_valid():
        try:
            data = form.cleaned_data
            actions.end_agreement(
                by=actor_of(request), agreement=found, on=data["on"], because=data["because"]
            )
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Perjanjian diakhiri. Layanan yang memakainya berjalan terus."))
            return redirect("office:agreement", found.id)
    return _page(request, found, form)
