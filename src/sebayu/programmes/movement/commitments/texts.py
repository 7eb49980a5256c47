"""What the promises tell people."""

from django.utils.translation import gettext_noop as _

from sebayu.core.notify.templates import register

register(
    "promises_monday",
    _("Janji jabatan Anda minggu ini"),
    _("%(late)s janji tertinggal, %(due)s jatuh tempo dalam 30 hari. Angka dan baris di baliknya:\n%(link)s"),
)
