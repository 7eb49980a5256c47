"""The page of who was drawn at random."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sebayu.core.identity import rates
from sebayu.core.identity.doors import PUBLIC, door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.beneficiaries import actions
from sebayu.programmes.movement.beneficiaries.enums import BeneficiaryState
from sebayu.programmes.movement.beneficiaries.forms import TestimonyForm
from sebayu.programmes.movement.beneficiaries.models import Beneficiary
from sebayu.programmes.movement.evaluation.enums import EditionState


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
    return render(request, "beneficiaries/testimony.html", context, status=422 if form.is_bound else 200)


def _done(request: HttpRequest, tone: str, title: str, text: str) -> HttpResponse:
    icon = {"ok": "okc", "idle": "okc", "warn": "alert"}[tone]
    view = {"tone": tone, "icon": icon, "title": title, "text": text}
    return render(request, "beneficiaries/done.html", {"view": view})
