"""What the secretariat and the signatories type. Nothing typed is lost on an error."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.identity.models import Office, Post
from sebayu.core.indicators import catalogue
from sebayu.programmes.movement.commitments.enums import Capacity
from sebayu.programmes.movement.plan.models import Initiative

MOST_GROUPS = 9


class CommitmentForm(forms.Form):
    title = forms.CharField(label=_("Judul"), max_length=200)
    preamble = forms.CharField(
        label=_("Isi komitmen"), max_length=3000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Satu atau dua kalimat yang disepakati semua pihak. Janji masing-masing ditulis di kursinya."),
    )  # fmt: skip
    considerations = forms.CharField(
        label=_("Menimbang"), required=False, max_length=3000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Satu pertimbangan tiap baris."),
    )  # fmt: skip
    place = forms.CharField(label=_("Tempat"), required=False, max_length=120)
    ceremony_at = forms.DateTimeField(
        label=_("Waktu upacara"), required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    refusal_blocks = forms.BooleanField(
        label=_("Penolakan seorang penanda tangan menahan kelompok berikutnya"), required=False
    )


class SeatForm(forms.Form):
    """A seat of a post, or of a guest: one of the two."""

    capacity = forms.ChoiceField(label=_("Kapasitas"), choices=Capacity.choices)
    group = forms.IntegerField(
        label=_("Kelompok urutan"), required=False, min_value=1, max_value=MOST_GROUPS,
        help_text=_("Kosongkan untuk urutan yang lazim: perangkat daerah, Sekda, ahli dan mitra, kepala daerah."),
        widget=forms.NumberInput({"class": "short"}),
    )  # fmt: skip
    post_key = forms.ChoiceField(label=_("Jabatan"), required=False)
    name = forms.CharField(label=_("atau nama tamu"), required=False, max_length=160)
    title = forms.CharField(label=_("Jabatan tamu"), required=False, max_length=200)
    organisation = forms.CharField(label=_("Organisasi tamu"), required=False, max_length=160)
    email = forms.EmailField(label=_("Surel tamu"), required=False)
    phone = forms.CharField(
        label=_("Nomor ponsel tamu"), required=False, max_length=20,
        help_text=_("Tautan dan kode tanda tangan dikirim ke sini. Tidak pernah ditampilkan kepada umum."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post_key"].choices = [("", "—"), *posts()]  # type: ignore[attr-defined]


def posts() -> list[tuple[str, str]]:
    """Heads of offices and leaders of today."""
    today = timezone.localdate()
    kinds = ["kota", "kabupaten", "opd", "kecamatan"]
    found = Post.objects.on(today).filter(role__in=["leader", "head", "camat"], office__kind__in=kinds)
    return list(found.order_by("office__kind", "title").values_list("key", "title"))


class PromiseForm(forms.Form):
    text = forms.CharField(
        label=_("Janji"), max_length=300, widget=forms.Textarea({"rows": 2}),
        help_text=_("Apa yang dapat dilihat orang bila janji ini ditepati."),
    )  # fmt: skip
    due_on = forms.DateField(label=_("Tenggat"), widget=forms.DateInput({"type": "date"}))
    indicator_key = forms.ChoiceField(label=_("Dibuktikan oleh indikator"), required=False)
    scope = forms.ChoiceField(label=_("Lingkup indikator"), required=False)
    target = forms.DecimalField(
        label=_("Target"), required=False, max_digits=16, decimal_places=3,
        widget=forms.TextInput({"inputmode": "decimal", "class": "short"}),
    )  # fmt: skip
    baseline = forms.DecimalField(
        label=_("Titik awal"), required=False, max_digits=16, decimal_places=3,
        widget=forms.TextInput({"inputmode": "decimal", "class": "short"}),
        help_text=_("Kosongkan bila angkanya sudah dihitung di sini pada hari penandatanganan."),
    )  # fmt: skip
    initiative = forms.ModelChoiceField(
        label=_("atau oleh inisiatif rencana induk"), required=False, queryset=Initiative.objects.none()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [(row.key, str(row.title)) for row in catalogue.all()]
        self.fields["indicator_key"].choices = [("", "—"), *sorted(shown, key=lambda pair: pair[1])]  # type: ignore[attr-defined]
        offices = (
            Office.objects.on(timezone.localdate()).filter(kind__in=["opd", "kecamatan"]).order_by("name")
        )
        scopes = [
            (f"area:{area}" if kind == "kecamatan" else f"office:{key}", name)
            for key, name, kind, area in offices.values_list("key", "name", "kind", "area_code")
        ]
        self.fields["scope"].choices = [("region", _("Seluruh daerah")), *scopes]  # type: ignore[attr-defined]
        self.fields["initiative"].queryset = Initiative.objects.in_force().order_by("code")  # type: ignore[attr-defined]

    def clean_scope(self) -> str:
        return self.cleaned_data["scope"] or "region"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            bool(data.get("indicator_key")) != (data.get("target") is not None)
            and "target" not in self.errors
        ):
            self.add_error("target", _("Indikator dan targetnya diisi keduanya, atau dikosongkan keduanya."))
        return data
