"""What guests and organisers type."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.gatherings.enums import Kind
from sebayu.core.gatherings.models import Gathering
from sebayu.core.identity.models import Office


class GuestForm(forms.Form):
    name = forms.CharField(
        label=_("Nama lengkap"),
        max_length=120,
        error_messages={"required": _("Tulis namanya.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    organisation = forms.CharField(
        label=_("Organisasi atau asal"),
        max_length=160,
        error_messages={"required": _("Tulis organisasi atau asalnya.")},
        help_text=_("Misalnya: PT Samudra Jaya, Universitas Pancasakti, warga Kelurahan Kraton"),
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    phone = forms.CharField(
        label=_("Nomor WhatsApp"),
        max_length=20,
        required=False,
        help_text=_("Hanya bila Anda ingin dihubungi panitia."),
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel", "class": "short"}),
    )


def _when(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )


class GatheringForm(forms.Form):
    office_key = forms.ChoiceField(label=_("Penyelenggara"))
    title = forms.CharField(label=_("Judul"), max_length=200)
    kind = forms.ChoiceField(label=_("Jenis"), choices=Kind.choices)
    starts_at = _when(_("Mulai"))
    ends_at = _when(_("Selesai"))
    place = forms.CharField(label=_("Tempat"), max_length=200, required=False)
    agenda = forms.CharField(
        label=_("Acara"),
        required=False,
        max_length=6000,
        help_text=_(
            "Satu acara satu baris: jam, acara, pembicara. Misalnya: 09.00; Pembukaan; Sekretaris Daerah"
        ),
        widget=forms.Textarea({"rows": 6}),
    )

    def __init__(
        self, offices: frozenset[str], *args: Any, gathering: Gathering | None = None, **kwargs: Any
    ) -> None:
        if gathering is not None:
            kwargs["initial"] = {
                "title": gathering.title,
                "kind": gathering.kind,
                "starts_at": timezone.localtime(gathering.starts_at),
                "ends_at": timezone.localtime(gathering.ends_at),
                "place": gathering.place,
                "agenda": "\n".join(
                    "; ".join((a["time"], a["title"], a["speaker"])).rstrip("; ") for a in gathering.agenda
                ),
            }
        super().__init__(*args, **kwargs)
        if gathering is not None:
            del self.fields["office_key"]
        else:
            rows = Office.objects.filter(key__in=offices).order_by("name").values_list("key", "name")
            self.fields["office_key"].choices = list(rows)  # type: ignore[attr-defined]

    def clean_agenda(self) -> list[dict[str, str]]:
        rows = []
        for line in self.cleaned_data["agenda"].splitlines():
            parts = [part.strip() for part in line.split(";")]
            if len(parts) == 1:
                parts = ["", *parts]
            if any(parts):
                rows.append(dict(zip(("time", "title", "speaker"), [*parts, "", ""], strict=False)))
        return rows

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("starts_at"), data.get("ends_at")
        if start and end and end < start:
            self.add_error("ends_at", _("Waktu selesai lebih awal daripada waktu mulai."))
        if start and end and end - start > dt.timedelta(days=14):
            self.add_error("ends_at", _("Satu pertemuan paling lama 14 hari. Buat beberapa pertemuan."))
        return data


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Mengapa dibatalkan?"), max_length=240)


class RecordForm(forms.Form):
    rows = forms.CharField(
        label=_("Siapa yang hadir?"),
        max_length=60_000,
        help_text=_(
            "Satu orang satu baris: nama; organisasi; jabatan. Nama yang sudah ada tidak dihitung dua kali."
        ),
        widget=forms.Textarea({"rows": 10, "placeholder": "Rina Astuti; Kelurahan Mintaragen; Lurah"}),
    )

    def clean_rows(self) -> list[dict[str, str]]:
        lines = [line.split(";") for line in self.cleaned_data["rows"].splitlines() if line.strip(" ;")]
        return [
            dict(
                zip(("name", "organisation", "capacity"), [p.strip() for p in [*parts, "", ""]], strict=False)
            )
            for parts in lines
        ]


class MendForm(forms.Form):
    name = forms.CharField(label=_("Nama"), max_length=120)
    organisation = forms.CharField(label=_("Organisasi atau asal"), max_length=160, required=False)
    capacity = forms.CharField(label=_("Jabatan"), max_length=160, required=False)
    strike = forms.BooleanField(
        label=_("Coret: orang ini tidak hadir atau tertulis dua kali"), required=False
    )
    reason = forms.CharField(label=_("Alasan pembetulan"), max_length=240)
