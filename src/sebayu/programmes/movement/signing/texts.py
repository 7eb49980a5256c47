"""What the commitments tell people. A link is a secret: it is forgotten once sent."""

from django.utils.translation import gettext_noop as _

from sebayu.core.notify.templates import register

register(
    "commitment_turn",
    _("Giliran Anda menandatangani: %(title)s"),
    _("%(title)s menunggu tanda tangan Anda sebagai %(seat)s. Baca dan tanda tangani di sini:\n%(link)s"),
)
register(
    "commitment_reminder",
    _("Pengingat: %(title)s menunggu Anda"),
    _("%(title)s masih menunggu tanda tangan Anda sebagai %(seat)s. Buka:\n%(link)s"),
)
register(
    "commitment_link",
    _("Undangan menandatangani: %(title)s"),
    _(
        "Anda diundang menandatangani %(title)s sebagai %(seat)s. Buka tautan ini; kode konfirmasi dikirim ke sini juga. "
        "Jangan teruskan:\n%(link)s"
    ),
    secret=("path",),
    minutes=7 * 24 * 60,
)
register(
    "commitment_code",
    _("Kode tanda tangan Anda"),
    _(
        "Kode untuk menandatangani %(title)s: %(code)s\nBerlaku %(minutes)s menit. Jangan berikan kepada siapa pun."
    ),
    secret=("code",),
    minutes=10,
)
register(
    "commitment_concluded",
    _("%(title)s selesai ditandatangani"),
    _("%(title)s nomor %(number)s selesai ditandatangani. Janji jabatan Anda dan keadaannya:\n%(link)s"),
)
