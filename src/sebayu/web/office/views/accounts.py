"""Officers' accounts: who has one, since when, with which posts; made here, invited, closed and opened again."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sebayu.core.identity import actions, lists
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.identity.models import Account, Mandate, Post
from sebayu.core.ledger.actions import record
from sebayu.core.ledger.errors import HouseError
from sebayu.core.notify import channels
from sebayu.web.desk import export
from sebayu.web.desk.frame import show
from sebayu.web.office import paging
from sebayu.web.office.forms import AccountForm, EndForm
from sebayu.web.office.invite import invite as send_invitation
from sebayu.web.office.invite import may_be_invited

STATES = {"aktif": "active", "nonaktif": "closed", "tanpa-jabatan": "idle"}
MOST_FOUND, MOST_EXPORTED = 50, 20_000


@door(allow="account.manage")
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Every officer's account by name, narrowed by office and state."""
    chosen = _chosen(request)
    found = lists.officers(office=chosen["kantor"], state=STATES.get(chosen["keadaan"], ""))
    if (form := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        return _file(request, found[:MOST_EXPORTED], form)
    after, before = (_edge(request.GET.get(name, "")) for name in (paging.AFTER, paging.BEFORE))
    turned = paging.turn(found, by=("name", "id"), after=after, before=before)
    path = reverse("office:accounts")
    context = {"rows": _rows(turned.rows), "total": found.count(), **turned.urls(path, chosen)}
    return show(request, "office/accounts.html", {**context, **_around(chosen)})


@door(allow="account.manage")
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """By name, e-mail or NIP: what is looked for travels in the body of the request."""
    text = request.POST.get("q", "")
    chosen = {"kantor": "", "keadaan": "", "jabatan": _post_key(request.POST.get("jabatan", ""))}
    rows = lists.named(text, most=MOST_FOUND)
    context = {"rows": _rows(rows), "total": len(rows), "text": text[:120], "most": MOST_FOUND}
    return show(request, "office/accounts.html", {**context, **_around(chosen), "searched": True})


def _chosen(request: HttpRequest) -> dict[str, str]:
    """Filters as they stand in the address; what makes no sense narrows nothing."""
    get = request.GET.get
    return {
        "kantor": get("kantor", "") if get("kantor", "") in dict(lists.with_posts()) else "",
        "keadaan": get("keadaan", "") if get("keadaan", "") in STATES else "",
        "jabatan": _post_key(get("jabatan", "")),
    }


def _around(chosen: dict[str, str]) -> dict:
    words = [
        ("aktif", _("Aktif")),
        ("nonaktif", _("Nonaktif")),
        ("tanpa-jabatan", _("Tanpa jabatan hari ini")),
    ]
    post = (
        Post.objects.filter(key=chosen["jabatan"]).select_related("office").first()
        if chosen["jabatan"]
        else None
    )
    return {"chosen": chosen, "offices": lists.with_posts(), "states": words, "post": post}


def _post_key(text: str) -> str:
    return text if paging.word(text) and Post.objects.on().filter(key=text).exists() else ""


def _edge(text: str) -> Account | None:
    try:
        return Account.objects.filter(pk=UUID(text)).first()
    except ValueError:
        return None


def _rows(accounts: Iterable[Account]) -> list[dict]:
    """Each account with the posts it holds today; one query for all."""
    found = list(accounts)
    held: dict[UUID, list[Mandate]] = {}
    today = Mandate.objects.on().filter(account__in=found).select_related("post__office")
    for mandate in today.order_by("kind", "post_id"):
        held.setdefault(mandate.account_id, []).append(mandate)
    return [{"account": a, "held": held.get(a.id, [])} for a in found]


def _file(request: HttpRequest, found: Iterable[Account], form: str) -> HttpResponse:
    rows = _rows(found)
    with transaction.atomic():  # contacts of many leave the house: that is worth an entry
        detail = {"list": "accounts", "rows": len(rows)}
        record(by=actor_of(request), act="identity.export_accounts", purpose=actions.KEEPING, detail=detail)
    head = [
        _("Nama"),
        _("Surel"),
        _("NIP"),
        _("Jabatan hari ini"),
        _("Kantor"),
        _("Keadaan"),
        _("Terakhir masuk"),
    ]
    lines = (
        [r["account"].name, r["account"].email or "", r["account"].nip,
         "; ".join(m.post.title for m in r["held"]), "; ".join(m.post.office.name for m in r["held"]),
         _("aktif") if r["account"].is_active else _("nonaktif"),
         f"{timezone.localtime(r['account'].last_login):%d-%m-%Y}" if r["account"].last_login else ""]
        for r in rows
    )  # fmt: skip
    return export.respond(form, f"akun-{timezone.localdate():%Y-%m-%d}", head, lines)


@door(allow="account.manage")
@sensitive_post_parameters("signer_nik")
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new officer's account, with its invitation in the same transaction."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = actor_of(request)
        try:
            with transaction.atomic():
                made = actions.create_account(by=actor, **form.cleaned_data)
                send_invitation(by=actor, account=made)
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Akun dibuat dan undangan ditulis. Sekarang beri jabatannya."))
            return redirect("office:account", made.id)
    return show(request, "office/create.html", {"form": form}, status=422 if form.errors else 200)


def officer(account_id: UUID) -> Account:
    """An officer's account; a citizen's does not exist here."""
    found = lists.officers().filter(pk=account_id).first()
    if found is None:
        raise Http404
    return found


@door(allow="account.manage")
@require_safe
def account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """One officer: contacts, posts of today, of tomorrow and of the past."""
    return page(request, officer(account_id))


def page(
    request: HttpRequest, found: Account, *, ending: UUID | None = None, form: EndForm | None = None
) -> HttpResponse:
    """The page of one account; with the form that ends one mandate when it was filled in wrong."""
    today = timezone.localdate()
    mandates = (
        Mandate.objects.filter(account=found)
        .select_related("post__office")
        .order_by("-valid_from", "post_id")
    )
    context = {
        "a": found,
        "mandates": [_mandate(m, today) for m in mandates],
        "is_self": found.id == actor_of(request).account_id,
        "may_invite": may_be_invited(found),
        "email_works": any(channel.key == "email" for channel in channels.active()),
        "ending": ending,
        "form": form or EndForm(),
    }
    return show(request, "office/account.html", context, status=422 if form and form.errors else 200)


def _mandate(mandate: Mandate, today: dt.date) -> dict:
    over = mandate.valid_until is not None and mandate.valid_until < today
    if over:
        state = ("idle", _("selesai"))
    elif mandate.valid_from > today:
        state = ("info", _("belum mulai"))
    elif mandate.valid_until and mandate.valid_until - today <= lists.SOON:
        state = ("warn", _("segera berakhir"))
    else:
        state = ("ok", _("berjalan"))
    return {"m": mandate, "state": state, "may_end": not over}


@door(allow="account.manage")
@require_POST
def invite(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Send the invitation once more."""
    found = officer(account_id)
    if may_be_invited(found):
        send_invitation(by=actor_of(request), account=found)
        messages.success(request, _("Undangan ditulis sekali lagi."))
    else:
        messages.error(request, _("Akun ini sudah punya kata sandi, nonaktif, atau belum punya surel."))
    return redirect("office:account", found.id)


@door(allow="account.manage")
@require_POST
def state(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Close the account, or open it again: both stay in the ledger."""
    found, actor = officer(account_id), actor_of(request)
    try:
        if request.POST.get("keadaan") == "nonaktif":
            actions.deactivate(by=actor, account=found)
            messages.success(request, _("Akun dinonaktifkan. Jabatan yang dipegangnya kini terbaca kosong."))
        else:
            actions.reactivate(by=actor, account=found)
            messages.success(request, _("Akun diaktifkan lagi."))
    except HouseError as error:
        messages.error(request, str(error))
    return redirect("office:account", found.id)
