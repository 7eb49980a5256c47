"""What gatherings hang on the desk's rail."""

from django.utils.translation import gettext_lazy as _

from sebayu.web.menu import DESK, Entry, add

# Whoever has a desk may hold a meeting for his office.
DESKS = ("case.check", "case.sign", "indicator.read")

add(Entry(DESK, _("Pertemuan"), "attend:list", "people", DESKS, _("Kantor"), 30))
