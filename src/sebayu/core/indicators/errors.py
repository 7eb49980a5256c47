"""What the room refuses, with what to do instead."""

from django.utils.translation import gettext as _

from sebayu.core.ledger.errors import HouseError


class RunUnderWay(HouseError):
    """Perhitungan indikator sedang berjalan. Tunggu sampai selesai."""

    code = "run_under_way"
    status = 409


class CannotBeTyped(HouseError):
    """Angka ini dihitung dari pekerjaan yang sungguh terjadi dan tidak dapat diketik."""

    code = "cannot_be_typed"


class UnknownScope(HouseError):
    """Cakupan tidak dikenal. Pilih seluruh daerah, satu kantor, atau satu wilayah."""

    code = "unknown_scope"


class BasisRequired(HouseError):
    """Sebutkan dasarnya: dokumen, nomor, dan tanggal yang menetapkan angka ini."""

    code = "basis_required"


class NotANumber(HouseError):
    """Isi dengan angka, misalnya 80 atau 12,5."""

    code = "not_a_number"


class EvidenceRequired(HouseError):
    """Pernyataan harus menyebut buktinya: laporan, nomor surat, atau alamat data."""

    code = "evidence_required"


class NotTheirs(HouseError):
    """Hanya kepala perangkat daerah pemilik indikator, atau yang menggantikannya hari ini, yang dapat menyatakan angkanya."""

    code = "not_theirs"
    status = 403


class PeriodNotOver(HouseError):
    """Periode ini belum mulai. Nyatakan angka untuk periode yang sudah berjalan."""

    code = "period_not_over"


class AlreadySigned(HouseError):
    """Pernyataan ini sudah ditandatangani. Untuk memperbaikinya, buat pernyataan baru."""

    code = "already_signed"
    status = 409


class StillAtSigner(HouseError):
    """Hasil tanda tangannya belum pasti. Tuntaskan dahulu, baru pernyataan ini dapat dibuang."""

    code = "still_at_signer"
    status = 409


class SourceUnknown(HouseError):
    """Sumber indikator tidak dikenal."""

    def __init__(self, keys: list[str]) -> None:
        super().__init__(_("Sumber indikator tidak dikenal: %(keys)s.") % {"keys": ", ".join(keys)})
