"""What can go wrong with an evaluation, in words: what, why, what now. The docstring of an error is its message."""

from django.utils.translation import gettext as _

from sebayu.core.ledger.errors import Forbidden, HouseError


class WeightsWrong(HouseError):
    """Bobot ini tidak dapat dipakai."""

    code = "evaluation_weights_wrong"

    def __init__(self, sentence: str, values: dict[str, str]) -> None:
        super().__init__(_(sentence) % values, **values)


class EditionExists(HouseError):
    """Evaluasi tahun dan putaran ini sudah ada. Buka yang ada, atau pilih putaran lain."""

    code = "evaluation_edition_exists"
    status = 409


class EditionClosed(HouseError):
    """Tahap ini sudah lewat: isinya tidak dapat diubah lagi. Nilai dapat diperbaiki penilai sebagai versi baru."""

    code = "evaluation_edition_closed"
    status = 409


class BadScore(HouseError):
    """Nilai harus 0 sampai 100, dan beralasan: tulis bukti yang Anda lihat."""

    code = "evaluation_bad_score"


class TextMissing(HouseError):
    """Isi kolom yang wajib. Yang sudah Anda tulis tetap ada."""

    code = "evaluation_text_missing"


class AssessorConflict(Forbidden):
    """Penilai harus orang luar: akun ini memegang jabatan di pemerintah daerah. Pilih orang lain."""

    code = "evaluation_assessor_conflict"


class NotAssigned(Forbidden):
    """Evaluasi ini tidak ditugaskan kepada Anda."""

    code = "evaluation_not_assigned"


class MoveNotAllowed(HouseError):
    """Langkah ini sudah tidak berlaku: keadaannya sudah berubah. Muat ulang halaman."""

    code = "evaluation_move_not_allowed"
    status = 409
