"""What people type in an evaluation: words, scores with their evidence, dates. Never a computed value. Nothing is lost on an error."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.identity.enums import Role
from sebayu.core.identity.models import Account, Mandate
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, WeightSet

LONGEST = 4000
DATE = {"widget": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}


def area(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea({"rows": rows}), **more)


class OpenForm(forms.Form):
    year = forms.IntegerField(label=_("Tahun"), min_value=2017, max_value=2100)
    round = forms.IntegerField(label=_("Putaran"), min_value=1, max_value=4, initial=1)
    period_from = forms.DateField(label=_("Masa yang dinilai, dari"), **DATE)
    period_until = forms.DateField(label=_("Sampai"), **DATE)
    weight_set = forms.ModelChoiceField(label=_("Bobot"), queryset=WeightSet.objects.all(), empty_label=None)
    copy_from = forms.ModelChoiceField(
        label=_("Butir dari evaluasi"),
        queryset=EvaluationEdition.objects.all(),
        required=False,
        empty_label=_("Butir awal (contoh)"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            data.get("period_from")
            and data.get("period_until")
            and data["period_until"] < data["period_from"]
        ):
            self.add_error("period_until", _("Hari terakhir harus sama dengan atau sesudah hari pertama."))
        return data


class WeightForm(forms.Form):
    """Five weights; a part left empty is unknown, never nought."""

    key = forms.SlugField(
        label=_("Kunci"), max_length=60, help_text=_("Huruf kecil dan garis bawah, misalnya: kota_2026")
    )
    title = forms.CharField(label=_("Nama"), max_length=160)
    source = forms.CharField(label=_("Sumber"), max_length=300, help_text=_("Di mana bobot ini diumumkan?"))

    def __init__(self, parts: dict[str, str], data: Any = None) -> None:
        super().__init__(data)
        self.parts = list(parts)
        for key, title in parts.items():
            self.fields[f"w_{key}"] = forms.DecimalField(
                label=title,
                required=False,
                max_digits=6,
                decimal_places=2,
                localize=True,
                widget=forms.TextInput({"inputmode": "decimal", "class": "short"}),
            )

    @property
    def weights(self) -> dict[str, Any]:
        return {key: self.cleaned_data[f"w_{key}"] for key in self.parts}


class WordsForm(forms.Form):
    text = area(_("Uraian dengan kata sendiri"))


class AttachForm(forms.Form):
    title = forms.CharField(label=_("Bukti"), max_length=200)
    ref = forms.CharField(label=_("Nomor, atau alamat halaman"), max_length=300)


class ScoreForm(forms.Form):
    value = forms.CharField(
        label=_("Nilai, 0 sampai 100"),
        max_length=6,
        widget=forms.TextInput({"inputmode": "decimal", "class": "short", "autocomplete": "off"}),
    )
    evidence = area(_("Bukti yang dilihat dan alasannya"), 3)


class RequestForm(forms.Form):
    text = area(_("Bukti apa yang diminta?"), 2)
    due_on = forms.DateField(label=_("Paling lambat"), **DATE)

    def clean_due_on(self) -> dt.date:
        return not_past(self.cleaned_data["due_on"])


class AnswerForm(forms.Form):
    answer = area(_("Jawaban"), 2)


class InterviewForm(forms.Form):
    with_whom = forms.CharField(label=_("Dengan siapa (jabatan atau lembaga)"), max_length=200)
    held_on = forms.DateField(label=_("Tanggal"), **DATE)
    notes = area(_("Catatan"))


class AssignForm(forms.Form):
    account_id = forms.ChoiceField(label=_("Penilai"))
    organisation = forms.CharField(label=_("Asal"), max_length=200)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        today = timezone.localdate()
        held = Mandate.objects.on(today).filter(post__role=Role.ASSESSOR).values("account_id")
        found = Account.objects.filter(id__in=held, is_active=True).order_by("name")
        self.fields["account_id"].choices = [(str(a.id), a.name) for a in found]


class ItemForm(forms.Form):
    code = forms.CharField(label=_("Kode"), max_length=20)
    text = forms.CharField(label=_("Butir"), max_length=300)


def not_past(day: dt.date) -> dt.date:
    if day < timezone.localdate():
        raise forms.ValidationError(_("Tanggal ini sudah lewat."))
    return day


FORMS_OF_ITEM: dict[str, type[forms.Form]] = {
    "words": WordsForm,
    "attach": AttachForm,
    "score": ScoreForm,
    "request": RequestForm,
}
