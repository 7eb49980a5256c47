"""What the secretariat and the owners type. There is no field for progress in any of them; a test looks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sebayu.core.areas import region
from sebayu.core.identity.models import Office
from sebayu.core.indicators import catalogue
from sebayu.programmes.movement.evidence.enums import EvidenceKind
from sebayu.programmes.movement.plan.enums import Group, Horizon
from sebayu.programmes.movement.plan.models import Goal, Initiative, Plan
from sebayu.programmes.movement.plan_pages import duties
from sebayu.programmes.movement.structure.models import Dimension, SubDimension
from sebayu.web.office.forms import day_field, text_field

OWNING = ("opd", "kota", "kabupaten", "kecamatan", "kelurahan", "desa", "upt")
NONE = [("", "—")]


def owner_choices() -> list[tuple[str, str]]:
    """Offices of today, and duties: whoever has the duty is the owner, also after it moved."""
    offices = Office.objects.on().filter(kind__in=OWNING[:3]).order_by("name").values_list("key", "name")
    known = sorted({row.duty for row in region.pack().duties})
    names = dict(Office.objects.values_list("key", "name"))
    today = dt.date.today()  # noqa: DTZ011 - only for the words beside a duty
    held = {d: region.pack().duty(d, today) for d in known}
    words = [
        (
            f"duty:{d}",
            _("Tugas %(d)s (kini %(o)s)") % {"d": duties.title(d), "o": names.get(row.office_key, "—")},
        )
        for d, row in held.items()
        if row
    ]
    return [
        ("", "—"),
        (_("Perangkat daerah"), [(f"office:{k}", n) for k, n in offices]),
        (_("Menurut tugas"), words),
    ]  # type: ignore[list-item]


def owner_of(value: str) -> dict[str, str]:
    kind, _colon, key = value.partition(":")
    return {"office_key": key} if kind == "office" else {"duty": key}


class PlanForm(forms.Form):
    """An edition: its name, its years, what it wants."""

    edition_label = text_field(_("Nama edisi"), 80, hint=_("Misalnya Bimtek III, atau Perubahan 2027."))
    title = text_field(_("Judul rencana"), 200)
    horizon_from = forms.IntegerField(label=_("Tahun awal"), min_value=2000, max_value=2100)
    horizon_to = forms.IntegerField(label=_("Tahun akhir"), min_value=2000, max_value=2100)
    vision = forms.CharField(
        label=_("Visi"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    mission = forms.CharField(
        label=_("Misi"), required=False, max_length=6000, help_text=_("Satu kalimat setiap baris."),
        widget=forms.Textarea({"rows": 5}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("horizon_from") and data.get("horizon_to") and data["horizon_to"] < data["horizon_from"]:
            self.add_error("horizon_to", _("Tahun akhir mendahului tahun awal."))
        return data


class LabelForm(forms.Form):
    edition_label = text_field(_("Nama edisi baru"), 80)


class AdoptForm(forms.Form):
    on = day_field(_("Berlaku mulai"))
    basis = text_field(_("Dasar penetapan"), 240, hint=_("Nomor dan tanggal peraturan atau keputusan."))


class GoalForm(forms.Form):
    dimension = forms.ModelChoiceField(label=_("Dimensi"), queryset=Dimension.objects.none())
    title = text_field(_("Sasaran"), 300)

    def __init__(self, dimensions: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dimension"].queryset = dimensions  # type: ignore[attr-defined]


class InitiativeForm(forms.Form):
    """One initiative; the owner has a form of its own once it exists, because it has dates."""

    code = text_field(_("Kode"), 40, hint=_("Singkat dan tetap, misalnya SG-01."))
    title = text_field(_("Nama inisiatif"), 200)
    summary = forms.CharField(
        label=_("Keterangan"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3})
    )
    dimension = forms.ModelChoiceField(label=_("Dimensi"), queryset=Dimension.objects.none())
    sub_dimension = forms.ModelChoiceField(
        label=_("Subdimensi"), queryset=SubDimension.objects.none(), required=False
    )
    goal = forms.ModelChoiceField(label=_("Sasaran"), queryset=Goal.objects.none(), required=False)
    owner = forms.ChoiceField(
        label=_("Pemilik"), help_text=_("Satu perangkat daerah, atau siapa pun yang memegang tugasnya.")
    )
    horizon = forms.ChoiceField(label=_("Jangka"), choices=Horizon.choices, widget=forms.RadioSelect)
    group = forms.ChoiceField(
        label=_("Kelompok rencana aksi"), choices=Group.choices, widget=forms.RadioSelect
    )
    quick_win = forms.BooleanField(
        label=_("Quick win"), required=False, help_text=_("Satu setiap dimensi, selesai dalam satu tahun.")
    )
    starts_on = day_field(_("Mulai"))
    ends_on = day_field(_("Selesai"))
    budget_code = text_field(_("Kode anggaran"), 60, required=False)
    budget_rupiah = forms.IntegerField(
        label=_("Anggaran (rupiah utuh)"), min_value=0, max_value=10**15, initial=0, localize=False
    )
    area_code = forms.ChoiceField(label=_("Wilayah"), required=False)
    is_sure = forms.BooleanField(
        label=_("Nama dan pemilik sudah dipastikan daerah"), required=False, initial=True
    )
    internal_note = forms.CharField(
        label=_("Catatan internal"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}),
        help_text=_("Tidak tampil di halaman publik dan buku."),
    )  # fmt: skip

    def __init__(
        self, plan: Plan, dimensions: Any, *args: Any, initiative: Initiative | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dimension"].queryset = dimensions  # type: ignore[attr-defined]
        self.fields["sub_dimension"].queryset = SubDimension.objects.filter(  # type: ignore[attr-defined]
            dimension__in=dimensions
        ).select_related("dimension")
        self.fields["sub_dimension"].label_from_instance = lambda s: f"{s.dimension.title}: {s.title}"  # type: ignore[attr-defined]
        self.fields["goal"].queryset = Goal.objects.filter(plan=plan).select_related("dimension")  # type: ignore[attr-defined]
        self.fields["goal"].label_from_instance = lambda g: f"{g.dimension.title}: {g.title}"  # type: ignore[attr-defined]
        self.fields["area_code"].choices = area_choices()  # type: ignore[attr-defined]
        if initiative is None:
            self.fields["owner"].choices = owner_choices()  # type: ignore[attr-defined]
        else:
            del self.fields["owner"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        dimension, sub, goal = data.get("dimension"), data.get("sub_dimension"), data.get("goal")
        if dimension and sub and sub.dimension_id != dimension.id:
            self.add_error("sub_dimension", _("Subdimensi ini milik dimensi lain."))
        if dimension and goal and goal.dimension_id != dimension.id:
            self.add_error("goal", _("Sasaran ini milik dimensi lain."))
        return data


def area_choices() -> list[tuple[str, str]]:
    pack = region.pack()
    rows = [row for row in pack.areas if row.kind in ("kecamatan", "kelurahan", "desa")]
    return [("", _("Seluruh wilayah")), *sorted((row.code, f"{row.name} ({row.kind})") for row in rows)]


class OwnerForm(forms.Form):
    owner = forms.ChoiceField(label=_("Pemilik baru"))
    since = day_field(_("Sejak"))
    basis = text_field(_("Dasar"), 240, hint=_("Keputusan atau peraturan yang memindahkannya."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owner_choices()  # type: ignore[attr-defined]


class ProofForm(forms.Form):
    """Which computed number proves it. Its value is never typed; where it starts and where it should go may be."""

    indicator_key = forms.ChoiceField(label=_("Indikator"))
    scope = forms.ChoiceField(label=_("Lingkup"), required=False)
    weight = forms.IntegerField(label=_("Bobot"), min_value=1, max_value=100, initial=1)
    baseline = forms.DecimalField(
        label=_("Nilai awal"), required=False, max_digits=20, decimal_places=4,
        help_text=_("Kosongkan untuk memakai nilai awal indikatornya."),
    )  # fmt: skip
    target = forms.DecimalField(
        label=_("Target"), required=False, max_digits=20, decimal_places=4, help_text=_("Kosongkan untuk memakai target indikatornya.")
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(row.key, f"{row.title} ({row.key})") for row in catalogue.all()]
        self.fields["indicator_key"].choices = [*NONE, *rows]  # type: ignore[attr-defined]
        offices = Office.objects.on().order_by("name").values_list("key", "name")
        self.fields["scope"].choices = [  # type: ignore[attr-defined]
            ("region", _("Seluruh wilayah")),
            *((f"office:{key}", name) for key, name in offices),
        ]

    def clean_scope(self) -> str:
        return self.cleaned_data["scope"] or "region"


class MilestoneForm(forms.Form):
    title = text_field(
        _("Tonggak"),
        300,
        hint=_("Sesuatu yang terlihat selesai atau belum, misalnya 'Peraturan ditetapkan'."),
    )
    due_on = day_field(_("Batas waktu"))
    weight = forms.IntegerField(label=_("Bobot"), min_value=1, max_value=100, initial=1)


class ActivityForm(forms.Form):
    title = text_field(_("Kegiatan"), 300)
    starts_on = day_field(_("Mulai"))
    ends_on = day_field(_("Selesai"))
    budget_code = text_field(_("Kode anggaran"), 60, required=False)
    budget_rupiah = forms.IntegerField(
        label=_("Anggaran (rupiah utuh)"), min_value=0, max_value=10**15, initial=0
    )


class DependencyForm(forms.Form):
    needs = forms.ModelChoiceField(label=_("Menunggu"), queryset=Initiative.objects.none())

    def __init__(self, initiative: Initiative, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Initiative.objects.filter(plan=initiative.plan_id).exclude(pk=initiative.pk).order_by("code")
        self.fields["needs"].queryset = others  # type: ignore[attr-defined]
        self.fields["needs"].label_from_instance = lambda i: f"{i.code} {i.title}"  # type: ignore[attr-defined]


class EvidenceForm(forms.Form):
    """For a phone in the field: what kind, then one number or one photo."""

    kind = forms.ChoiceField(label=_("Apa buktinya?"), choices=EvidenceKind.choices, widget=forms.RadioSelect)
    photo = forms.FileField(
        label=_("Foto"), required=False, help_text=_("JPEG atau PNG, paling besar 8 MB. Lokasi dan data kamera dibuang."),
        widget=forms.ClearableFileInput({"accept": "image/jpeg,image/png", "capture": "environment"}),
    )  # fmt: skip
    number = text_field(
        _("Nomor"),
        120,
        required=False,
        hint=_("Nomor surat, nomor urusan, atau nomor dan tahun keputusannya."),
    )
    taken_on = day_field(
        _("Tanggal"),
        required=False,
        hint=_("Tanggal foto atau keputusan. Surat dan urusan memakai tanggalnya sendiri."),
    )
    note = text_field(_("Keterangan"), 300, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        if kind == EvidenceKind.PHOTO and not data.get("photo"):
            self.add_error("photo", _("Ambil atau pilih fotonya."))
        if kind in (EvidenceKind.DOCUMENT, EvidenceKind.CASE, EvidenceKind.DECREE) and not data.get("number"):
            self.add_error("number", _("Isi nomornya."))
        if kind in (EvidenceKind.PHOTO, EvidenceKind.DECREE) and not data.get("taken_on"):
            self.add_error("taken_on", _("Isi tanggalnya."))
        return data


class WithdrawForm(forms.Form):
    because = text_field(_("Alasan"), 300)
