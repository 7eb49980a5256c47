"""What the plan refuses, and what to do now."""

from django.utils.translation import gettext_lazy as _

from sebayu.core.ledger.errors import HouseError


class PlanError(HouseError):
    """Base: the message is a lazy sentence, filled with the parameters."""

    sentence = _("Rencana tidak dapat diubah seperti itu.")

    def __init__(self, **params: object) -> None:
        super().__init__(str(self.sentence) % params if params else str(self.sentence), **params)


class PlanFrozen(PlanError):
    code = "plan_frozen"
    sentence = _(
        "Edisi ini sudah ditetapkan dan tidak dapat diubah. Salin menjadi edisi baru, ubah di sana, lalu tetapkan."
    )


class NotDraft(PlanError):
    code = "not_draft"
    sentence = _("Hanya edisi yang masih konsep yang dapat ditetapkan.")


class NothingToAdopt(PlanError):
    code = "nothing_to_adopt"
    sentence = _("Edisi ini belum memuat satu inisiatif pun. Isi dahulu, lalu tetapkan.")


class CodeTaken(PlanError):
    code = "code_taken"
    sentence = _("Kode %(code)s sudah dipakai di edisi ini. Pilih kode lain.")


class DependencyCircle(PlanError):
    code = "dependency_circle"
    sentence = _("Inisiatif ini akan saling menunggu: %(path)s. Hapus salah satu ketergantungan itu dahulu.")


class OtherEdition(PlanError):
    code = "other_edition"
    sentence = _("Keduanya harus ada di edisi rencana yang sama.")


class QuickWinTaken(PlanError):
    code = "quick_win_taken"
    sentence = _("Dimensi ini sudah punya quick win: %(title)s. Satu dimensi satu quick win.")


class QuickWinTooLong(PlanError):
    code = "quick_win_too_long"
    sentence = _(
        "Quick win selesai dalam satu tahun: pilih jangka pendek dan tanggal selesai paling lama setahun."
    )


class BadPeriod(PlanError):
    code = "bad_period"
    sentence = _("Tanggal selesai mendahului tanggal mulai.")


class BadMoney(PlanError):
    code = "bad_money"
    sentence = _("Anggaran ditulis dalam rupiah utuh, nol atau lebih.")


class BadWeight(PlanError):
    code = "bad_weight"
    sentence = _("Bobot adalah bilangan bulat 1 sampai 100.")


class UnknownIndicator(PlanError):
    code = "unknown_indicator"
    sentence = _("Indikator itu tidak dikenal. Pilih dari daftar indikator yang aktif.")


class NoOwner(PlanError):
    code = "no_owner"
    sentence = _("Sebutkan pemiliknya: satu tugas atau satu perangkat daerah, salah satu saja.")
