"""The registers: how each is reached today, and how well; an administrator sets it here."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core.exchange import health
from sebayu.core.exchange.actions import configure_source
from sebayu.core.exchange.models import Agreement, SourceConfig
from sebayu.core.exchange.sources import REMOTE, labels
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger.errors import HouseError
from sebayu.web.desk.frame import show
from sebayu.web.office.agreeing import SourceForm, summaries, warned


@door(allow="agreement.manage")
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every register with its state and the agreements that cover it today; what ends soon says what that changes."""
    running: dict[str, list] = {}
    for item in summaries(
        Agreement.objects.on(timezone.localdate()).prefetch_related("elements").order_by("valid_until", "id")
    ):
        running.setdefault(item["agreement"].source, []).append(item)
    rows = [{"s": s, "agreements": running.get(s.source, [])} for s in health.standings()]
    ending = [warned(item) for items in running.values() for item in items if item["soon"]]
    return show(request, "office/sources.html", {"rows": rows, "ending": ending})


@door(allow="agreement.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def source(request: HttpRequest, source: str) -> HttpResponse:
    """Set one: mode, address, where its secret lies, whose register it is. The secret itself is never typed here."""
    if source not in REMOTE:
        raise Http404
    config = SourceConfig.objects.filter(source=source).first()
    form = SourceForm(REMOTE[source], config, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            configure_source(by=actor_of(request), source=source, **form.cleaned_data)
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Pengaturan %(source)s disimpan.") % {"source": labels()[source]})
            return redirect("office:sources")
    context = {"form": form, "label": labels()[source], "source": source}
    return show(request, "office/source.html", context, status=422 if form.errors else 200)
