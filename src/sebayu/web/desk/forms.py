"""What officers type: a fact they looked up, a decision with its reason, a signature's secret. Nothing typed is lost on an error."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core import facts
from sebayu.core.exchange.types import Item
from sebayu.core.identity.enums import IdShown

LONGEST_NOTE = 1000
MOST_WHOLE = 10**13


class RecordForm(forms.Form):
    """One fact, as seen in a portal or on a paper. A conflict is settled by choosing what was found to be right."""

    path = forms.CharField(widget=forms.HiddenInput, max_length=120)

    def __init__(self, path: str, fact: facts.Fact, item: Item, data: Any = None) -> None:
        super().__init__(data, auto_id=f"id_{path.replace('.', '_')}_%s", initial={"path": path})
        self.fact = fact
        self.candidates = candidates(item) if item.status == "conflict" else []
        self.fields["value"] = self._value(fact)
        self.fields["seen_in"] = forms.CharField(
            label=_("Dilihat di mana?"),
            max_length=120,
            widget=forms.TextInput({"placeholder": _("Misalnya: portal SIAK, KTP asli, buku nikah")}),
        )
        self.fields["seen_on"] = forms.DateField(
            label=_("Tanggal dilihat"), required=False, widget=forms.DateInput({"type": "date"})
        )

    @staticmethod
    def is_possible(fact: facts.Fact | None) -> bool:
        """A list of people or things is not typed into one line: it comes from its register, or from the citizen."""
        return fact is not None and fact.kind != "list"

    def _value(self, fact: facts.Fact) -> forms.Field:
        common = {"label": fact.label, "required": True}
        if self.candidates:
            shown = [(str(n), facts.show(fact.path, value)) for n, value in enumerate(self.candidates)]
            return forms.ChoiceField(choices=shown, widget=forms.Select, **common)
        if fact.kind == "bool":
            return forms.ChoiceField(
                choices=[("", "—"), ("ya", _("Ya")), ("tidak", _("Tidak"))], widget=forms.Select, **common
            )
        if fact.choices:
            return forms.ChoiceField(
                choices=[("", "—"), *((c.value, c.label) for c in fact.choices)],
                widget=forms.Select,
                **common,
            )
        if fact.kind == "date":
            return forms.DateField(
                widget=forms.DateInput({"type": "date"}),
                input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
                **common,
            )
        numeric = {"inputmode": "numeric"} if fact.kind in {"int", "money", "number"} else {}
        return forms.CharField(
            max_length=400, widget=forms.TextInput({"autocomplete": "off", **numeric}), **common
        )

    def clean_value(self) -> Any:
        """The value in the type rules use."""
        value = self.cleaned_data["value"]
        if self.candidates:
            return self.candidates[int(value)]
        if self.fact.kind == "bool":
            return value == "ya"
        if self.fact.kind in {"int", "money"}:
            return _whole(value)
        if self.fact.kind == "number":
            return _number(value)
        return value

    def clean_seen_on(self) -> dt.datetime | None:
        day = self.cleaned_data["seen_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Tanggal ini belum terjadi."))
        return timezone.make_aware(dt.datetime.combine(day, dt.time(12))) if day else None


def candidates(item: Item) -> list[Any]:
    """What the sources say, each thing once, the most trusted first."""
    found: list[Any] = []
    for value in (item.value, *(other.value for other in item.others)):
        if value is not None and value not in found:
            found.append(value)
    return found


def _whole(text: str) -> int:
    digits = text.removeprefix("Rp").strip().replace(".", "").replace(" ", "").removesuffix(",00")
    if not digits.isascii() or not digits.isdigit() or int(digits) > MOST_WHOLE:
        raise forms.ValidationError(_("Tulis angka saja, misalnya 1.500.000."))
    return int(digits)


def _number(text: str) -> float | int:
    try:
        value = Decimal(text.strip().replace(".", "").replace(",", "."))
    except InvalidOperation:
        raise forms.ValidationError(_("Tulis angka, misalnya 12,5.")) from None
    if not value.is_finite() or abs(value) > MOST_WHOLE:
        raise forms.ValidationError(_("Tulis angka, misalnya 12,5."))
    return int(value) if value == value.to_integral_value() else float(value)


class DecideForm(forms.Form):
    """One decision on one step. `step` is the step on the screen: when the case moved on, the decision is not taken twice."""

    step = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=99)
    verdict = forms.ChoiceField(
        label=_("Keputusan Anda"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih keputusan Anda dahulu.")},
    )
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 2})
    )
    passphrase = forms.CharField(
        label=_("Kata sandi sertifikat"),
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    totp = forms.CharField(
        label=_("atau kode sekali pakai"),
        required=False,
        max_length=12,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "class": "short"}),
    )

    def __init__(self, verdicts: Sequence[str], data: Any = None, *, step: int = 0, usual: str = "") -> None:
        super().__init__(data, initial={"step": step, "verdict": usual})
        self.fields["verdict"].choices = [(v, v) for v in verdicts]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        verdict = data.get("verdict")
        if verdict in {"return", "return_desk", "refuse"} and not data.get("note", "").strip():
            self.add_error("note", _("Tulis alasannya, agar warga tahu apa yang perlu dibetulkan."))
        if verdict == "sign" and not (data.get("passphrase") or data.get("totp")):
            self.add_error("passphrase", _("Isi kata sandi sertifikat atau kode sekali pakai."))
        return data


class SecretForm(forms.Form):
    """The one confirmation of a batch. What is typed here is used once and kept nowhere."""

    passphrase = DecideForm.base_fields["passphrase"]
    totp = DecideForm.base_fields["totp"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not (data.get("passphrase") or data.get("totp")):
            self.add_error("passphrase", _("Isi kata sandi sertifikat atau kode sekali pakai."))
        return data


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"), min_length=5, max_length=300, widget=forms.Textarea({"rows": 2})
    )


class SettleForm(ReasonForm):
    """What a person found out about a signature nobody knows the outcome of."""

    how = forms.ChoiceField(
        label=_("Apa yang Anda temukan di layanan tanda tangan?"),
        widget=forms.RadioSelect,
        choices=[
            ("found", _("Sudah ditandatangani: saya unggah berkasnya")),
            ("again", _("Belum ditandatangani: kembalikan ke meja penanda tangan, nomor tetap")),
            ("void", _("Batalkan surat ini; nomornya tidak dipakai lagi")),
        ],
    )
    pdf = forms.FileField(
        label=_("Berkas PDF yang sudah ditandatangani"), required=False, allow_empty_file=True
    )
    field_order = ["how", "pdf", "reason"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("how") == "found" and not data.get("pdf"):
            self.add_error("pdf", _("Pilih berkas PDF-nya."))
        return data


class CorrectionForm(forms.Form):
    """The owner's word on what a citizen says is wrong."""

    accepted = forms.ChoiceField(
        label=_("Bagaimana datanya?"),
        widget=forms.RadioSelect,
        choices=[
            ("ya", _("Laporan benar: data sudah saya perbaiki di register")),
            ("tidak", _("Data sudah benar")),
        ],
    )
    answer = forms.CharField(
        label=_("Jawaban untuk warga"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("accepted") == "tidak" and not data.get("answer", "").strip():
            self.add_error("answer", _("Jelaskan mengapa data ini sudah benar, agar warga mengerti."))
        return data


class HelpForm(forms.Form):
    """Before acting for a citizen: which proof of identity was seen, and why help is given."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    id_shown = forms.ChoiceField(
        label=_("Bukti diri yang diperlihatkan"), choices=IdShown.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Mengapa warga didampingi?"), max_length=240, widget=forms.TextInput({"autocomplete": "off"})
    )
