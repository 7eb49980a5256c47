"""What this part has to say when something cannot be done."""

from django.utils.translation import gettext_lazy as _

from sebayu.core.ledger.errors import HouseError


class Said(HouseError):
    """An error whose sentence stands in `text`."""

    text = ""

    def __init__(self, **params: object) -> None:
        super().__init__(str(self.text) % params, **params)


class WrongDays(Said):
    code = "wrong_days"
    text = _("Tanggal akhir lebih awal daripada tanggal mulai. Periksa kedua tanggalnya.")


class SeatTaken(Said):
    code = "seat_taken"
    text = _(
        "Dimensi ini sudah punya OPD koordinator pada tanggal itu. Akhiri dulu yang lama, lalu tetapkan yang baru."
    )


class AlreadyMember(Said):
    code = "already_member"
    text = _("Jabatan atau orang ini sudah menjadi anggota tim yang sama pada tanggal itu.")


class AlreadyEnded(Said):
    code = "already_ended"
    text = _("Keanggotaan ini sudah berakhir. Riwayatnya tidak diubah; tambahkan anggota baru bila perlu.")


class NobodyNamed(Said):
    code = "nobody_named"
    text = _("Pilih jabatan, atau tulis nama dan organisasi orang dari luar pemerintah daerah.")


class UnknownPost(Said):
    code = "unknown_post"
    text = _("Jabatan %(post)s tidak ada pada tanggal itu. Tambahkan dulu di paket wilayah.")


class UnknownDimension(Said):
    code = "unknown_dimension"
    text = _("Dimensi %(dimension)s tidak ada dalam taksonomi yang berlaku pada tanggal itu.")


class BadMapping(Said):
    code = "bad_mapping"
    text = _("Padanan dimensi %(dimension)s berjumlah %(percent)s persen; paling banyak 100 persen.")


class GoesInCircles(Said):
    code = "goes_in_circles"
    text = _("Perubahan ini membuat lingkaran: OPD penerus kembali ke OPD asal. Periksa urutan perubahannya.")


class SameNumber(Said):
    code = "same_number"
    text = _("Nomor ini sudah tercatat. Buka yang sudah ada, atau periksa nomornya.")
