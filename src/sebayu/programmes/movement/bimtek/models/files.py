"""Uploaded files, kept in the database like letters: one backup, one place."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class StoredFile(models.Model):
    PRIVACY = {
        "name": "private: replaced by a number",
        "media_type": "safe",
        "size": "safe",
        "sha256": "private: emptied",
        "by_name": "private: replaced by an invented name",
        "at": "safe",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class FileBytes(models.Model):
    """Apart from its envelope, so that lists never carry it."""

    PRIVACY = {"file": "safe", "content": "private: emptied"}

    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, primary_key=True, related_name="bytes")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.pk)
