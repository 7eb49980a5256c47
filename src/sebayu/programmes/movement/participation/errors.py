"""What this part has to say when something cannot be done."""

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.structure.errors import Said


class LogInFirst(Said):
    code = "log_in_first"
    status = 403
    text = _("Masuk dulu supaya Anda dapat mengikuti dan diberi tahu.")


class NothingSaid(Said):
    code = "nothing_said"
    text = _("Tulis komentar Anda, paling sedikit sepuluh huruf.")


class PersonalInText(Said):
    code = "personal_in_text"
    text = _(
        "Jangan tulis NIK, nomor telepon, atau alamat surel: komentar dibaca semua orang. Hapus dulu, lalu kirim lagi."
    )


class TooManyComments(Said):
    code = "too_many_comments"
    status = 429
    text = _("Anda sudah menulis %(most)s komentar dalam sehari. Lanjutkan besok.")


class NotModerator(Said):
    code = "not_moderator"
    status = 403
    text = _(
        "Komentar diputuskan OPD pemilik inisiatif atau Sekretariat Gerakan, dan tidak oleh penulisnya sendiri."
    )


class AlreadyDecided(Said):
    code = "already_decided"
    text = _("Komentar ini sudah diputuskan.")


class NoReason(Said):
    code = "no_reason"
    text = _("Tulis alasannya. Penulis menerima alasan itu.")
