"""What people decide about a number, as they type it: a target, a starting point. The number itself has no field anywhere."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.indicators import words
from sebayu.core.indicators.declare import Direction, Indicator, Unit
from sebayu.core.indicators.errors import NotANumber

EARLIEST, YEARS_AHEAD = 2000, 30
LONGEST_BASIS = 300
FULL = {Unit.PERCENT, Unit.SCORE}  # units that end at a hundred


class NumberField(forms.CharField):
    """A number as it is written here, 1.250 or 12,5, checked against what its unit can be."""

    def __init__(self, indicator: Indicator, **more: Any) -> None:
        self.indicator = indicator
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "short"}
        super().__init__(max_length=30, widget=forms.TextInput(attrs), **more)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            number = words.number_of(text)
        except NotANumber as error:
            raise forms.ValidationError(str(error)) from None
        if number < 0:
            raise forms.ValidationError(_("Angka ini tidak dapat kurang dari nol."))
        if self.indicator.unit in FULL and number > 100:
            raise forms.ValidationError(_("Angka ini paling besar 100."))
        return number


class DecisionForm(forms.Form):
    """Base of target and starting point: for whom and when it holds, and what it rests on."""

    scope = forms.CharField(max_length=100, widget=forms.HiddenInput)
    year = forms.IntegerField(
        label=_("Tahun"),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
    )
    basis = forms.CharField(
        label=_("Dasar keputusan"),
        max_length=LONGEST_BASIS,
        help_text=_("Dokumen, nomor, dan tanggalnya, misalnya RPJMD atau keputusan kepala daerah."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, indicator: Indicator, scope: str, data: Any = None, **more: Any) -> None:
        super().__init__(data, initial={"scope": scope, "year": timezone.localdate().year}, **more)
        self.indicator = indicator

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if not EARLIEST <= year <= timezone.localdate().year + YEARS_AHEAD:
            raise forms.ValidationError(_("Isi tahun empat angka, misalnya 2027."))
        return year

    def labelled(self, text: Any) -> str:
        return f"{text} ({unit})" if (unit := unit_word(self.indicator.unit)) else str(text)


class TargetForm(DecisionForm):
    """What is wanted by the end of a year."""

    def __init__(self, indicator: Indicator, scope: str, data: Any = None) -> None:
        super().__init__(indicator, scope, data, auto_id="target_%s")
        self.fields["value"] = NumberField(indicator, label=self.labelled(_("Target")))
        if indicator.direction == Direction.HOLD:
            self.fields["band"] = NumberField(
                indicator,
                label=self.labelled(_("Boleh menyimpang")),
                required=False,
                help_text=_("Sejauh ini ke atas atau ke bawah masih dianggap tercapai."),
            )
        self.order_fields(["scope", "year", "value", "band", "basis"])


class BaselineForm(DecisionForm):
    """Where the counting starts; without a value it is the number computed for that year."""

    def __init__(self, indicator: Indicator, scope: str, data: Any = None) -> None:
        super().__init__(indicator, scope, data, auto_id="baseline_%s")
        computed = indicator.is_computed
        self.fields["value"] = NumberField(
            indicator,
            label=self.labelled(_("Nilai awal")),
            required=not computed,
            help_text=_("Kosongkan untuk memakai angka yang dihitung sistem bagi tahun itu.")
            if computed
            else "",
        )
        self.order_fields(["scope", "year", "value", "basis"])


def unit_word(unit: str) -> str:
    """The unit as it stands behind a label: %, hari, Rp."""
    if unit == Unit.RUPIAH:
        return "Rp"
    return words.text(0, unit).lstrip("0").strip() if unit != Unit.SCORE else str(_("dari 100"))
