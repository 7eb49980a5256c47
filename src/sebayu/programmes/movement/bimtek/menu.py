"""What this part hangs on the desk's rail, and its chapter in book 1."""

from django.utils.translation import gettext_lazy as _

from sebayu.core.gatherings import owners
from sebayu.programmes.movement.bimtek import chapter, perms
from sebayu.programmes.movement.books import building
from sebayu.programmes.movement.structure.menu import GROUP
from sebayu.programmes.movement.structure.perms import READ
from sebayu.web.menu import DESK, Entry, add

add(Entry(DESK, _("Bimtek"), "movement_bimtek:stages", "school", (READ,), GROUP, 21))
add(Entry(DESK, _("Kesiapan daerah"), "movement_bimtek:readiness", "check", (READ,), GROUP, 22))
owners.declare("movement_bimtek.Stage", perms.can_hold)
building.add_chapter(1, 30, chapter.inside, public=chapter.public)
