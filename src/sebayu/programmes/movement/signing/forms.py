"""What a guest types. Nothing typed is lost on an error."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class GuestForm(forms.Form):
    """A guest's confirmation: the code from the message, and that he has read what he signs."""

    code = forms.CharField(
        label=_("Kode 6 angka dari pesan terakhir"), max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "class": "short"}),
    )  # fmt: skip
    agrees = forms.BooleanField(
        label=_("Saya sudah membaca komitmen ini dan menandatanganinya."), required=False
    )
    reason = forms.CharField(
        label=_("Alasan, bila tidak bersedia"),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )
