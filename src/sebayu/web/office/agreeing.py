"""Sources and agreements as forms, and an agreement as a page shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.exchange import effects
from sebayu.core.exchange.enums import Method, SourceMode
from sebayu.core.exchange.health import SOON
from sebayu.core.exchange.models import Agreement, SourceConfig
from sebayu.core.exchange.sources import REMOTE, labels
from sebayu.core.exchange.sources.remote import RemoteSource
from sebayu.core.facts import vocabulary
from sebayu.core.identity import lists
from sebayu.core.services import catalogue
from sebayu.web.office.forms import day_field, text_field


class SourceForm(forms.Form):
    """How one register is reached. Modes it does not offer are not offered."""

    mode = forms.ChoiceField(label=_("Cara"), widget=forms.RadioSelect)
    base_url = text_field(
        _("Alamat layanan web"), 300, required=False, hint=_("Diawali https://, tanpa kata sandi.")
    )
    credentials_ref = text_field(
        _("Tempat kredensial"),
        300,
        required=False,
        hint=_("env:NAMA atau file:/alamat/berkas. Kredensialnya sendiri tidak pernah ditulis di sini."),
    )
    owner_office_key = forms.ChoiceField(
        label=_("Kantor pemilik data"), required=False, help_text=_("Yang menjawab laporan data salah.")
    )
    timeout_ms = forms.IntegerField(label=_("Batas waktu (milidetik)"), min_value=50, max_value=30_000)

    def __init__(
        self, kind: type[RemoteSource], config: SourceConfig | None, *args: Any, **kwargs: Any
    ) -> None:
        now = config or SourceConfig(source=kind.name)
        kwargs["initial"] = {name: getattr(now, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        open_modes = {*kind.modes, SourceMode.MANUAL, SourceMode.OFF}
        self.fields["mode"].choices = [c for c in SourceMode.choices if c[0] in open_modes]  # type: ignore[attr-defined]
        self.fields["owner_office_key"].choices = [("", "—"), *lists.offices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("mode") in (SourceMode.VALUE, SourceMode.VERIFY) and not data.get("base_url"):
            self.add_error("base_url", _("Isi alamat layanan web, atau pilih cara lain."))
        return data


class AgreementForm(forms.Form):
    """A signed PKS as it goes into the book."""

    number = text_field(_("Nomor perjanjian"), 120)
    user_office_key = forms.ChoiceField(label=_("Pengguna"), help_text=_("Kantor yang menandatangani."))
    purpose = text_field(_("Tujuan"), 300)
    basis = text_field(_("Dasar hukum"), 300)
    method = forms.ChoiceField(label=_("Metode akses"), choices=Method.choices, widget=forms.RadioSelect)
    elements = forms.MultipleChoiceField(
        label=_("Unsur data"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Hanya yang tertulis di perjanjian. Yang tidak dicentang tidak pernah diminta."),
    )
    services = forms.MultipleChoiceField(
        label=_("Hanya untuk layanan"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kosongkan bila berlaku untuk semua layanan."),
    )
    return_data = text_field(_("Data balikan"), 500, required=False)
    valid_from = day_field(_("Berlaku sejak"))
    valid_until = day_field(_("Berlaku sampai"))

    def __init__(self, source: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = lists.offices()
        self.names = dict(offices)
        self.fields["user_office_key"].choices = [("", "—"), *offices]  # type: ignore[attr-defined]
        self.fields["elements"].choices = element_choices(source)  # type: ignore[attr-defined]
        known = sorted((s.key, s.title) for s in catalogue.all() if not s.obsolete)
        self.fields["services"].choices = known  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["user_office"] = self.names.get(data.get("user_office_key", ""), "")
        if data.get("valid_from") and data.get("valid_until") and data["valid_until"] < data["valid_from"]:
            self.add_error("valid_until", _("Hari terakhir mendahului hari pertama."))
        return data


class EndAgreementForm(forms.Form):
    on = day_field(_("Tidak berlaku lagi mulai"))
    because = text_field(_("Alasan"), 300)


def element_choices(source: str) -> list[tuple[str, str]]:
    """What the register can answer, by our label with the owner's own field name behind."""
    vocab = vocabulary()
    found = [(path, vocab[path]) for path in REMOTE[source].paths]
    rows = [(path, f"{fact.label} ({fact.element})" if fact.element else fact.label) for path, fact in found]
    return sorted(rows, key=lambda row: row[1])


def summaries(agreements: Iterable[Agreement]) -> list[dict]:
    """Agreements for a list: what each is and where it stands."""
    return [summary(agreement) for agreement in agreements]


def warned(item: dict) -> dict:
    """The same with what its end changes, when that is near: some queries of its own."""
    changed = effects.of_end(item["agreement"]) if item["soon"] else []
    by_hand = sum(bool(effect.by_hand) for effect in changed)
    return {**item, "by_hand": by_hand, "own": len(changed) - by_hand}


def summary(agreement: Agreement) -> dict:
    today = timezone.localdate()
    ended = agreement.ended_on is not None and agreement.ended_on <= today
    running = not ended and agreement.valid_from <= today <= agreement.valid_until
    last = min(agreement.valid_until, (agreement.ended_on or dt.date.max) - dt.timedelta(days=1))
    soon = running and last - today <= SOON
    return {
        "agreement": agreement,
        "label": labels()[agreement.source],
        "last": last,
        "left": (last - today).days,
        "running": running,
        "soon": soon,
        "state": _state(agreement, today, ended=ended, running=running, soon=soon),
    }


def _state(
    agreement: Agreement, today: dt.date, *, ended: bool, running: bool, soon: bool
) -> tuple[str, Any]:
    if ended:
        return "idle", _("diakhiri")
    if running:
        return ("warn", _("segera berakhir")) if soon else ("ok", _("berlaku"))
    return ("info", _("belum berlaku")) if agreement.valid_from > today else ("idle", _("habis masanya"))
