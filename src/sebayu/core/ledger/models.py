"""Entries, the chain that seals them, and the guard that makes silent reads impossible."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.db import models
from django.db.models.functions import Now
from django.db.models.query import QuerySet
from django.utils.translation import gettext_lazy as _

from sebayu.core.ledger.errors import SilentRead

_opened: ContextVar[int] = ContextVar("ledger_opened", default=0)


class EntryQuerySet(models.QuerySet):
    def about(self, person_id: UUID) -> Self:
        """Everything read or done about one person, newest first."""
        return self.filter(subjects__contains=[person_id]).order_by("-id")

    def of_case(self, case_id: UUID) -> Self:
        return self.filter(case_id=case_id).order_by("id")


class LedgerEntry(models.Model):
    """One read or act. Holds names of facts, never their values."""

    PRIVACY = {
        "at": "safe",
        "txid": "safe",
        "act": "safe",
        "actor_kind": "safe",
        "account_id": "private:hash",
        "actor_name": "private:name",
        "post": "safe",
        "office_key": "safe",
        "office": "safe",
        "acting_for": "private:hash",
        "purpose": "safe",
        "basis": "safe",
        "service": "safe",
        "case_id": "safe",
        "case_number": "safe",
        "subjects": "private:hash",
        "facts": "safe",
        "detail": "safe",
    }

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(_("waktu"), db_default=Now())
    txid = models.BigIntegerField(editable=False)
    act = models.CharField(_("perbuatan"), max_length=60)
    actor_kind = models.CharField(max_length=10)
    account_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)
    office_key = models.CharField(max_length=80, blank=True)
    office = models.CharField(max_length=200, blank=True)
    acting_for = models.UUIDField(null=True)
    purpose = models.CharField(max_length=300)
    basis = models.CharField(max_length=300)
    service = models.CharField(max_length=80, blank=True)
    case_id = models.UUIDField(null=True)
    case_number = models.CharField(max_length=60, blank=True)
    subjects = ArrayField(models.UUIDField(), default=list)
    facts = ArrayField(models.CharField(max_length=120), default=list)
    detail = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("catatan")
        verbose_name_plural = _("buku catatan")
        indexes = [
            GinIndex(fields=["subjects"], name="ledger_subjects", fastupdate=True),
            models.Index(fields=["case_id"], name="ledger_case", condition=models.Q(case_id__isnull=False)),
            BrinIndex(fields=["at"], name="ledger_at"),  # appended in the order of time
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(purpose="") & ~models.Q(basis=""), name="an_entry_names_purpose_and_basis"
            ),
        ]


class LedgerLink(models.Model):
    """The chain: position, digest of one entry, and the chained hash up to here. Append-only as well."""

    PRIVACY = {
        "position": "safe",
        "entry_id": "safe",
        "entry_hash": "safe",
        "chain_hash": "safe",
        "sealed_at": "safe",
    }

    position = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    entry_hash = models.BinaryField()
    chain_hash = models.BinaryField()
    sealed_at = models.DateTimeField(db_default=Now())


@contextmanager
def opened() -> Iterator[None]:
    """Open the personal tables for the block. Only `reading` and `writing` of this room call it."""
    token = _opened.set(_opened.get() + 1)
    try:
        yield
    finally:
        _opened.reset(token)


def is_open() -> bool:
    return _opened.get() > 0


class PersonalQuerySet(QuerySet):
    """Rows about persons: evaluating them outside `ledger.reading` or `ledger.writing` raises SilentRead."""

    def _guard(self) -> None:
        if not is_open():
            raise SilentRead(
                f"{self.model.__name__} was read without a ledger entry; use ledger.access.reading(...)"
            )

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._guard()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator:
        self._guard()
        return super().iterator(*args, **kwargs)

    def aggregate(self, *args: Any, **kwargs: Any) -> dict:
        self._guard()
        return super().aggregate(*args, **kwargs)


class PersonalManager(models.Manager.from_queryset(PersonalQuerySet)):  # type: ignore[misc]
    """Default manager of models with persons' facts. Counting and existence checks reveal no fact and stay allowed."""

    use_in_migrations = False
