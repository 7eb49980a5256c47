"""Situations of life by which people look for a service; services name them by key in their declaration."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sebayu.core.services import Service, UnknownService, catalogue


@dataclass(frozen=True)
class Situation:
    key: str
    title: Any
    text: Any
    icon: str


KNOWN = (
    Situation("birth", _("Bayi lahir"), _("Surat kelahiran, akta, KK"), "baby"),
    Situation("school", _("Anak sekolah"), _("Penghasilan orang tua, keterangan sekolah"), "school"),
    Situation("work", _("Mencari kerja"), _("SKCK, kelakuan baik, izin keluarga"), "work"),
    Situation("business", _("Membuka usaha"), _("Surat usaha, domisili usaha"), "shop"),
    Situation("marriage", _("Menikah"), _("Pengantar nikah dan status"), "ring"),
    Situation("moving", _("Pindah rumah"), _("Domisili dan alamat baru"), "move"),
    Situation("hardship", _("Sakit atau tidak mampu"), _("Keterangan tidak mampu, bantuan"), "heart"),
    Situation("death", _("Keluarga meninggal"), _("Surat kematian, ahli waris"), "candle"),
    Situation("event", _("Mengadakan acara"), _("Izin keramaian"), "ticket"),
    Situation("land", _("Tanah dan rumah"), _("Riwayat tanah"), "map"),
    Situation("loss", _("Kehilangan"), _("Pengantar lapor kehilangan"), "search"),
    Situation("travel", _("Bepergian"), _("Keterangan bepergian"), "out"),
    Situation("identity", _("Data diri"), _("Nama berbeda, KTP, KK"), "id"),
)
BY_KEY = {s.key: s for s in KNOWN}


def used_by(services: list[Service]) -> list[Situation]:
    """The situations some active service belongs to, the known ones in their order, then any other by its own key."""
    used = {key for service in services for key in service.situations}
    others = sorted(used - BY_KEY.keys())
    return [s for s in KNOWN if s.key in used] + [of(key) for key in others]


def of(key: str) -> Situation:
    return BY_KEY.get(key) or Situation(key, key.replace("_", " ").capitalize(), "", "info")


def icon_of(service: Service) -> str:
    """The picture beside a service: that of its first situation."""
    return of(service.situations[0]).icon if service.situations else "doc"


def icon_for(key: str) -> str:
    """The same by key; a service that is no longer active keeps a plain picture."""
    try:
        return icon_of(catalogue.get(key))
    except UnknownService:
        return "doc"
