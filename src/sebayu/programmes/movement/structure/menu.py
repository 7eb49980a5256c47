"""What this part hangs on the desk's rail and into the foot of public pages."""

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.structure.perms import READ
from sebayu.web.menu import DESK, PUBLIC, Entry, add

GROUP = _("Gerakan")

add(Entry(DESK, _("Susunan gerakan"), "movement_structure:overview", "people", (READ,), GROUP, 20))
add(Entry(PUBLIC, _("Siapa menggerakkan"), "movement_structure:movers", order=60))
