"""What can go wrong at a ceremony: what happened, why, what now."""

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.commitments.errors import Said


class NothingSigned(Said):
    code, status = "nothing_signed", 409
    text = _("Belum ada satu pun tanda tangan. Unggah dahulu pindaian kertas yang ditandatangani.")


class StillWaiting(Said):
    code, status = "still_waiting", 409
    text = _(
        "Masih ada yang belum menandatangani: %(who)s. Lewati atau kosongkan kursinya dengan alasan, baru selesaikan."
    )


class BadScan(Said):
    code = "bad_scan"
    text = _("Pindaian harus berkas PDF, JPG, atau PNG, paling besar 10 MB.")


class NotRehearsal(Said):
    code, status = "not_rehearsal", 409
    text = _("Ini bukan gladi. Tanda tangan yang sebenarnya dibubuhkan oleh orangnya sendiri.")
