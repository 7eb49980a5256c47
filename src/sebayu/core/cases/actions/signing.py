"""From the last approval to a signed letter on the phone.

The document is drafted, numbered and signed by the room of documents; here it is decided whose turn it is and what follows. A
signature and the end of its case are written in one transaction (`and_then`). The call to the signer happens between two
transactions, so that nothing is locked while another machine thinks; what is left hanging is settled by a person.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from sebayu.core.cases import deciding, flow, perms
from sebayu.core.cases.automatic import seal_code
from sebayu.core.cases.content import context_of, kinds_of
from sebayu.core.cases.desks import Address, desk_of
from sebayu.core.cases.enums import CaseState, EventKind, StepKind
from sebayu.core.cases.errors import EvidenceIncomplete, MoveNotAllowed
from sebayu.core.cases.history import append, purpose_of
from sebayu.core.cases.models import Case
from sebayu.core.cases.telling import tell_citizen
from sebayu.core.documents import actions as documents
from sebayu.core.documents.enums import State
from sebayu.core.documents.errors import DocumentError, SignatureHanging
from sebayu.core.documents.models import Document
from sebayu.core.exchange import actions as exchange
from sebayu.core.identity.models import Post
from sebayu.core.ledger import Actor, access
from sebayu.core.ledger.errors import Forbidden, HouseError


@dataclass(frozen=True, slots=True)
class SignResult:
    """What became of one letter: `ok`, or `error` with a sentence for the signer; `unknown` waits for a person."""

    case_id: UUID
    number: str
    ok: bool
    unknown: bool = False
    error: str = ""


def sign(
    *, by: Actor, case_id: UUID, passphrase: str = "", totp: str = "", step: int | None = None
) -> SignResult:
    """Number (once) and sign one letter; never inside a transaction of the caller.

    What the signing service says is a result, not an exception; being in the wrong place (MoveNotAllowed, Forbidden) is one.
    """
    case, document = _ready(by=by, case_id=case_id, step=step)
    return _result(
        case,
        by,
        lambda: documents.sign(
            by=by,
            document=document,
            passphrase=passphrase,
            totp=totp,
            and_then=lambda done: _signed(case_id, done, by),
        ),
    )


def sign_many(
    *, by: Actor, case_ids: Iterable[UUID], passphrase: str = "", totp: str = ""
) -> list[SignResult]:
    """One confirmation, many letters, each with its own outcome; a letter that fails never takes another with it."""
    results: list[SignResult] = []
    for case_id in case_ids:
        try:
            results.append(sign(by=by, case_id=case_id, passphrase=passphrase, totp=totp))
        except HouseError as error:
            number = Case.objects.values_list("number", flat=True).filter(pk=case_id).first() or ""
            results.append(SignResult(case_id, number, ok=False, error=str(error)))
    return results


def issue_automatically(*, by: Actor, case_id: UUID) -> SignResult:
    """Seal a letter the system may issue by itself (Law 30/2014 art. 53); `by` is the system."""
    if by.kind != "system":
        raise Forbidden
    case, document = _ready(by=by, case_id=case_id, step=None)
    return _result(
        case,
        by,
        lambda: documents.seal(
            by=by, document=document, totp=seal_code(), and_then=lambda done: _signed(case_id, done, by)
        ),
    )


def give_up_automatic(*, by: Actor, case: Case) -> None:
    """In the caller's transaction, the case locked: hand over to the head what the system could not seal.

    A letter numbered for the seal is void, its number keeps the reason; one whose sealing is unknown waits for a person first.
    """
    document = Document.objects.filter(pk=case.document_id).first()
    if document and document.state in {State.SIGNING, State.UNKNOWN}:
        case.escalated_at = timezone.now()
        return
    if document and document.state == State.NUMBERED:
        documents.void(
            by=flow.CLOCK, document=document, reason="Segel elektronik gagal; diteruskan kepada kepala kantor"
        )
    case.document_id = None
    flow.hand_to_head(case, note="Penerbitan otomatis tidak berhasil")


def settle(
    *, by: Actor, document: Document, how: str, reason: str = "", content: bytes | None = None
) -> Document:
    """A person settles a signature whose outcome is unknown; the case follows the document."""
    settled = documents.reconcile(
        by=by,
        document=document,
        how=how,
        reason=reason,
        pdf=content,
        and_then=lambda signed: _signed(document.case_id, signed, by) if document.case_id else None,
    )
    with access.writing():
        case = Case.objects.select_for_update().filter(pk=document.case_id).first()
        if case and case.is_running and settled.state in {State.VOID, State.NUMBERED}:
            if case.step_kind == StepKind.AUTOMATIC:
                give_up_automatic(by=flow.CLOCK, case=case)
            elif settled.state == State.VOID:
                case.document_id = None
            case.save()
    return settled


def _ready(*, by: Actor, case_id: UUID, step: int | None) -> tuple[Case, Document]:
    """The case on the signer's desk with its numbered letter; drafting, numbering and freezing happen here, once."""
    with access.writing():
        case = Case.objects.select_for_update().select_related("evidence").get(pk=case_id)
        if case.state != CaseState.OPEN or (step is not None and step != case.step_index):
            raise MoveNotAllowed(case.state)
        by_itself = by.kind == "system" and case.step_kind == StepKind.AUTOMATIC
        if not by_itself and not perms.can_sign(by, case):
            raise Forbidden
        if not case.evidence_complete:
            raise EvidenceIncomplete(case.evidence.missing())
        document = Document.objects.filter(pk=case.document_id).first() or _draft(case, by)
        if document.state == State.DRAFT:
            document = documents.issue(by=_drafter(case, by), document=document)
            append(case, EventKind.NUMBERED, by=by, detail={"number": document.number})
        case.save()
    return case, document


