"""Nine taps on a phone, without a name and without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sebayu.core.identity import rates
from sebayu.core.identity.doors import PUBLIC, door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.core.satisfaction import actions, questionnaire
from sebayu.core.satisfaction.errors import SurveyAnswered, SurveyClosed
from sebayu.core.satisfaction.models import Invitation
from sebayu.web.survey.forms import SurveyForm

TRIES, MINUTES = 60, 10  # of one address: a whole village may share one


@door(allow=PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the link answers; it works once."""
    invitation = (
        Invitation.objects.filter(token=token).first() if len(token) == actions.TOKEN_LENGTH else None
    )
    if invitation is None:
        return done(request, "idle", "info", _("Survei tidak ditemukan"), _("Tautan ini tidak dikenal. Periksa pesan yang Anda terima, lalu buka tautannya sekali lagi."), status=404)  # fmt: skip
    if invitation.answered_at:
        return done(request, "idle", "okc", _("Sudah diisi"), str(SurveyAnswered()))
    if invitation.expires_at <= timezone.now():  # said before nine taps, not after
        return done(request, "idle", "clock", _("Waktunya sudah lewat"), str(SurveyClosed()), status=410)
    form = SurveyForm(questionnaire.get(invitation.questionnaire), request.POST or None)
    if request.method == "POST":
        rates.hit("survey", rates.client_ip(request), limit=TRIES, minutes=MINUTES)
        if form.is_valid():
            return _kept(request, invitation, form)
    return render(
        request,
        "survey/answer.html",
        {"form": form, "i": invitation, "base": "web/public.html"},
        status=422 if form.is_bound else 200,
    )


def _kept(request: HttpRequest, invitation: Invitation, form: SurveyForm) -> HttpResponse:
    try:
        actions.answer(
            by=Actor.public(),
            token=invitation.token,
            answers=form.answers,
            note=form.cleaned_data["note"],
            seconds=form.seconds,
        )
    except (SurveyAnswered, SurveyClosed) as error:
        return done(request, "idle", "okc", _("Tidak perlu diisi lagi"), str(error))
    except HouseError as error:
        return done(request, "warn", "alert", _("Belum tersimpan"), str(error), status=error.status)
    return done(request, "ok", "okc", _("Terima kasih"), _("Nilai Anda tersimpan tanpa nama. Hasilnya dibaca kantor itu dan diumumkan kepada semua orang."))  # fmt: skip


def done(
    request: HttpRequest, tone: str, icon: str, title: str, text: str, *, status: int = 200
) -> HttpResponse:
    view = {"tone": tone, "icon": icon, "title": title, "text": text}
    return render(request, "survey/done.html", {"view": view}, status=status)
