"""What is kept of a ceremony beside the commitment itself: the paper that was signed by hand."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from sebayu.programmes.movement.commitments.models import Commitment


class PaperScan(models.Model):
    """A scan of the paper that was signed by hand when the network or the signer failed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="scans")
    content = models.BinaryField()
    mime = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    PRIVACY = {
        "commitment": "safe",
        "content": "private: replaced by a blank page",
        "mime": "safe",
        "sha256": "safe",
        "size": "safe",
        "by_name": "private: replaced by an invented name",
        "at": "safe",
    }

    class Meta:
        db_table = "movement_commitments_paperscan"  # it lay there before the ceremony was a part of its own
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.mime}"
