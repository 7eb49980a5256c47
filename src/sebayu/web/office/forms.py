"""What an administrator types. Nothing typed is lost on an error."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.identity.contact import clean_phone
from sebayu.core.identity.enums import MandateKind
from sebayu.core.identity.errors import BadContact, BadNik
from sebayu.core.identity.keys import clean_nik
from sebayu.core.identity.lists import Chair


def text_field(
    label: Any, longest: int, *, hint: Any = "", required: bool = True, **attrs: str
) -> forms.CharField:
    widget = forms.TextInput({"autocomplete": "off", **attrs})
    return forms.CharField(label=label, max_length=longest, required=required, help_text=hint, widget=widget)


def day_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput({"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )


class AccountForm(forms.Form):
    """A new officer. The e-mail is where the invitation goes, and the name to log in by."""

    name = text_field(_("Nama lengkap dengan gelar"), 120)
    email = forms.EmailField(
        label=_("Surel dinas"),
        help_text=_("Undangan dikirim ke sini; surel ini juga dipakai untuk masuk."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    phone = text_field(_("Nomor ponsel"), 24, required=False, inputmode="tel")
    nip = text_field(_("NIP"), 18, required=False, hint=_("18 angka, bila ada."), inputmode="numeric")
    rank = text_field(_("Pangkat/golongan"), 60, required=False)
    signer_nik = text_field(
        _("NIK penanda tangan"),
        24,
        required=False,
        inputmode="numeric",
        hint=_("Hanya untuk yang menandatangani surat: BSrE mengenalnya dengan NIK."),
    )

    def clean_phone(self) -> str:
        try:
            return clean_phone(self.cleaned_data["phone"])
        except BadContact:
            raise forms.ValidationError(_("Nomor ponsel diawali 08 atau +62, 10 sampai 13 angka.")) from None

    def clean_nip(self) -> str:
        nip = "".join(self.cleaned_data["nip"].split())
        if nip and not (nip.isascii() and nip.isdigit() and len(nip) == 18):
            raise forms.ValidationError(_("NIP terdiri dari 18 angka. Kosongkan bila tidak ada."))
        return nip

    def clean_signer_nik(self) -> str:
        nik = self.cleaned_data["signer_nik"]
        try:
            return clean_nik(nik) if nik else ""
        except BadNik:
            raise forms.ValidationError(_("NIK harus 16 angka.")) from None


class AssignForm(forms.Form):
    """A post of one office, in which quality, from when to when, on which decree."""

    post = forms.ChoiceField(label=_("Jabatan"), widget=forms.Select)
    kind = forms.ChoiceField(label=_("Sebagai"), choices=MandateKind.choices, widget=forms.RadioSelect)
    valid_from = day_field(_("Hari pertama"))
    valid_until = day_field(
        _("Hari terakhir"), required=False, hint=_("Kosongkan bila belum ditentukan. Hari ini termasuk.")
    )
    basis = text_field(
        _("Dasar penugasan"), 240, hint=_("Nomor dan tanggal surat keputusan atau surat perintah.")
    )

    def __init__(self, chairs: list[Chair], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", "—"), *((c.post.key, _of(c)) for c in chairs)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        substitute = data.get("kind") in (MandateKind.PLT, MandateKind.PLH)
        if substitute and "valid_until" in data and data["valid_until"] is None:
            self.add_error(
                "valid_until", _("Plt. dan Plh. selalu sampai hari tertentu. Isi hari terakhirnya.")
            )
        return data


def _of(chair: Chair) -> str:
    if chair.is_empty:
        return f"{chair.post.title} ({_('kosong')})"
    return f"{chair.post.title} ({', '.join(m.account.name for m in chair.mandates)})"


class EndForm(forms.Form):
    last_day = day_field(_("Hari terakhir"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"last_day": timezone.localdate()}, **kwargs})
