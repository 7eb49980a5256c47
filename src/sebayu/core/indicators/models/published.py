"""What was made public, as it was: one archive for every publication. Public pages show these numbers and no others."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class Publication(models.Model):
    """One ZIP of open data, by whoever recomputes it to be held against the pages of that day."""

    PRIVACY = dict.fromkeys(
        ("made_at", "archive", "sha256", "size", "cells", "numbers", "suppressed"), "safe"
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    archive = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    cells = models.PositiveIntegerField()
    numbers = models.PositiveIntegerField()
    suppressed = models.PositiveIntegerField()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["-made_at", "-id"], name="publication_newest")]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M} {self.sha256[:12]}"
