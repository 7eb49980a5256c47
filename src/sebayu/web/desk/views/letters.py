"""The office's register of letters: what was issued, printed for whoever has no phone, revoked with a reason."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sebayu.core.cases import lists
from sebayu.core.cases.models import Case
from sebayu.core.documents import actions, conf, kinds, perms
from sebayu.core.documents.enums import ISSUED, State
from sebayu.core.documents.models import Document
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.errors import HouseError
from sebayu.web import formats
from sebayu.web.desk import export
from sebayu.web.desk.forms import ReasonForm
from sebayu.web.desk.frame import show
from sebayu.web.portal.present.letter import badge

PAGE = 25
STATES = {"berlaku": State.SIGNED, "dicabut": State.REVOKED, "diganti": State.REPLACED, "batal": State.VOID,
          "menunggu": State.NUMBERED}  # fmt: skip
NUMBERED = [*ISSUED, State.VOID, State.NUMBERED, State.SIGNING, State.UNKNOWN]


@door(allow="document.print")
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Every letter with a number, newest first; a void number stays with its reason."""
    actor = actor_of(request)
    chosen = _chosen(request)
    found = _narrowed(actor, chosen)
    if (form := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        return _file(actor, found, form)
    rows, previous, following = _page(found, request)
    names = _names(actor, rows, _("Melihat buku surat kantor"))
    base = reverse("desk:letters")
    query = {k: v for k, v in chosen.items() if v}
    context = {
        "rows": [(d, badge(d), names.get(d.case_id, "")) for d in rows],
        "kinds": sorted(((k.key, k.title) for k in kinds.every().values()), key=lambda pair: pair[1]),
        "states": [(word, str(state.label)) for word, state in STATES.items()],
        "chosen": chosen,
        "path": base,
        "previous": _url(base, query, sebelum=previous),
        "next": _url(base, query, sesudah=following),
        "xlsx": _url(base, query, berkas="xlsx"),
        "csv": _url(base, query, berkas="csv"),
    }
    return show(request, "desk/letters.html", context)


def _url(base: str, query: dict[str, str], **more: str) -> str:
    return f"{base}?{urlencode({**query, **more})}" if all(more.values()) else ""


def _chosen(request: HttpRequest) -> dict[str, str]:
    """Kind, state and days as they stand in the address; what makes no sense narrows nothing."""
    get = request.GET.get
    return {
        "jenis": get("jenis", "") if get("jenis", "") in kinds.every() else "",
        "keadaan": get("keadaan", "") if get("keadaan", "") in STATES else "",
        "dari": _day(get("dari", "")),
        "sampai": _day(get("sampai", "")),
    }


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _narrowed(actor: Actor, chosen: dict[str, str]) -> QuerySet[Document]:
    found = Document.objects.filter(office_key__in=lists.staff_offices(actor), state__in=NUMBERED)
    if chosen["jenis"]:
        found = found.filter(letter_key=chosen["jenis"])
    if chosen["keadaan"]:
        found = found.filter(state=STATES[chosen["keadaan"]])
    if chosen["dari"]:
        found = found.filter(created_at__gte=_midnight(chosen["dari"]))
    if chosen["sampai"]:
        found = found.filter(created_at__lt=_midnight(chosen["sampai"]) + dt.timedelta(days=1))
    return found


def _midnight(day: str) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(day), dt.time()))


