"""What this part has to say when something cannot be done."""

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.structure.errors import Said


class NotYourHomework(Said):
    code = "not_your_homework"
    status = 403
    text = _("Tugas ini dikumpulkan OPD koordinator dimensinya atau Sekretariat Gerakan.")


class NotYourOwn(Said):
    code = "not_your_own"
    status = 403
    text = _("Tugas diperiksa orang lain, bukan yang mengunggahnya.")


class NothingToReview(Said):
    code = "nothing_to_review"
    text = _("Tidak ada kiriman yang menunggu diperiksa.")


class AlreadyAccepted(Said):
    code = "already_accepted"
    text = _("Tugas ini sudah diterima. Minta Sekretariat mengembalikannya dulu bila perlu diganti.")


class NoReason(Said):
    code = "no_reason"
    text = _("Tulis alasannya, supaya yang mengerjakan tahu apa yang diperbaiki.")


class BadFile(Said):
    code = "bad_file"
    text = _("%(why)s")


class GateComputed(Said):
    code = "gate_computed"
    text = _(
        "Gerbang ini dihitung dari data dan tidak dapat diisi. Lengkapi datanya, gerbangnya terbuka sendiri."
    )


class GatesClosed(Said):
    code = "gates_closed"
    text = _("Tahap ini belum dapat diluluskan. Gerbang yang masih tertutup: %(gates)s.")


class StageBefore(Said):
    code = "stage_before"
    text = _("Luluskan dulu tahap sebelumnya: %(stage)s.")


class AlreadyPassed(Said):
    code = "already_passed"
    text = _("Tahap ini sudah lulus.")


class BadScore(Said):
    code = "bad_score"
    text = _("Nilai kesiapan antara 1 dan 5, dengan bukti yang tertulis.")


class NoOffice(Said):
    code = "no_office"
    status = 403
    text = _("Notula dibuat oleh Sekretariat Gerakan di kantornya.")
