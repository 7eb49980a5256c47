"""Stored values are whole words; the Indonesian label stands beside them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AreaKind(TextChoices):
    PROVINCE = "province", _("Provinsi")
    KOTA = "kota", _("Kota")
    KABUPATEN = "kabupaten", _("Kabupaten")
    KECAMATAN = "kecamatan", _("Kecamatan")
    KELURAHAN = "kelurahan", _("Kelurahan")
    DESA = "desa", _("Desa")