def _page(found: QuerySet[Document], request: HttpRequest) -> tuple[list[Document], str, str]:
    """Newest first, turned by key."""
    after = lists.Key.parse(request.GET.get("sesudah", ""))
    before = lists.Key.parse(request.GET.get("sebelum", ""))
    if before:
        later = Q(created_at__gt=before.at) | Q(created_at=before.at, id__gt=before.id)
        rows = list(found.filter(later).order_by("created_at", "id")[: PAGE + 1])
        more, rows = len(rows) > PAGE, rows[:PAGE][::-1]
        return rows, _key(rows[:1]) if more else "", _key(rows[-1:])
    if after:
        found = found.filter(Q(created_at__lt=after.at) | Q(created_at=after.at, id__lt=after.id))
    rows = list(found.order_by("-created_at", "-id")[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    return rows, _key(rows[:1]) if after else "", _key(rows[-1:]) if more else ""


def _key(rows: list[Document]) -> str:
    return str(lists.Key(rows[0].created_at, rows[0].id)) if rows else ""


def _names(actor: Actor, rows: Iterable[Document], why: str) -> dict[UUID, str]:
    """Whose letters these are, from their cases, with one entry for the page."""
    with lists.listing(actor, why) as note:
        cases = Case.objects.filter(pk__in=[d.case_id for d in rows if d.case_id])
        found = list(cases.values_list("id", "subject_name", "subject_id"))
        note.saw(subject for _id, _name, subject in found)
    return {key: name for key, name, _subject in found}


def _file(actor: Actor, found: QuerySet[Document], form: str) -> HttpResponse:
    rows = list(found.order_by("-created_at", "-id")[: lists.MOST_EXPORTED])
    names = _names(actor, rows, _("Mengekspor buku surat kantor"))
    head = [_("Nomor"), _("Surat"), _("Nama"), _("Keadaan"), _("Terbit"), _("Berlaku sampai"), _("Penanda tangan"),
            _("Nomor urusan"), _("Alasan")]  # fmt: skip
    lines = (
        [d.number, d.title, names.get(d.case_id, ""), badge(d)[1], f"{formats.local(d.issued_at):%d-%m-%Y %H.%M}",
         f"{d.valid_until:%d-%m-%Y}" if d.valid_until else "", f"{d.signer_name}, {d.signer_title}".strip(", "),
         d.case_number, d.end_reason]
        for d in rows
    )  # fmt: skip
    return export.respond(form, f"surat-{timezone.localdate():%Y-%m-%d}", head, lines)


def own_letter(actor: Actor, document_id: UUID) -> Document:
    """A letter of an office I work in; any other does not exist."""
    found = Document.objects.filter(pk=document_id, office_key__in=lists.staff_offices(actor)).first()
    if found is None or found.state not in NUMBERED:
        raise Http404
    return found


@door(allow="document.print")
@require_safe
def letter(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """One letter: print it, see where it stands, revoke it."""
    return _letter(request, own_letter(actor_of(request), document_id), ReasonForm())


def _letter(request: HttpRequest, document: Document, form: ReasonForm) -> HttpResponse:
    actor = actor_of(request)
    name = _names(actor, [document], _("Membuka surat di buku surat kantor")).get(document.case_id, "")
    context = {
        "d": document,
        "name": name,
        "badge": badge(document),
        "signers": list(document.signers.all()),
        "verify": conf.verify_url(document.token),
        "may_revoke": perms.can_revoke(actor, document) and document.state == State.SIGNED,
        "may_print": document.state in ISSUED,
        "form": form,
    }
    return show(request, "desk/letter.html", context, status=422 if form.is_bound else 200)


@door(allow="document.print")
@require_safe
def printed(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The signed bytes, to print at the counter; handing it over counts as delivered."""
    actor = actor_of(request)
    document = own_letter(actor, document_id)
    if document.state not in ISSUED:
        raise Http404
    purpose = Purpose(
        _("Mencetak surat di loket"), lists.BASIS, document.case_id, document.case_number, document.letter_key
    )
    content = actions.open_file(by=actor, document=document, purpose=purpose)
    if document.state == State.SIGNED and document.delivered_at is None:
        actions.mark_delivered(by=actor, document=document)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{document.id}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@door(allow="document.revoke")
@require_POST
def revoke(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Revoke with a reason; whoever checks the letter from now on reads that it was revoked."""
    actor = actor_of(request)
    document, form = own_letter(actor, document_id), ReasonForm(request.POST)
    if form.is_valid():
        try:
            actions.revoke(by=actor, document=document, reason=form.cleaned_data["reason"])
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(n)s dicabut.") % {"n": document.number})
            return redirect("desk:letter", document.id)
    return _letter(request, document, form)
