"""What keeps the registers: their past, the words names are made of, and imports on their way."""

import uuid
from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sebayu.core.ledger.models import PersonalManager
from sebayu.core.registry import names
from sebayu.core.registry.enums import ImportState


class PastVersion(models.Model):
    """A row as it was before a change. Written by the database itself, append-only; no foreign keys, so it can never block."""

    PRIVACY = {
        "register": "safe", "row_id": "private:hash", "operation": "safe", "at": "safe", "actor": "private:name",
        "reason": "private:blank", "before": "private:blank",
    }  # fmt: skip

    id = models.BigAutoField(primary_key=True)
    register = models.CharField(_("register"), max_length=20)
    row_id = models.UUIDField()
    operation = models.CharField(_("perubahan"), max_length=10)
    at = models.DateTimeField(_("waktu"), db_default=Now())
    actor = models.CharField(_("oleh"), max_length=200)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)
    before = models.JSONField(_("sebelumnya"))

    objects = PersonalManager()

    class Meta:
        verbose_name = verbose_name_plural = _("riwayat register")
        base_manager_name = "objects"
        indexes = [models.Index(fields=["row_id", "-id"], name="past_version_row")]


class NameTokenManager(models.Manager["NameToken"]):
    def remember(self, tokens: Iterable[str]) -> None:
        """Make tokens findable; known ones cost nothing."""
        wanted = set(tokens)
        known = set(self.filter(token__in=wanted).values_list("token", flat=True))
        self.bulk_create(
            [
                NameToken(token=t, key=names.key(t), forms=sorted(names.forms(t)))
                for t in sorted(wanted - known)
            ],
            ignore_conflicts=True,
            batch_size=2000,
        )


class NameToken(models.Model):
    """Every distinct word that occurs in a name: some thousands for a million people, so that slips are looked up here."""

    PRIVACY = {"token": "private:rebuild", "key": "private:rebuild", "forms": "private:rebuild"}

    token = models.CharField(primary_key=True, max_length=names.LONGEST_TOKEN)
    key = models.CharField(max_length=80)
    forms = ArrayField(models.TextField())

    objects = NameTokenManager()

    class Meta:
        verbose_name = verbose_name_plural = _("kata nama")
        indexes = [GinIndex(fields=["forms"], name="name_token_forms", fastupdate=False)]


class ImportRun(models.Model):
    """One extract being taken in: how far it came, so that it goes on where it stopped."""

    PRIVACY = {
        "file_hash": "safe", "mapping": "safe", "accept_errors": "safe", "state": "safe", "cursor": "safe",
        "counts": "safe", "actor": "private:name", "started_at": "safe", "finished_at": "safe",
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_hash = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    accept_errors = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.RUNNING)
    cursor = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    actor = models.CharField(max_length=200)
    started_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("impor")
        constraints = [
            models.UniqueConstraint(
                fields=["file_hash"],
                condition=models.Q(state=ImportState.RUNNING),
                name="one_running_import_per_file",
            ),
        ]
