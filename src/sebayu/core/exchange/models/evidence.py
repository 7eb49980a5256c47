"""What was gathered for one request."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sebayu.core.exchange.types import Item, SubjectRef
from sebayu.core.ledger.models import PersonalManager


class Evidence(models.Model):
    """The facts gathered for one request. It grows until it is frozen with the decision; then nobody can change it."""

    PRIVACY = {
        "service_key": "safe",
        "service_version": "safe",
        "case_id": "safe",
        "roles": "private:replaced by keys of the scrubbed register",
        "kinds": "safe",
        "own_roots": "safe",
        "needs": "safe",
        "contents": "private:every value replaced by the vocabulary's example",
        "calls": "safe",
        "purpose": "safe",
        "basis": "safe",
        "created_at": "safe",
        "gathered_at": "safe",
        "frozen_at": "safe",
        "digest": "private:emptied",
        "follows": "safe",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service_key = models.CharField(max_length=80, blank=True, default="")
    service_version = models.CharField(max_length=64, blank=True, default="")
    case_id = models.UUIDField(null=True, blank=True)
    roles = models.JSONField(default=dict)
    kinds = models.JSONField(default=dict)  # root of a path -> kind of subject
    own_roots = models.JSONField(
        default=list
    )  # about the requester's own family: the rest stays hidden from her
    needs = models.JSONField(default=list)
    contents = models.JSONField(default=dict)
    calls = models.JSONField(
        default=list
    )  # which source was asked for which elements, how long, with what outcome
    purpose = models.CharField(max_length=300)
    basis = models.CharField(max_length=300)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    gathered_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    objects = PersonalManager()

    class Meta:
        base_manager_name = "objects"  # a foreign key must not go round the guard
        indexes = [
            models.Index(fields=["case_id"], name="evidence_of_case", condition=Q(case_id__isnull=False)),
            models.Index(fields=["created_at"], name="evidence_unused", condition=Q(case_id=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(frozen_at=None, digest="") | (Q(frozen_at__isnull=False) & ~Q(digest="")),
                name="frozen_evidence_has_a_digest",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every needed fact by its path, known or not."""
        return {path: Item.from_json(data) for path, data in self.contents.items()}

    def put(self, path: str, item: Item) -> None:
        """Set one item in memory; actions save it."""
        self.items[path] = item
        self.contents[path] = item.to_json()

    def fact_path(self, path: str) -> str:
        """`deceased.birth_date` in the vocabulary's words: `person.birth_date`."""
        root, _dot, name = path.partition(".")
        return f"{self.kinds.get(root, root)}.{name}"

    def facts(self) -> dict[str, Any]:
        """What rules may use, by path."""
        return {path: item.value for path, item in self.items.items() if item.usable}

    def missing(self) -> list[str]:
        """Needed paths without a usable value (and not void by nature, as a spouse of the unmarried): the questions that remain, for whoever `item.next` names."""
        return [path for path in self.needs if path not in self.items or not self.items[path].settled]

    def conflicts(self) -> list[str]:
        return [path for path, item in self.items.items() if item.status == "conflict"]

    @property
    def complete(self) -> bool:
        """Everything needed is known and no two registers disagree: what an automatic step may rest on."""
        needed = set(self.needs)
        return not self.missing() and not needed.intersection(self.conflicts())

    def ref(self, root: str) -> SubjectRef | None:
        data: Mapping | None = self.roles.get(root)
        return SubjectRef.from_json(data) if data else None

    def content_digest(self) -> str:
        """SHA-256 over what a decision rests on, in canonical form."""
        content = {
            "service": [self.service_key, self.service_version],
            "roles": self.roles,
            "needs": self.needs,
            "contents": self.contents,
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()

    @property
    def is_intact(self) -> bool:
        """Whether frozen evidence still is what was frozen."""
        return bool(self.digest) and self.digest == self.content_digest()
