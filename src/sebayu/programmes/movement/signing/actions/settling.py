"""A signature whose outcome nobody knew: settled by a person, and brought to the seats by the machine."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from sebayu.core.documents import actions as documents
from sebayu.core.documents.enums import SignerKind, State
from sebayu.core.documents.models import Document
from sebayu.core.identity import perms as identity
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.commitments.enums import CommitmentState, How, SeatMark
from sebayu.programmes.movement.commitments.errors import NotSigning
from sebayu.programmes.movement.commitments.models import Commitment
from sebayu.programmes.movement.commitments.moves import reasoned, seats_of
from sebayu.programmes.movement.signing.actions.signing import keep
from sebayu.programmes.movement.signing.perms import for_region
from sebayu.programmes.movement.structure.perms import WRITE


def settle(*, by: Actor, commitment_id: UUID, how: str, reason: str, pdf: bytes | None = None) -> Commitment:
    """A signature whose outcome nobody knows: found at the signing service, or certainly not there. Voiding is another act."""
    commitment = _signing_for(by, commitment_id)
    document = Document.objects.get(id=commitment.document_id)
    acting = for_region(by, commitment.office_key)
    documents.reconcile(by=acting, document=document, how=how, reason=reasoned(reason), pdf=pdf)
    catch_up(by=by, commitment=commitment)
    return commitment


def _signing_for(by: Actor, commitment_id: UUID) -> Commitment:
    identity.required(by, WRITE)
    commitment = Commitment.objects.get(id=commitment_id)
    if commitment.state != CommitmentState.SIGNING:
        raise NotSigning
    return commitment


@transaction.atomic
def catch_up(*, by: Actor, commitment: Commitment) -> int:
    """Signatures the document has and the seats do not know of: those a person found after a time-out."""
    if commitment.document_id is None:
        return 0
    document = Document.objects.get(id=commitment.document_id)
    if document.state not in {State.NUMBERED, State.SIGNED}:
        return 0
    known = {str(seat.id): seat for seat in seats_of(commitment) if seat.mark != SeatMark.SIGNED}
    missed = [s for s in document.signers.exclude(signed_at=None) if s.ref in known]
    for signer in missed:
        how = How.LINK if signer.kind == SignerKind.SEAL else How.CERTIFICATE
        title = f"{signer.acting_note} {signer.title}".strip()
        keep(
            by,
            known[signer.ref],
            name=signer.name,
            title=title,
            how=how,
            document=document,
            account=signer.account_id,
        )
    return len(missed)
