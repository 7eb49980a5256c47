"""What is typed and uploaded around a stage."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.bimtek import files
from sebayu.programmes.movement.bimtek.enums import MinutesKind, Verdict
from sebayu.programmes.movement.structure import current
from sebayu.programmes.movement.structure.forms import day, text

HINT = _("pdf, docx, xlsx, jpg, atau png; paling besar 10 MB")


def upload(label: Any, **more: Any) -> forms.FileField:
    return forms.FileField(
        label=label, help_text=HINT, max_length=255, widget=forms.FileInput({"accept": files.ACCEPT}), **more
    )


def long_text(label: Any, rows: int = 4, most: int = 4000, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea({"rows": rows}), **more)


class SubmitForm(forms.Form):
    file = upload(_("Berkas tugas"))
    note = text(_("Pesan untuk pemeriksa"), 500, required=False)


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Hasil pemeriksaan"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    reason = long_text(
        _("Catatan"), 4, 1000, required=False, help_text=_("Wajib diisi bila tugas dikembalikan.")
    )


class EvidenceForm(forms.Form):
    evidence = text(_("Bukti"), 500, help_text=_("Sebut nomor atau letak buktinya."))
    file = upload(_("Berkas bukti"), required=False)


class WaiveForm(forms.Form):
    reason = text(_("Mengapa gerbang ini dikecualikan?"), 300)


class ScheduleForm(forms.Form):
    starts_on = day(_("Mulai"))
    ends_on = day(_("Selesai"), required=False)
    place = text(_("Tempat"), 200, required=False)


class HomeworkForm(forms.Form):
    title = text(_("Tugas"), 200, help_text=_("Diberikan kepada setiap dimensi."))
    asks = text(_("Yang diminta"), 500, required=False)
    due_on = day(_("Batas waktu"), required=False)


class NoteForm(forms.Form):
    dimension = forms.ChoiceField(label=_("Dimensi"), required=False)
    author = text(_("Nama ahli"), 160, required=False, help_text=_("Kosongkan bila Anda sendiri."))
    organisation = text(_("Organisasi"), 200, required=False)
    text = long_text(_("Catatan"), 6)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(d.key, d.title) for d in current.dimensions()]
        self.fields["dimension"].choices = [("", _("Semua dimensi")), *rows]  # type: ignore[attr-defined]

    def clean_dimension(self) -> Any:
        key = self.cleaned_data["dimension"]
        return current.dimension(key) if key else None


class MinutesForm(forms.Form):
    kind = forms.ChoiceField(label=_("Jenis"), choices=MinutesKind.choices)
    held_on = day(_("Tanggal acara"))
    place = text(_("Tempat"), 200, required=False)
    led_by = text(
        _("Pimpinan acara"), 200, required=False, help_text=_("Jabatan, misalnya: Sekretaris Daerah")
    )
    points = long_text(_("Pokok bahasan atau hasil"), 5, help_text=_("Satu pokok satu baris."))
    decisions = long_text(_("Kesimpulan dan tindak lanjut"), 5, help_text=_("Satu butir satu baris."))

    def clean_points(self) -> list[str]:
        return _lines(self.cleaned_data["points"])

    def clean_decisions(self) -> list[str]:
        return _lines(self.cleaned_data["decisions"])


class SignForm(forms.Form):
    passphrase = forms.CharField(
        label=_("Passphrase sertifikat Anda"),
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "off"}),
        help_text=_("Dipakai sekali untuk menandatangani; tidak disimpan."),
    )


class ScoreForm(forms.Form):
    score = forms.TypedChoiceField(
        label=_("Nilai"),
        coerce=int,
        choices=[
            (1, _("1 · belum ada")),
            (2, _("2 · baru dimulai")),
            (3, _("3 · sebagian berjalan")),
            (4, _("4 · berjalan")),
            (5, _("5 · berjalan dan terus diperbaiki")),
        ],
        widget=forms.RadioSelect,
    )
    evidence = long_text(
        _("Bukti"), 3, 1000, help_text=_("Dokumen, angka, atau keadaan yang dapat diperiksa orang lain.")
    )
    scored_on = day(_("Keadaan pada tanggal"))
    file = upload(_("Berkas bukti"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scored_on"].initial = timezone.localdate().isoformat()

    def clean_scored_on(self) -> Any:
        day = self.cleaned_data["scored_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Tanggal ini belum terjadi."))
        return day


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def uploaded(data: dict[str, Any]) -> tuple[str, bytes] | None:
    """The file of a cleaned form as name and bytes; no more is read than may be kept."""
    sent = data.get("file")
    return (sent.name, sent.read(files.MOST_BYTES + 1)) if sent else None
