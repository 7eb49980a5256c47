"""What everybody may see of concluded evaluations, and the page of who was drawn at random."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core.identity import rates
from sebayu.core.identity.doors import PUBLIC, door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.evaluation import actions, scores
from sebayu.programmes.movement.evaluation.enums import BeneficiaryState, EditionState
from sebayu.programmes.movement.evaluation.forms import TestimonyForm
from sebayu.programmes.movement.evaluation.models import Beneficiary, EvaluationEdition, WeightSet
from sebayu.programmes.movement.evaluation.views.editions import as_file, matrix


@door(allow=PUBLIC)
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """Concluded evaluations under every weight set, with the arithmetic; anybody can recompute it from the file."""
    found = EvaluationEdition.objects.filter(state=EditionState.CONCLUDED).select_related("weight_set")
    sheets = scores.sheets(sorted(found, key=lambda e: (e.year, e.round)))
    sets = list(WeightSet.objects.all()) if sheets else []
    if (kind := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        return as_file(kind, sheets, sets)
    cells = [cell for _weights, row in matrix(sheets, sets) for cell in row]
    years = [
        (
            next(c for c in cells if c.sheet is sheet and c.is_own),
            [c for c in cells if c.sheet is sheet and not c.is_own],
        )
        for sheet in reversed(sheets)
    ]
    context = {"years": years}
    return render(request, "evaluation/published.html", context)


@door(allow=PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def testimony(request: HttpRequest, token: str) -> HttpResponse:
    """Consent first: who was drawn may say no with one tap, or answer three questions without a name."""
    row = Beneficiary.objects.filter(token=token, state=BeneficiaryState.INVITED).first()
    if row is None or row.sample.edition.state == EditionState.CONCLUDED:
        return _done(request, "idle", _("Sudah tidak perlu dijawab"), _("Tautan ini sudah dipakai atau waktunya sudah lewat. Terima kasih."))  # fmt: skip
    form = TestimonyForm(request.POST if request.POST.get("do") == "answer" else None)
    if request.method == "POST":
        rates.hit("testimony", rates.client_ip(request), limit=30, minutes=10)
        try:
            if request.POST.get("do") == "refuse":
                actions.refuse(by=Actor.public(), token=token)
                return _done(request, "ok", _("Baik, terima kasih"), _("Anda tidak akan ditanya lagi. Layanan Anda tidak terpengaruh."))  # fmt: skip
            if form.is_valid():
                given = [form.cleaned_data[name] for name in form.FOUR]
                actions.bear_witness(
                    by=Actor.public(), token=token, answers=given, words=form.cleaned_data["words"]
                )
                return _done(request, "ok", _("Terima kasih"), _("Jawaban Anda tersimpan tanpa nama dan tanpa nomor urusan."))  # fmt: skip
        except HouseError as error:
            return _done(request, "warn", _("Belum tersimpan"), str(error))
    context = {"form": form}
    return render(request, "evaluation/testimony.html", context, status=422 if form.is_bound else 200)


def _done(request: HttpRequest, tone: str, title: str, text: str) -> HttpResponse:
    icon = {"ok": "okc", "idle": "okc", "warn": "alert"}[tone]
    view = {"tone": tone, "icon": icon, "title": title, "text": text}
    return render(request, "evaluation/done.html", {"view": view})
