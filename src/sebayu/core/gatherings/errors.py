"""What this room has to say when something cannot be done."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from sebayu.core.ledger.errors import HouseError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Said(HouseError):
    """An error whose sentence stands in `text`."""

    text: "StrOrPromise" = ""

    def __init__(self, **params: object) -> None:
        super().__init__(str(self.text) % params, **params)


class NotOrganiser(Said):
    code = "not_organiser"
    status = 403
    text = _("Hanya kantor penyelenggara yang mengurus pertemuan ini.")


class NotForThem(Said):
    code = "not_for_them"
    status = 403
    text = _(
        "Pertemuan untuk catatan ini dijadwalkan pengelolanya. Mintalah kepada mereka, atau jadwalkan tersendiri."
    )


class WrongTimes(Said):
    code = "wrong_times"
    text = _("Waktu selesai lebih awal daripada waktu mulai. Periksa kedua waktunya.")


class CannotMove(Said):
    code = "cannot_move"
    text = _("Pertemuan yang %(state)s tidak dapat diubah seperti itu.")


class DoorsClosed(Said):
    code = "doors_closed"
    status = 410
    text = _("Daftar hadir belum dibuka atau sudah ditutup. Hubungi panitia bila Anda memang hadir.")


class NameMissing(Said):
    code = "name_missing"
    text = _("Tulis nama dan organisasi atau asal Anda.")


class NoReason(Said):
    code = "no_reason"
    text = _("Tulis alasan pembetulan. Alasannya tersimpan bersama perubahan.")


class AlreadyStruck(Said):
    code = "already_struck"
    text = _("Baris ini sudah dicoret.")


class SamePerson(Said):
    code = "same_person"
    text = _("Orang dengan nama dan organisasi itu sudah tercatat hadir.")


class TooManyRows(Said):
    code = "too_many_rows"
    text = _("Paling banyak %(most)s baris sekali catat. Bagi menjadi beberapa kali.")
