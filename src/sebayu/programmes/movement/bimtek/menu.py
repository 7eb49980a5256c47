"""What this part hangs on the desk's rail."""

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.structure.menu import GROUP
from sebayu.programmes.movement.structure.perms import READ
from sebayu.web.menu import DESK, Entry, add

add(Entry(DESK, _("Bimtek"), "movement_bimtek:stages", "school", (READ,), GROUP, 64))
add(Entry(DESK, _("Kesiapan daerah"), "movement_bimtek:readiness", "check", (READ,), GROUP, 65))
