"""The envelope of a letter: keys, states and officials acting in office."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from functools import cached_property
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.documents.enums import ISSUED, Paper, State
from sebayu.core.identity.models import Office


def new_token() -> str:
    """Opaque: 144 random bits in 24 letters that fit a small QR code."""
    return secrets.token_urlsafe(18)


class DocumentQuerySet(models.QuerySet):
    def of_case(self, case_id: uuid.UUID) -> Self:
        return self.filter(case_id=case_id).order_by("created_at")

    def of_person(self, person_id: uuid.UUID) -> Self:
        """Issued letters about one person, or fetched by this person for another, newest first."""
        mine = Q(subject_id=person_id) | Q(requester_id=person_id)
        return self.filter(mine, state__in=ISSUED).order_by("-issued_at")

    def hanging(self, *, older_than: dt.timedelta = dt.timedelta(0)) -> Self:
        """Signatures whose outcome nobody knows: waiting for a person, or left behind by a process that died."""
        late = timezone.now() - older_than
        return self.filter(Q(state=State.UNKNOWN) | Q(state=State.SIGNING, changed_at__lt=late))

    def undelivered(self) -> Self:
        return self.filter(state=State.SIGNED, delivered_at=None).order_by("signed_at")


class Document(models.Model):
    """One letter on its way from draft to signed, and what became of it."""

    PRIVACY = {
        "token": "private: replaced by a new random token",
        "letter_key": "safe",
        "title": "safe",
        "state": "safe",
        "paper": "safe",
        "joint": "safe",
        "office_key": "safe",
        "office_name": "safe",
        "subject_id": "private: follows the scrubbed register",
        "requester_id": "private: follows the scrubbed register",
        "subject_hint": "private: emptied",
        "case_id": "safe",
        "case_number": "safe",
        "number": "safe",
        "issued_at": "safe",
        "valid_until": "safe",
        "signer_name": "private: replaced by an invented name",
        "signer_title": "safe",
        "unsigned_sha256": "safe",
        "sha256": "safe",
        "signed_at": "safe",
        "verified_at": "safe",
        "simulator": "safe",
        "is_simulator": "safe",
        "ended_at": "safe",
        "end_reason": "private: emptied",
        "replaced_by": "safe",
        "delivered_at": "safe",
        "changed_at": "safe",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    letter_key = models.CharField(_("jenis surat"), max_length=60)
    title = models.CharField(_("judul"), max_length=160)
    state = models.CharField(_("keadaan"), max_length=12, choices=State, default=State.DRAFT)
    paper = models.CharField(_("kertas"), max_length=2, choices=Paper, default=Paper.A4)
    # Of many signers, who are seated one by one as they come to sign; see actions/joint.py.
    joint = models.BooleanField(default=False)
    office_key = models.CharField(max_length=80)
    office_name = models.CharField(max_length=160)
    subject_id = models.UUIDField(null=True, blank=True)
    requester_id = models.UUIDField(null=True, blank=True)
    # "S*** W********": enough to see that a paper was given another name, too little to learn one.
    subject_hint = models.CharField(max_length=160, blank=True, default="")
    case_id = models.UUIDField(null=True, blank=True)
    case_number = models.CharField(max_length=60, blank=True, default="")

    number = models.CharField(_("nomor"), max_length=120, blank=True, default="")
    issued_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    signer_name = models.CharField(max_length=160, blank=True, default="")
    signer_title = models.CharField(max_length=200, blank=True, default="")
    unsigned_sha256 = models.CharField(max_length=64, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    signed_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    # Printed as "TIDAK SAH" because a simulator was configured when the page was drawn; and what the certificate then said.
    simulator = models.BooleanField(default=False)
    is_simulator = models.BooleanField(default=False)

    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True, default="")
    replaced_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    delivered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("surat")
        verbose_name_plural = _("surat")
        indexes = [
            models.Index(fields=["case_id"], name="document_by_case"),
            models.Index(fields=["subject_id", "-issued_at"], name="document_by_subject"),
            models.Index(fields=["requester_id", "-issued_at"], name="document_by_requester"),
            models.Index(fields=["office_key", "-created_at"], name="document_by_office"),
            models.Index(
                fields=["changed_at"], name="document_hanging", condition=Q(state__in=["signing", "unknown"])
            ),
            models.Index(
                fields=["signed_at"],
                name="document_undelivered",
                condition=Q(state="signed", delivered_at=None),
            ),
            models.Index(fields=["sha256"], name="document_by_hash", condition=~Q(sha256="")),
            models.Index(
                fields=["unsigned_sha256"], name="document_by_unsigned", condition=~Q(unsigned_sha256="")
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="document_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="draft", number="", issued_at=None)
                | (~Q(state="draft") & ~Q(number="") & Q(issued_at__isnull=False) & ~Q(unsigned_sha256="")),
                name="document_has_a_number_once_issued_and_not_before",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "revoked", "replaced"])
                | (
                    Q(sha256__regex=r"^[0-9a-f]{64}$")
                    & ~Q(signer_name="")
                    & Q(signed_at__isnull=False)
                    & Q(verified_at__isnull=False)
                ),
                name="signed_document_has_hash_signer_and_verification",
            ),
            models.CheckConstraint(
                condition=Q(is_simulator=F("simulator")) | Q(sha256=""),
                name="simulator_signature_only_on_paper_that_says_so",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["void", "revoked", "replaced"])
                | (~Q(end_reason="") & Q(ended_at__isnull=False)),
                name="ended_document_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(state="replaced"),
                name="only_a_replaced_document_names_its_heir",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.letter_key} {self.id}"

    @cached_property
    def seat(self) -> Office:
        """The office it comes from, with those above it: what a letterhead is made of."""
        return Office.objects.select_related("parent__parent__parent").get(key=self.office_key)

    def is_expired(self, on: dt.date | None = None) -> bool:
        """Derived, never stored: a signed letter after its last day."""
        today = on or timezone.localdate()
        return self.state == State.SIGNED and self.valid_until is not None and today > self.valid_until
