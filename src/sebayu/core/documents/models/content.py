"""What a letter says about people: opens only inside `ledger.access.reading` or `writing`."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sebayu.core.documents.models.document import Document
from sebayu.core.ledger.models import PersonalManager


class DocumentContent(models.Model):
    """What the letter says: the frozen context from which it was printed."""

    PRIVACY = {"document": "safe", "context": "private: emptied"}

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, primary_key=True, related_name="content"
    )
    context = models.JSONField()

    objects = PersonalManager()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return str(self.document_id)


class DocumentFile(models.Model):
    """The bytes: position 0 as issued, then once after each signature. Never edited, never deleted."""

    PRIVACY = {
        "document": "safe",
        "position": "safe",
        "content": "private: replaced by a blank page",
        "sha256": "safe",
        "size": "safe",
        "at": "safe",
    }

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="files")
    position = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    objects = PersonalManager()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["document", "position"], name="document_has_one_file_per_signature"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.position}"
