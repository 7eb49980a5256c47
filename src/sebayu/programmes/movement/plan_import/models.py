"""What is kept of a file while somebody looks at what it would do."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from sebayu.programmes.movement.plan.models import Plan


class PlanUpload(models.Model):
    """A file that was looked at and not yet taken in: kept until it is, or until the next one of the same edition."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    mapping = models.JSONField(default=dict)
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=timezone.now)

    PRIVACY = {
        "plan": "safe",
        "name": "private:text",
        "content": "private:drop",
        "mapping": "safe",
        "by_id": "private:hash",
        "at": "safe",
    }

    class Meta:
        db_table = "movement_plan_planupload"  # it lay there before the import was a part of its own

    def __str__(self) -> str:
        return self.name
