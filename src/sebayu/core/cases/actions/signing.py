"""From the last approval to a signed letter on the phone.

The document is drafted, numbered and signed by the room of documents; here it is decided whose turn it is and what follows. A
signature and the end of its case are written in one transaction (`and_then`). The call to the signer happens between two
transactions, so that nothing is locked while another machine thinks; what is left hanging is settled by a person.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from sebayu.core.cases import flow
from sebayu.core.cases.actions.letter import ready
from sebayu.core.cases.automatic import seal_code
from sebayu.core.cases.enums import CaseState, EventKind, StepKind
from sebayu.core.cases.history import append, purpose_of
from sebayu.core.cases.models import Case
from sebayu.core.cases.telling import tell_citizen, tell_operator
from sebayu.core.documents import actions as documents
from sebayu.core.documents.enums import State
from sebayu.core.documents.errors import (
    CertificateInvalid,
    DocumentError,
    SignatureHanging,
    SigningUnavailable,
    SignRefused,
)
from sebayu.core.documents.models import Document
from sebayu.core.exchange import actions as exchange
from sebayu.core.ledger import Actor, access
from sebayu.core.ledger.errors import Forbidden, HouseError

REFUSED = {SignRefused.code, CertificateInvalid.code}
MOST_UNSURE = 2
LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class SignResult:
    """What became of one letter: `ok`, or `error` with a sentence for the signer and its `code`; `unknown` waits for a person;
    `untouched` was not tried."""

    case_id: UUID
    number: str
    ok: bool
    unknown: bool = False
    error: str = ""
    code: str = ""
    untouched: bool = False


@sensitive_variables("passphrase", "totp")
def sign(
    *, by: Actor, case_id: UUID, passphrase: str = "", totp: str = "", step: int | None = None
) -> SignResult:
    """Number (once) and sign one letter; never inside a transaction of the caller.

    What the signing service says is a result, not an exception; being in the wrong place (MoveNotAllowed, Forbidden) is one.
    """

    def call(document: Document) -> Document:
        return documents.sign(
            by=by,
            document=document,
            passphrase=passphrase,
            totp=totp,
            and_then=lambda done: _signed(case_id, done, by),
        )

    return _carry_out(by, case_id, step, call)


def sign_many(
    *, by: Actor, case_ids: Iterable[UUID], passphrase: str = "", totp: str = ""
) -> list[SignResult]:
    """One confirmation, many letters: `sign_each` to its end."""
    return list(sign_each(by=by, case_ids=case_ids, passphrase=passphrase, totp=totp))


def sign_each(
    *, by: Actor, case_ids: Iterable[UUID], passphrase: str = "", totp: str = ""
) -> Iterator[SignResult]:
    """Sign one letter after the other and tell of each as it is done; a letter that fails never takes another with it.

    The rest is left untouched where going on would do harm: the very first is refused (the secret is probably wrong, and signing
    services lock a certificate after a few wrong tries), the service is away, or twice running nobody knows what became of a
    letter. Whoever stops listening stops the signing, between two letters.
    """
    stop, unsure, signed_any = False, 0, False
    for case_id in case_ids:
        if stop:
            yield SignResult(case_id, _number(case_id), ok=False, untouched=True)
            continue
        try:
            result = sign(by=by, case_id=case_id, passphrase=passphrase, totp=totp)
        except HouseError as error:
            result = SignResult(case_id, _number(case_id), ok=False, error=str(error), code=error.code)
        signed_any = signed_any or result.ok
        unsure = unsure + 1 if result.unknown else 0
        refused = result.code in REFUSED and not signed_any
        stop = refused or result.code == SigningUnavailable.code or unsure >= MOST_UNSURE
        yield result


def _number(case_id: UUID) -> str:
    return Case.objects.values_list("number", flat=True).filter(pk=case_id).first() or ""


def issue_automatically(*, by: Actor, case_id: UUID) -> SignResult:
    """Seal a letter the system may issue by itself (Law 30/2014 art. 53); `by` is the system."""
    if by.kind != "system":
        raise Forbidden

    def call(document: Document) -> Document:
        return documents.seal(
            by=by, document=document, totp=seal_code(), and_then=lambda done: _signed(case_id, done, by)
        )

    return _carry_out(by, case_id, None, call)


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


def _signed(case_id: UUID, document: Document, by: Actor) -> None:
    """In the transaction that stores the verified signature: on to the next signer, or done and told."""
    case = Case.objects.select_for_update().select_related("evidence").get(pk=case_id)
    if document.state != State.SIGNED:
        append(case, EventKind.APPROVED, by=by)
        flow.advance(case)
        case.save()
        return
    if not case.evidence.frozen_at:
        case.evidence = exchange.freeze(by=by, evidence=case.evidence, purpose=purpose_of(case), held=True)
    append(case, EventKind.ISSUED, by=by, detail={"number": document.number})
    flow.close(case, CaseState.ISSUED)
    case.save(update_fields=flow.CLOSING)
    tell_citizen(case, "case_issued", by=by)


def _carry_out(
    by: Actor, case_id: UUID, step: int | None, call: Callable[[Document], Document]
) -> SignResult:
    """Number the letter, make the call; what does not come about is written into the history, in a transaction of its own."""
    kind = EventKind.ISSUE_FAILED
    try:
        case, document = ready(by=by, case_id=case_id, step=step)
        kind = EventKind.SIGN_FAILED
        call(document)
    except SignatureHanging as error:
        return _failed(by, case_id, EventKind.SIGN_UNKNOWN, error)
    except DocumentError as error:
        return _failed(by, case_id, kind, error)
    return SignResult(case.id, case.number, ok=True)


def _failed(by: Actor, case_id: UUID, kind: EventKind, error: DocumentError) -> SignResult:
    unknown = kind == EventKind.SIGN_UNKNOWN
    with access.writing():
        case = Case.objects.select_for_update().get(pk=case_id)
        if kind == EventKind.ISSUE_FAILED and error.needs_operator:
            tell_operator(case)
        note = "" if unknown else str(error)[:LONGEST_NOTE]
        append(case, kind, by=by, note=note, public=unknown, detail={"error": error.code})
        if case.step_kind == StepKind.AUTOMATIC and not unknown:
            give_up_automatic(by=flow.CLOCK, case=case)
            case.save()
    return SignResult(case.id, case.number, ok=False, unknown=unknown, error=str(error), code=error.code)
