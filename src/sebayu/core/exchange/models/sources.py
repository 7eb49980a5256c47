"""How each source is reached, and the agreements under which."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sebayu.core.exchange.enums import Method, SourceMode


class SourceConfig(models.Model):
    """What this region has with one source today. No row means: not connected, an officer looks it up."""

    PRIVACY = {
        "source": "safe",
        "mode": "safe",
        "base_url": "safe",
        "credentials_ref": "safe",
        "owner_office_key": "safe",
        "compare": "safe",
        "threshold": "safe",
        "max_age_days": "safe",
        "timeout_ms": "safe",
        "options": "safe",
        "changed_at": "safe",
    }

    source = models.CharField(_("sumber"), max_length=40, primary_key=True)
    mode = models.CharField(_("cara"), max_length=10, choices=SourceMode, default=SourceMode.MANUAL)
    base_url = models.CharField(_("alamat"), max_length=300, blank=True, default="")
    # Where the secret is, never the secret: env:NAME or file:/path, holding one token or a JSON object.
    credentials_ref = models.CharField(_("tempat kredensial"), max_length=300, blank=True, default="")
    # Who answers when a citizen says that this register is wrong.
    owner_office_key = models.CharField(_("kantor pemilik data"), max_length=80, blank=True, default="")
    compare = models.BooleanField(_("bandingkan dengan sumber lain"), default=False)
    threshold = models.PositiveSmallIntegerField(_("ambang kemiripan"), default=100)
    max_age_days = models.PositiveIntegerField(_("umur data paling lama (hari)"), null=True, blank=True)
    timeout_ms = models.PositiveIntegerField(_("batas waktu (ms)"), default=3000)
    options = models.JSONField(_("pilihan lain"), default=dict, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=SourceMode.values), name="a_source_has_a_known_mode"),
            models.CheckConstraint(
                condition=Q(credentials_ref="")
                | Q(credentials_ref__regex=r"^(env:[A-Z][A-Z0-9_]*|file:/.+)$"),
                name="credentials_are_referred_to_never_stored",
            ),
            models.CheckConstraint(
                condition=Q(base_url="") | Q(base_url__regex=r"^https?://[^/@\s]+(/\S*)?$"),
                name="a_source_address_is_http_without_secrets",
            ),
            models.CheckConstraint(condition=Q(threshold__lte=100), name="a_threshold_is_a_percentage"),
            models.CheckConstraint(
                condition=Q(timeout_ms__gte=50, timeout_ms__lte=30000), name="a_timeout_is_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} ({self.mode})"


class AgreementQuerySet(models.QuerySet):
    def on(self, day: dt.date) -> AgreementQuerySet:
        """In force on that day, both ends included."""
        return self.filter(valid_from__lte=day, valid_until__gte=day).filter(
            Q(ended_on=None) | Q(ended_on__gt=day)
        )


class Agreement(models.Model):
    """A perjanjian kerja sama (PKS) with the owner of a register; the gateway obeys it element by element, day by day."""

    PRIVACY = {
        "source": "safe",
        "number": "safe",
        "user_office_key": "safe",
        "user_office": "safe",
        "purpose": "safe",
        "basis": "safe",
        "method": "safe",
        "return_data": "safe",
        "offices": "safe",
        "services": "safe",
        "valid_from": "safe",
        "valid_until": "safe",
        "ended_on": "safe",
        "ended_because": "safe",
        "recorded_at": "safe",
        "recorded_by": "private:name",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.CharField(_("sumber"), max_length=40)
    number = models.CharField(_("nomor perjanjian"), max_length=120)
    user_office_key = models.CharField(max_length=80)
    user_office = models.CharField(_("pengguna"), max_length=160)
    purpose = models.CharField(_("tujuan"), max_length=300)
    basis = models.CharField(_("dasar hukum"), max_length=300)
    method = models.CharField(_("metode akses"), max_length=10, choices=Method)
    return_data = models.CharField(_("data balikan"), max_length=500, blank=True, default="")
    # Which offices and services may use it; empty: all of the user's.
    offices = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    services = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    valid_from = models.DateField(_("berlaku sejak"))
    valid_until = models.DateField(_("berlaku sampai"))
    ended_on = models.DateField(_("diakhiri"), null=True, blank=True)
    ended_because = models.CharField(_("alasan diakhiri"), max_length=300, blank=True, default="")
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.CharField(max_length=200)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="an_agreement_is_recorded_once"),
            models.CheckConstraint(
                condition=Q(method__in=Method.values), name="an_agreement_has_a_known_method"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="an_agreement_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(purpose="") & ~Q(basis="") & ~Q(number=""),
                name="an_agreement_names_number_purpose_and_basis",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | ~Q(ended_because=""), name="an_early_end_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.number}"


class AgreementElement(models.Model):
    """One element the owner lets us have: our path, and the owner's own name for it as the paper says."""

    PRIVACY = {"agreement": "safe", "path": "safe", "element": "safe"}

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="elements")
    path = models.CharField(max_length=120)
    element = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "path"], name="an_element_stands_once_in_an_agreement"
            )
        ]

    def __str__(self) -> str:
        return self.path
