"""What an office states: its numbers, a new statement, and the signature that makes it count."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sebayu.core.documents import actions as documents
from sebayu.core.documents import sheet
from sebayu.core.documents.enums import State
from sebayu.core.documents.models import Document
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.indicators import actions, perms, reading, words
from sebayu.core.indicators.declare import Indicator
from sebayu.core.indicators.enums import StatementState
from sebayu.core.indicators.errors import (
    CannotBeTyped,
    EvidenceRequired,
    NotANumber,
    NotTheirs,
    PeriodNotOver,
)
from sebayu.core.indicators.models import Statement
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.web.desk.forms import SecretForm
from sebayu.web.desk.frame import show
from sebayu.web.room.places import declared
from sebayu.web.statements import owned
from sebayu.web.statements.forms import StatementForm

SIGNER = "case.sign"  # whoever signs for an office; whose number it is, the action decides
FIELDS = {NotANumber: "value", PeriodNotOver: "period", EvidenceRequired: "evidence"}
PAST = 40


@door(allow=SIGNER)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The numbers my office owns, each with its last statement."""
    return show(request, "statements/mine.html", {"lines": owned.lines(actor_of(request))})


@door(allow=SIGNER)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One number: what was stated before, and the form for a new statement."""
    actor, indicator = actor_of(request), _mine(request, key)
    form = StatementForm(indicator, request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := _stated(actor, indicator, form)):
        return redirect("statements:sign", made.id)
    context = {
        "line": owned.line(indicator, reading.latest(key), owned.drafts([key]).get(key)),
        "form": form,
        "history": _history(indicator),
    }
    return show(request, "statements/one.html", context, status=422 if form.errors else 200)


def _mine(request: HttpRequest, key: str) -> Indicator:
    """Raises NotTheirs for another office's number; a computed one has no page here."""
    indicator = declared(key)
    if indicator.is_computed:
        raise CannotBeTyped
    if indicator not in owned.by(actor_of(request)):
        raise NotTheirs
    return indicator


def _stated(actor: Actor, indicator: Indicator, form: StatementForm) -> Statement | None:
    data = form.cleaned_data
    try:
        return actions.state(
            by=actor,
            key=indicator.key,
            period=data["period"],
            value=data["value"],
            evidence=data["evidence"],
        )
    except HouseError as error:
        form.add_error(FIELDS.get(type(error)), str(error))
        return None


def _history(indicator: Indicator) -> list[dict]:
    """Signed statements, newest first; one that gave way says so."""
    signed = Statement.objects.filter(indicator_key=indicator.key, state=StatementState.SIGNED)
    return [_shown(indicator, row) for row in signed.order_by("-signed_at")[:PAST]]


def _shown(indicator: Indicator, row: Statement) -> dict:
    return {
        "period": words.period(row.frequency, row.period_start),
        "value": words.exactly(row.value, indicator.unit),
        "evidence": row.evidence,
        "post": row.post_title,
        "number": row.document_number,
        "at": row.signed_at,
        "replaced_at": row.replaced_at,
    }


@door(allow=SIGNER)
@sensitive_post_parameters("passphrase", "totp")
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """The letter as it will stand, and the one confirmation that signs it. What is typed here is used once and kept nowhere."""
    actor = actor_of(request)
    statement, document = _waiting(actor, statement_id)
    settled = document.state == State.SIGNED  # its outcome was unknown and has been found out since
    form = SecretForm(request.POST if request.method == "POST" and not settled else None)
    if request.method == "POST" and (settled or form.is_valid()) and _signed(actor, statement, form):
        messages.success(request, _("Pernyataan ditandatangani. Angkanya sekarang berlaku."))
        return redirect("statements:one", statement.indicator_key)
    document.refresh_from_db()
    indicator = declared(statement.indicator_key)
    context = {
        "statement": statement,
        "indicator": indicator,
        "shown": _shown(indicator, statement),
        "document": document,
        "hanging": document.state in {State.SIGNING, State.UNKNOWN},
        "void": document.state == State.VOID,
        "settled": settled,
        "form": form,
        "simulator": sheet.is_simulated(),
    }
    return show(request, "statements/sign.html", context, status=422 if form.errors else 200)


def _waiting(actor: Actor, statement_id: UUID) -> tuple[Statement, Document]:
    """A statement of my office that waits for its signature; another office's does not exist here."""
    statement = get_object_or_404(Statement, pk=statement_id, state=StatementState.DRAFT, replaced_at=None)
    if not perms.can_state(actor, statement.office_key):
        raise Http404
    return statement, Document.objects.get(pk=statement.document_id)


def _signed(actor: Actor, statement: Statement, form: SecretForm) -> bool:
    data = form.cleaned_data if form.is_bound else {}
    try:
        actions.sign_statement(by=actor, statement_id=statement.id, **data)
    except HouseError as error:
        if not form.is_bound:
            raise
        form.add_error("passphrase", str(error))
        return False
    return True


@door(allow=SIGNER)
@require_POST
def discard(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """Not to be signed after all: it is thrown away, and the page is empty for another."""
    actor = actor_of(request)
    statement, _document = _waiting(actor, statement_id)
    try:
        actions.discard_statement(by=actor, statement_id=statement.id)
    except HouseError as error:
        messages.error(request, str(error))
        return redirect("statements:sign", statement.id)
    messages.success(request, _("Pernyataan dibuang. Angkanya tidak berubah."))
    return redirect("statements:one", statement.indicator_key)


@door(allow=SIGNER)
@require_safe
def picture(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """The first page of the letter as PNG; `?besar=1` to be read on the screen."""
    actor = actor_of(request)
    _statement, document = _waiting(actor, statement_id)
    pages = documents.picture(by=actor, document=document, ppi=120 if request.GET.get("besar") else 60)
    response = HttpResponse(pages[0], content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    return response
