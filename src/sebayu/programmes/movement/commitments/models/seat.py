"""Who signs in which capacity and order, what they promise, and the history of each seat."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.commitments.enums import Capacity, EventKind, How, SeatMark
from sebayu.programmes.movement.commitments.models.commitment import Commitment
from sebayu.programmes.movement.commitments.order import Mark


class Seat(models.Model):
    """One signatory. A seat of a post belongs to whoever holds it; a guest's seat to one person at one contact.

    `name` and `title` are what stands on the paper; `signed_name`, `signed_title` who really signed. The post keeps the promise.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="seats")
    group = models.PositiveSmallIntegerField(_("urutan kelompok"))
    position = models.PositiveSmallIntegerField(_("urutan cetak"))
    capacity = models.CharField(_("kapasitas"), max_length=20, choices=Capacity)
    post_key = models.CharField(max_length=100, blank=True, default="", db_index=True)
    name = models.CharField(_("nama"), max_length=160)
    title = models.CharField(_("jabatan"), max_length=200)
    organisation = models.CharField(_("organisasi"), max_length=160, blank=True, default="")
    email = models.EmailField(_("surel"), blank=True, default="")
    phone = models.CharField(_("nomor ponsel"), max_length=20, blank=True, default="")
    mark = models.CharField(max_length=8, choices=SeatMark, default=SeatMark.OPEN)
    how = models.CharField(max_length=12, choices=How, blank=True, default="")
    marked_at = models.DateTimeField(null=True, blank=True)
    signed_name = models.CharField(max_length=160, blank=True, default="")
    signed_title = models.CharField(max_length=200, blank=True, default="")
    signed_account = models.UUIDField(null=True, blank=True)
    is_simulator = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True, default="")
    called_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    PRIVACY = {
        "commitment": "safe",
        "group": "safe",
        "position": "safe",
        "capacity": "safe",
        "post_key": "safe",
        "name": "private: replaced by an invented name",
        "title": "safe",
        "organisation": "safe",
        "email": "private: emptied",
        "phone": "private: emptied",
        "mark": "safe",
        "how": "safe",
        "marked_at": "safe",
        "signed_name": "private: replaced by an invented name",
        "signed_title": "safe",
        "signed_account": "private: follows the scrubbed accounts",
        "is_simulator": "safe",
        "note": "private: emptied",
        "called_at": "safe",
        "reminded_on": "safe",
    }

    class Meta:
        ordering = ["commitment", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "position"],
                name="seat_has_its_own_place_on_the_paper",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(mark__in=[str(m) for m in Mark]), name="seat_mark_is_known"),
            models.CheckConstraint(
                condition=~Q(mark__in=["signed", "paper"])
                | (Q(marked_at__isnull=False) & ~Q(how="") & ~Q(signed_name="")),
                name="signed_seat_says_who_when_and_how",
            ),
            models.CheckConstraint(
                condition=~Q(mark__in=["refused", "skipped", "vacant"]) | ~Q(note=""),
                name="seat_without_signature_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.title}"

    @property
    def is_guest(self) -> bool:
        """Without a post: signs by a one-time link."""
        return not self.post_key

    @property
    def is_done(self) -> bool:
        return self.mark in {SeatMark.SIGNED, SeatMark.PAPER}

    @property
    def is_substituted(self) -> bool:
        """Somebody else signed than the paper names."""
        return bool(self.signed_name) and (self.signed_name, self.signed_title) != (self.name, self.title)


class Undertaking(models.Model):
    """A promise of one seat: what, by when, and what will prove it. Its state is computed, never stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="undertakings")
    order = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(_("janji"), max_length=300)
    due_on = models.DateField(_("tenggat"), db_index=True)
    indicator_key = models.CharField(_("indikator"), max_length=80, blank=True, default="")
    scope = models.CharField(max_length=100, default="region")
    target = models.DecimalField(_("target"), max_digits=16, decimal_places=3, null=True, blank=True)
    # Where the number stood when it was promised, as the paper says; empty: what was computed on that day.
    baseline = models.DecimalField(_("titik awal"), max_digits=16, decimal_places=3, null=True, blank=True)
    initiative = models.ForeignKey(
        "movement_plan.Initiative", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    PRIVACY = dict.fromkeys(
        ("seat", "order", "text", "due_on", "indicator_key", "scope", "target", "baseline", "initiative"),
        "safe",
    )

    class Meta:
        ordering = ["seat", "order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(indicator_key="", target=None) | (~Q(indicator_key="") & Q(target__isnull=False)),
                name="an_indicator_comes_with_its_target",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class SeatEvent(models.Model):
    """What happened at a seat, appended; the database refuses to edit it."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind)
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=200)
    by_post = models.CharField(max_length=200, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")

    PRIVACY = {
        "seat": "safe",
        "kind": "safe",
        "at": "safe",
        "by_name": "private: replaced by an invented name",
        "by_post": "safe",
        "note": "private: emptied",
    }

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.kind}"
