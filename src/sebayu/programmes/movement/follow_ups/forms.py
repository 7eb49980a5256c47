"""What is typed about a follow-up. Nothing is lost on an error."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.identity.models import Office
from sebayu.programmes.movement.evaluation.forms import DATE, area, not_past


class RecommendForm(forms.Form):
    text = area(_("Rekomendasi"), 3)
    office = forms.ModelChoiceField(label=_("Kantor penanggung jawab"), queryset=Office.objects.none())
    due_on = forms.DateField(label=_("Paling lambat"), **DATE)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["office"].queryset = (
            Office.objects.on(timezone.localdate())
            .filter(kind__in=["opd", "kecamatan", "kelurahan", "desa", "kota", "kabupaten"])
            .order_by("kind", "name")
        )
        self.fields["office"].label_from_instance = lambda office: office.name

    def clean_due_on(self) -> dt.date:
        return not_past(self.cleaned_data["due_on"])


class MoveForm(forms.Form):
    text = area(_("Yang dikerjakan, atau yang masih kurang"), 3, required=False)
