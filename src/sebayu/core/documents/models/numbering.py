"""Numbers: counters and every number ever given."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.documents.models.document import Document


class NumberSeries(models.Model):
    """A counter. Its row is locked by the transaction that issues, so it counts exactly what was committed."""

    PRIVACY = {"scope": "safe", "last": "safe"}

    scope = models.CharField(primary_key=True, max_length=200)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("deret nomor")

    def __str__(self) -> str:
        return f"{self.scope}: {self.last}"


class IssuedNumber(models.Model):
    """One number that was given, for ever; a void one keeps its reason."""

    PRIVACY = {
        "series": "safe",
        "n": "safe",
        "text": "safe",
        "document": "safe",
        "taken_at": "safe",
        "void_at": "safe",
        "void_reason": "private: emptied",
    }

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="numbers")
    n = models.PositiveIntegerField()
    text = models.CharField(max_length=120)
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="issued_number"
    )
    taken_at = models.DateTimeField(default=timezone.now)
    void_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "n"], name="number_is_given_once_in_its_series"),
            models.CheckConstraint(condition=Q(n__gte=1), name="number_starts_at_one"),
            models.CheckConstraint(
                condition=Q(void_at=None, void_reason="") | (Q(void_at__isnull=False) & ~Q(void_reason="")),
                name="void_number_keeps_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.text
