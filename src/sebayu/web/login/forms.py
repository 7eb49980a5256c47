"""The few things typed to come in."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from sebayu.core.identity.enums import IdShown
from sebayu.core.identity.errors import BadNik
from sebayu.core.identity.keys import clean_nik


class NikForm(forms.Form):
    nik = forms.CharField(
        label=_("NIK"),
        max_length=24,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false", "size_class": "num"}
        ),
    )

    def clean_nik(self) -> str:
        try:
            return clean_nik(self.cleaned_data["nik"])
        except BadNik as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Kode 6 angka"),
        max_length=12,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "autofocus": True,
                "size_class": "num",
            }
        ),
    )


class CounterForm(NikForm):
    """What the counter notes before anything is done for somebody."""

    id_shown = forms.ChoiceField(
        label=_("Bukti diri yang diperlihatkan"), choices=IdShown.choices, widget=forms.RadioSelect
    )


class AssistForm(CounterForm):
    reason = forms.CharField(
        label=_("Mengapa warga didampingi?"),
        max_length=240,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["nik", "id_shown", "reason"]


class EnrolForm(CounterForm):
    phone = forms.CharField(label=_("Nomor ponsel"), max_length=24, required=False)
    email = forms.EmailField(label=_("Alamat surel"), required=False)
    field_order = ["nik", "id_shown", "phone", "email"]


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey that suffices by itself, unless its owner wants otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nama kunci")
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].label = _("Kunci ini cukup untuk masuk, tanpa kata sandi")
        self.fields["passwordless"].help_text = ""
