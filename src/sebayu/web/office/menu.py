"""What the office hangs on the rail of the desk."""

from django.utils.translation import gettext_lazy as _

from sebayu.web import menu

GROUP = _("Pengelola sistem")
for _order, (_label, _view, _icon, _permission) in enumerate(
    [
        (_("Akun petugas"), "office:accounts", "user", "account.manage"),
        (_("Jabatan"), "office:posts", "case", "mandate.assign"),
        (_("Sumber data"), "office:sources", "link", "agreement.manage"),
        (_("Dugaan ganda"), "office:pairs", "people", "import.run"),
    ],
    60,
):
    menu.add(menu.Entry(menu.DESK, _label, _view, _icon, (_permission,), GROUP, _order))
