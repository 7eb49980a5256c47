"""What the secretariat writes down about papers and teams."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.identity.models import Office, Post
from sebayu.programmes.movement.structure import current
from sebayu.programmes.movement.structure.enums import ChangeKind, Position, TeamKind
from sebayu.programmes.movement.structure.models import Edition, Team


def day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}), **more)


def text(label: Any, most: int = 240, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **more)


def parties(value: str) -> list[dict[str, str]]:
    """One party a line; its capacity behind a comma."""
    rows = [line.partition(",") for line in value.splitlines() if line.strip()]
    return [
        {"name": name.strip()[:160], "capacity": capacity.strip()[:160]} for name, _comma, capacity in rows
    ]


class AgreementForm(forms.Form):
    edition = forms.ModelChoiceField(
        label=_("Putaran gerakan"), queryset=Edition.objects.none(), empty_label=None
    )
    number = text(_("Nomor"), 120, required=False, help_text=_("Kosongkan bila naskahnya belum ditemukan."))
    about = text(_("Tentang"), 300)
    signed_on = day(_("Tanggal ditandatangani"), required=False)
    valid_until = day(_("Berlaku sampai"), required=False)
    place = text(_("Tempat"), 160, required=False)
    parties = forms.CharField(
        label=_("Para pihak"),
        help_text=_(
            "Satu pihak satu baris; kedudukannya setelah koma. Misalnya: Pemerintah Kota Tegal, Wali Kota"
        ),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = Edition.objects.all()  # type: ignore[attr-defined]

    def clean_parties(self) -> list[dict[str, str]]:
        found = parties(self.cleaned_data["parties"])
        if not found:
            raise forms.ValidationError(_("Tulis sedikitnya satu pihak."))
        return found


class DecreeForm(forms.Form):
    edition = forms.ModelChoiceField(
        label=_("Putaran gerakan"), queryset=Edition.objects.none(), empty_label=None
    )
    number = text(_("Nomor"), 120)
    about = text(_("Tentang"), 300)
    signed_on = day(_("Tanggal ditetapkan"), required=False)
    valid_from = day(_("Berlaku sejak"))
    signed_by = text(_("Ditetapkan oleh (jabatan)"), 160, required=False)
    teams = forms.MultipleChoiceField(
        label=_("Tim yang dibentuk"), choices=TeamKind.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = Edition.objects.all()  # type: ignore[attr-defined]
        self.fields["teams"].initial = [TeamKind.COUNCIL, TeamKind.EXECUTING, TeamKind.TECHNICAL]


class EditionForm(forms.Form):
    title = text(_("Nama putaran"), 160, help_text=_("Misalnya: Gerakan Menuju Tegal Kota Cerdas 2026"))
    valid_from = day(_("Mulai"))
    note = text(_("Catatan"), 300, required=False)


def teams(on: dt.date | None = None) -> list[tuple[str, str]]:
    found = Team.objects.filter(decree__in=current.decrees(on)).select_related("decree")
    return [
        (str(t.id), f"{t.title} · {t.decree.number}") for t in found.order_by("-decree__valid_from", "kind")
    ]


class MemberForm(forms.Form):
    """A post, or a person from outside the local government."""

    team = forms.ChoiceField(label=_("Tim"))
    position = forms.ChoiceField(
        label=_("Kedudukan"), choices=[c for c in Position.choices if c[0] != Position.COORDINATOR]
    )
    post_key = forms.ChoiceField(label=_("Jabatan"), required=False)
    person_name = text(_("Nama, bila dari luar pemerintah daerah"), 160, required=False)
    title = text(_("Sebutan"), 200, required=False)
    organisation = text(_("Organisasi"), 200, required=False)
    valid_from = day(_("Sejak"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = teams()  # type: ignore[attr-defined]
        posts = Post.objects.on().exclude(role__in=["rt", "rw", "helper", "officer", "kasi", "camat_officer"])
        rows = posts.order_by("office__name", "title").values_list("key", "title")
        self.fields["post_key"].choices = [("", _("— orang dari luar —")), *rows]  # type: ignore[attr-defined]
        self.fields["position"].initial = Position.MEMBER
        self.fields["valid_from"].initial = timezone.localdate().isoformat()

    def clean_team(self) -> Team:
        return Team.objects.get(pk=self.cleaned_data["team"])


class CoordinatorForm(forms.Form):
    team = forms.ChoiceField(label=_("Menurut keputusan"))
    dimension = forms.ChoiceField(label=_("Dimensi"))
    office_key = forms.ChoiceField(label=_("OPD koordinator"))
    valid_from = day(_("Sejak"), help_text=_("Koordinator sebelumnya berakhir sehari sebelumnya."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = teams()  # type: ignore[attr-defined]
        self.fields["dimension"].choices = [(d.key, d.title) for d in current.dimensions()]  # type: ignore[attr-defined]
        self.fields["office_key"].choices = opd()  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = timezone.localdate().isoformat()

    def clean_team(self) -> Team:
        return Team.objects.get(pk=self.cleaned_data["team"])


class OfficeChangeForm(forms.Form):
    old_key = forms.ChoiceField(label=_("OPD lama"))
    new_key = forms.ChoiceField(label=_("Diteruskan oleh"))
    kind = forms.ChoiceField(label=_("Perubahan"), choices=ChangeKind.choices)
    on = day(_("Sejak"))
    basis = text(_("Dasar"), help_text=_("Misalnya: Perda Nomor 3 Tahun 2026"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("old_key", "new_key"):
            self.fields[name].choices = opd(every=name == "old_key")  # type: ignore[attr-defined]


class EndForm(forms.Form):
    on = day(_("Hari terakhir"))
    reason = text(_("Alasan"), help_text=_("Misalnya: pindah tugas, sesuai SK ..."))


def opd(*, every: bool = False) -> list[tuple[str, str]]:
    """Agencies to choose from: those of today, or also those that are no more."""
    found = Office.objects.filter(kind="opd") if every else Office.objects.on().filter(kind="opd")
    return list(found.order_by("name").values_list("key", "name"))
