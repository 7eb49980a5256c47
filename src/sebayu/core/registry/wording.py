"""Sentences about numbers and values, used wherever a person's row is taken in."""

from django.utils.translation import gettext_lazy as _

NUMBER_FAULTS = {
    "digits": _("hanya boleh berisi angka"),
    "length": _("harus 16 angka"),
    "day": _("angka ke-7 dan ke-8 (tanggal) harus 01-31, atau 41-71 untuk perempuan"),
    "month": _("angka ke-9 dan ke-10 (bulan) harus 01-12"),
    "serial": _("empat angka terakhir tidak boleh 0000"),
}
# Told, never refused: a NIK is not corrected and keeps the region of first registration.
NIK_DOUBTS = {
    "region": _("NIK berawalan wilayah lain (tetap sah: wilayah pendaftaran pertama)"),
    "birth_date": _("tanggal di NIK berbeda dengan tanggal lahir (tetap sah: NIK tidak pernah diubah)"),
    "sex": _("jenis kelamin di NIK berbeda dengan yang tertulis (tetap sah: NIK tidak pernah diubah)"),
}