def _drafter(case: Case, by: Actor) -> Actor:
    """A kecamatan signs what the kelurahan issues: the letter stays the kelurahan's, made by the machine for the signer."""
    return by if case.office_key in by.offices or by.kind == "system" else flow.CLOCK


def _draft(case: Case, by: Actor) -> Document:
    service = deciding.service_of(case.service_version)
    assert service.gives
    document = documents.draft(
        by=_drafter(case, by),
        letter_key=service.gives.letter,
        context=context_of(case.evidence),
        office_key=case.office_key,
        subject_id=case.subject_id,
        requester_id=case.requester_id,
        case_id=case.id,
        case_number=case.number,
        paper="A4",
        roles=kinds_of(service, case.evidence),
        valid_days=service.gives.valid_days,
        archive_code=service.gives.archive_code,
        countersigner_post=_countersigner(case),
        sealed=case.step_kind == StepKind.AUTOMATIC,
    )
    case.document_id = document.id
    return document


def _countersigner(case: Case) -> str:
    """The post that countersigns, when a later step of this case does."""
    for step in case.steps:
        if step["kind"] == StepKind.COUNTERSIGN:
            desk = desk_of(step["by"], Address(case.area_code, case.rt, case.rw), flow.today())
            post = (
                Post.objects.on(flow.today())
                .filter(office_id=desk.office_key, role=step["by"])
                .order_by("key")
                .first()
            )
            return post.key if post else ""
    return ""


def _signed(case_id: UUID, document: Document, by: Actor) -> None:
    """In the transaction that stores the verified signature: on to the next signer, or done and told."""
    case = Case.objects.select_for_update().select_related("evidence").get(pk=case_id)
    if document.state != State.SIGNED:
        append(case, EventKind.APPROVED, by=by)
        flow.advance(case)
        case.save()
        return
    if not case.evidence.frozen_at:
        case.evidence = exchange.freeze(by=by, evidence=case.evidence, purpose=purpose_of(case))
    append(case, EventKind.ISSUED, by=by, detail={"number": document.number})
    flow.close(case, CaseState.ISSUED)
    case.save()
    tell_citizen(case, "case_issued", by=by)


def _result(case: Case, by: Actor, call: Callable[[], Document]) -> SignResult:
    """Make the call; a failure or an unknown end is written into the history, in a transaction of its own."""
    try:
        call()
    except DocumentError as error:
        unknown = isinstance(error, SignatureHanging)
        kind = EventKind.SIGN_UNKNOWN if unknown else EventKind.SIGN_FAILED
        with access.writing():
            case = Case.objects.select_for_update().get(pk=case.pk)
            append(case, kind, by=by, public=unknown, detail={"error": error.code})
            if case.step_kind == StepKind.AUTOMATIC and not unknown:
                give_up_automatic(by=flow.CLOCK, case=case)
                case.save()
        return SignResult(case.id, case.number, ok=False, unknown=unknown, error=str(error))
    return SignResult(case.id, case.number, ok=True)
