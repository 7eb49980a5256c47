"""The letter of a case before it is signed: drafted and numbered once, void when the case takes another way."""

from uuid import UUID

from sebayu.core.cases import deciding, flow, perms
from sebayu.core.cases.content import context_of, kinds_of
from sebayu.core.cases.desks import serving
from sebayu.core.cases.enums import CaseState, EventKind, StepKind
from sebayu.core.cases.errors import EvidenceIncomplete, LetterAtSigner, MoveNotAllowed
from sebayu.core.cases.history import append
from sebayu.core.cases.models import Case
from sebayu.core.documents import actions as documents
from sebayu.core.documents import office, sheet
from sebayu.core.documents.enums import SignerKind, State
from sebayu.core.documents.models import Document
from sebayu.core.identity.acting import holder
from sebayu.core.identity.models import Post
from sebayu.core.ledger import Actor, access
from sebayu.core.ledger.errors import Forbidden

SUCCEEDED = "Pejabat penanda tangan berganti sebelum surat ditandatangani"
OTHER_SERVICE = "Layanan tanda tangan berganti sebelum surat ditandatangani"  # "TIDAK SAH" is printed on the page, or is not


def ready(*, by: Actor, case_id: UUID, step: int | None) -> tuple[Case, Document]:
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
        kept = _still_right(case, by)
        document = kept or _draft(case, by)
        if document.state == State.DRAFT:
            document = documents.issue(by=_drafter(case, by), document=document, held=kept is None)
            append(case, EventKind.NUMBERED, by=by, detail={"number": document.number})
        case.save(update_fields=["document_id"])
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
        paper=office.paper(),
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
            above = serving(step["by"], case.area_code, flow.today())
            posts = Post.objects.on(flow.today()).filter(office=above, role=step["by"])
            return posts.order_by("key").values_list("key", flat=True).first() or ""
    return ""


def _still_right(case: Case, by: Actor) -> Document | None:
    """The letter numbered before, unless it can no longer be signed as it is printed: then it makes way for a new one, and its
    number keeps the reason."""
    document = Document.objects.filter(pk=case.document_id).first() if case.document_id else None
    if document is None or document.state != State.NUMBERED:
        return document
    first = document.signers.order_by("position").first()
    if first is None or first.signed_at:
        return document
    reason = OTHER_SERVICE if document.simulator != sheet.is_simulated() else ""
    if first.kind == SignerKind.SIGN and first.account_id != by.account_id:
        now = holder(first.post_key, flow.today())
        reason = SUCCEEDED if now and now.account_id == by.account_id else reason
    if not reason:
        return document
    documents.void(by=_drafter(case, by), document=document, reason=reason)
    return None


def void_letter(*, by: Actor, case: Case, reason: str) -> None:
    """In the caller's transaction, the case locked, before it takes another way than to the signer: what was numbered for it says
    what is no longer so. A letter that is at the signer, or may be signed already, holds the case where it is.

    `by` is the machine: the act itself is recorded with the move that leads here. The row is not waited for: whoever keeps a signature holds the letter first and the case second.
    """
    if case.document_id is None:
        return
    if Document.objects.filter(pk=case.document_id, state=State.VOID).exists():
        case.document_id = None
        return
    free = Document.objects.select_for_update(skip_locked=True).filter(
        pk=case.document_id, state=State.NUMBERED
    )
    document = free.first()
    if document is None:
        raise LetterAtSigner
    documents.void(by=by, document=document, reason=reason)
    case.document_id = None
