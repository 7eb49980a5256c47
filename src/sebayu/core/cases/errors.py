"""What can go wrong with a case, said to the person in front of it."""

from django.utils.translation import gettext_lazy as _

from sebayu.core.ledger.errors import HouseError


class MoveNotAllowed(HouseError):
    """The case is not where this move starts; somebody else was probably faster."""

    code = "move_not_allowed"
    status = 409

    def __init__(self, state: str = "") -> None:
        super().__init__(
            str(
                _(
                    "Langkah ini sudah tidak berlaku: urusan sudah berpindah. Muat ulang halaman untuk melihat keadaannya sekarang."
                )
            ),
            state=state,
        )


class ReasonRequired(HouseError):
    code = "reason_required"

    def __init__(self) -> None:
        super().__init__(str(_("Tulis alasannya, agar warga tahu apa yang perlu dibetulkan.")))


class AnswersMissing(HouseError):
    """`params["errors"]` maps each question to its message."""

    code = "answers_missing"

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(str(_("Masih ada pertanyaan yang belum terjawab dengan benar.")), errors=errors)


class SubjectDead(HouseError):
    code = "subject_dead"

    def __init__(self) -> None:
        super().__init__(
            str(_("Menurut Dukcapil orang ini telah meninggal. Surat ini tidak dapat dibuat untuknya. Jika keliru, "
                  "tekan \"data ini salah\"; untuk keluarga tersedia Surat Keterangan Kematian dan Ahli Waris."))
        )  # fmt: skip


class NoOffice(HouseError):
    code = "no_office"

    def __init__(self) -> None:
        super().__init__(
            str(
                _(
                    "Belum ada kantor yang melayani alamat ini. Hubungi Mal Pelayanan Publik; permintaan Anda tidak hilang."
                )
            )
        )


class EvidenceIncomplete(HouseError):
    code = "evidence_incomplete"

    def __init__(self, missing: list[str]) -> None:
        super().__init__(
            str(_("Belum semua data diketahui. Catat dulu data yang kurang, atau kembalikan kepada warga.")),
            missing=missing,
        )


class NotAColleague(HouseError):
    code = "not_a_colleague"
    status = 422

    def __init__(self) -> None:
        super().__init__(
            str(_("Pilih rekan yang hari ini bertugas di meja yang sama, dan bukan pemilik urusan ini."))
        )


class LetterAtSigner(HouseError):
    """The letter is being signed, or may be: nothing else may happen to its case until that is known."""

    code = "letter_at_signer"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            str(
                _(
                    "Surat ini sedang ditandatangani, atau hasil tanda tangannya belum pasti. Tidak ada yang diubah. Coba lagi beberapa menit lagi."
                )
            )
        )
