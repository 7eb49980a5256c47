"""The commitment: its text, its plan of signing, its ceremony. What was printed lies in `core/documents`."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.commitments.enums import CommitmentState, Stage


class CommitmentQuerySet(models.QuerySet):
    def real(self) -> Self:
        """Without rehearsals."""
        return self.filter(rehearsal_of=None)

    def public(self) -> Self:
        """What everybody may read: once it is being signed, never a draft or a rehearsal."""
        return self.real().filter(state__in=[CommitmentState.SIGNING, CommitmentState.CONCLUDED])


class Commitment(models.Model):
    """One Komitmen Bersama. A rehearsal is a copy that points at what it rehearses and never has a document."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=90, unique=True)
    title = models.CharField(_("judul"), max_length=200)
    considerations = models.TextField(_("menimbang"), blank=True, default="")  # one sentence a line
    preamble = models.TextField(_("isi komitmen"))
    place = models.CharField(_("tempat"), max_length=120, blank=True, default="")
    ceremony_at = models.DateTimeField(_("waktu upacara"), null=True, blank=True)
    office_key = models.CharField(max_length=80)
    refusal_blocks = models.BooleanField(_("penolakan menahan yang berikutnya"), default=False)
    state = models.CharField(max_length=12, choices=CommitmentState, default=CommitmentState.DRAFT)
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.QUIET)
    # Counts every change a screen has to show: a screen that knows this number has nothing to fetch.
    version = models.PositiveIntegerField(default=0)
    document_id = models.UUIDField(null=True, blank=True, unique=True)
    number = models.CharField(_("nomor"), max_length=120, blank=True, default="")
    rehearsal_of = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="rehearsals"
    )
    rehearsed_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CommitmentQuerySet.as_manager()

    PRIVACY = dict.fromkeys(
        (
            *(
                "slug",
                "title",
                "considerations",
                "preamble",
                "place",
                "ceremony_at",
                "office_key",
                "refusal_blocks",
            ),
            *(
                "state",
                "stage",
                "version",
                "document_id",
                "number",
                "rehearsal_of",
                "rehearsed_at",
                "issued_at",
            ),
            *("concluded_at", "end_reason"),
        ),
        "safe",
    )

    class Meta:
        ordering = ["-created_at", "id"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="commitment_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "rehearsed"], document_id=None, number="")
                | Q(rehearsal_of__isnull=False, document_id=None, number="")
                | (Q(rehearsal_of=None, document_id__isnull=False) & ~Q(number=""))
                | Q(state="void"),
                name="a_commitment_has_its_number_once_it_is_signed_and_a_rehearsal_never",
            ),
            models.CheckConstraint(
                condition=Q(state="concluded", concluded_at__isnull=False)
                | (~Q(state="concluded") & Q(concluded_at=None)),
                name="a_concluded_commitment_knows_when",
            ),
            models.UniqueConstraint(
                fields=["rehearsal_of"],
                condition=Q(rehearsal_of__isnull=False),
                name="one_rehearsal_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title

    @property
    def is_rehearsal(self) -> bool:
        return self.rehearsal_of_id is not None

    @property
    def is_draft(self) -> bool:
        return self.state in {CommitmentState.DRAFT, CommitmentState.REHEARSED} and not self.is_rehearsal

    @property
    def reasons(self) -> list[str]:
        return [line.strip() for line in self.considerations.splitlines() if line.strip()]
