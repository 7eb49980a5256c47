"""The doors of the house from outside: choose a way in, one-time code, the form that waited, the cast of the demo."""

from __future__ import annotations

from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.socialaccount.adapter import get_adapter as social_adapter
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from procrastinate.contrib.django import app as queue

from sebayu.core.identity import acting, codes, keep, rates
from sebayu.core.identity.doors import PUBLIC, SIGNED_IN, door
from sebayu.core.identity.errors import TooMany, WrongCode
from sebayu.core.identity.models import Account
from sebayu.web.login import oidc
from sebayu.web.login.forms import CodeForm, NikForm

# By name: the worker's own imports (who delivers, and how) are not needed to answer this request.
PREPARE = "login.prepare_code"
CODE, NEXT = "login_code", "login_next"


def _next(request: HttpRequest) -> str:
    """Where to go afterwards, if that is one of our own pages."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if ours else ""


def _schedule(code_id: UUID) -> None:
    queue.configure_task(PREPARE, queue="urgent", allow_unknown=True).defer(code_id=str(code_id))


@door(allow=PUBLIC)
@never_cache
@sensitive_post_parameters("nik")
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """The page with all ways in; asking for a one-time code happens here."""
    form, status = NikForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            row = codes.ask(nik=form.cleaned_data["nik"], ip=rates.client_ip(request), schedule=_schedule)
        except TooMany as wrong:
            form.add_error(None, str(wrong))
            status = wrong.status
        else:
            request.session[CODE], request.session[NEXT] = str(row.id), _next(request)
            return redirect("login:code")
    context = {
        "form": form,
        "next": _next(request),
        "providers": [p for p in social_adapter().list_providers(request) if p.uses_apps],
        "waits": keep.SESSION_KEY in request.session,
        "demo": settings.DEMO,
    }
    return render(request, "login/choose.html", context, status=status)


@door(allow=PUBLIC)
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Type the code that was sent. What is said here never depends on whether the NIK is known."""
    asked = request.session.get(CODE)
    if not asked:
        return redirect("login:choose")
    form, status = CodeForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            account = codes.redeem(
                code_id=UUID(asked), code=form.cleaned_data["code"], ip=rates.client_ip(request)
            )
        except (WrongCode, TooMany) as wrong:
            form.add_error("code", str(wrong))
            status = 429 if isinstance(wrong, TooMany) else 400
        else:
            target = request.session.pop(NEXT, "")
            request.session.pop(CODE, None)
            return enter(request, account, method="code", target=target)
    context = {"form": form, "minutes": codes.MINUTES, "tries": codes.TRIES, "demo": settings.DEMO}
    return render(request, "login/code.html", context, status=status)


def enter(request: HttpRequest, account: Account, *, method: str, target: str) -> HttpResponse:
    """Through allauth's stages, so that a second factor is asked for however somebody came."""
    if request.user.is_authenticated and request.user.pk != account.pk:
        kept = request.session.get(keep.SESSION_KEY)
        request.session.flush()
        if kept:
            request.session[keep.SESSION_KEY] = kept
    record_authentication(request, account, method=method)
    return perform_login(request, account, email_verification="none", redirect_url=target or None)


@door(allow=SIGNED_IN)
@never_cache
@require_http_methods(["GET", "POST"])
def go_on(request: HttpRequest) -> HttpResponse:
    """A form that was sent while nobody was logged in: show what it was, and send it on one tap."""
    kept = keep.take(request, forget="buang" in request.POST)
    if request.method == "POST":
        return redirect("/")
    if kept is None:
        messages.info(request, _("Tidak ada isian yang menunggu."))
        return redirect("/")
    return render(request, "login/go_on.html", {"kept": kept})


@door(allow=PUBLIC)
@never_cache
def cast(request: HttpRequest) -> HttpResponse:
    """Every part of the demo, one tap away. Does not exist outside the demo."""
    _only_in_demo()
    people = Account.objects.filter(is_active=True).exclude(demo_role="").order_by("demo_role", "id")
    parts = [{"account": a, "hats": acting.hats(a)} for a in people]
    return render(request, "login/cast.html", {"parts": parts, "next": _next(request)})


@door(allow=PUBLIC)
@never_cache
@require_POST
def play(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Take a part. Only accounts of the cast, and only in the demo."""
    _only_in_demo()
    account = get_object_or_404(Account.objects.filter(is_active=True).exclude(demo_role=""), id=account_id)
    return enter(request, account, method="demo", target=_next(request))


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404


@door(allow=SIGNED_IN)
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """My account: who I am here, which posts I hold, how I log in."""
    return render(request, "login/account.html", {"hats": acting.hats(request.user)})


@door(allow=PUBLIC)
@never_cache
@require_POST
def national(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Off to the national identity provider."""
    return oidc.start(request, provider_id)


@door(allow=PUBLIC)
@never_cache
def national_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the national identity provider."""
    return oidc.finish(request, provider_id)
