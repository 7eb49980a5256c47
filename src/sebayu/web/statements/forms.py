"""What the head of an office types: which period, which number, and where it can be looked up."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.indicators import periods, words
from sebayu.core.indicators.declare import Frequency, Indicator
from sebayu.web.room.forms import NumberField, unit_word

OFFERED = {
    Frequency.YEAR: 6,
    Frequency.QUARTER: 8,
    Frequency.MONTH: 14,
    Frequency.WEEK: 10,
    Frequency.DAY: 31,
}


class StatementForm(forms.Form):
    """A number from outside, with its evidence. It counts only once it is signed."""

    period = forms.ChoiceField(label=_("Periode"))
    evidence = forms.CharField(
        label=_("Bukti"),
        max_length=500,
        help_text=_("Laporan, nomor surat, atau alamat data tempat angka ini dapat diperiksa. Bukti ini dibuka kepada umum."),
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip

    def __init__(self, indicator: Indicator, data: Any = None) -> None:
        super().__init__(data)
        unit = unit_word(indicator.unit)
        label = f"{_('Angka')} ({unit})" if unit else _("Angka")
        self.fields["value"] = NumberField(
            indicator, label=label, help_text=_("Tulis seperti di buktinya, misalnya 5,82.")
        )
        self.fields["period"].choices = offered(indicator)  # type: ignore[attr-defined]
        self.fields["period"].initial = self.fields["period"].choices[1][0]  # the last one that is over
        self.order_fields(["period", "value", "evidence"])

    def clean_period(self) -> dt.date:
        return dt.date.fromisoformat(self.cleaned_data["period"])


def offered(indicator: Indicator) -> list[tuple[str, str]]:
    """The last periods that have begun, newest first; the one under way says so."""
    today = timezone.localdate()
    begin = periods.start(indicator.frequency, today)
    found = []
    for _n in range(OFFERED[indicator.frequency]):
        label = words.period(indicator.frequency, begin)
        if periods.end(indicator.frequency, begin) >= today:
            label = str(_("%(period)s (masih berjalan)") % {"period": label})
        found.append((begin.isoformat(), label))
        begin = periods.before(indicator.frequency, begin)
    return found
