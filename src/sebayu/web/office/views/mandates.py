"""Giving a post to somebody, and ending it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sebayu.core.identity import actions, lists
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.identity.models import Mandate, Post
from sebayu.core.ledger.errors import HouseError
from sebayu.web.desk.frame import show
from sebayu.web.office import paging
from sebayu.web.office.forms import AssignForm, EndForm
from sebayu.web.office.views import accounts


@door(allow="mandate.assign")
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """First the office, then the post: a region has thousands of posts, an office a dozen."""
    found = accounts.officer(account_id)
    wanted = Post.objects.on().filter(key=paging.word(request.GET.get("jabatan", ""))).first()
    office = wanted.office_id if wanted else request.GET.get("kantor", "")
    offices = lists.with_posts()
    chairs = lists.chairs(list(lists.posts(office=office))) if office in dict(offices) else []
    initial = {"post": wanted.key if wanted else "", "kind": "definitive"}
    form = AssignForm(chairs, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data
            actions.assign_post(by=actor_of(request), account=found, **data | {"post": _post(data["post"])})
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Penugasan dicatat."))
            return redirect("office:account", found.id)
    context = {
        "a": found,
        "form": form,
        "offices": offices,
        "office": office if chairs else "",
    }
    return show(request, "office/assign.html", context, status=422 if form.errors else 200)


def _post(key: str) -> Post:
    return Post.objects.get(key=key)


@door(allow="mandate.assign")
@require_POST
def end(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """The last day of a mandate; the row stays, with who ended it in the ledger."""
    mandate = Mandate.objects.filter(pk=mandate_id).select_related("account", "post").first()
    if mandate is None:
        raise Http404
    found = accounts.officer(mandate.account_id)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            actions.end_mandate(by=actor_of(request), mandate=mandate, last_day=form.cleaned_data["last_day"])
        except HouseError as error:
            form.add_error("last_day", str(error))
        else:
            messages.success(request, _("%(title)s: hari terakhir dicatat.") % {"title": mandate.post.title})
            return redirect("office:account", found.id)
    return accounts.page(request, found, ending=mandate.id, form=form)
