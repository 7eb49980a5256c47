"""What the plan hangs on the desk's rail and into the foot of public pages."""

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.plan.perms import READ, REVIEW
from sebayu.web.menu import DESK, PUBLIC, Entry, add

GROUP = _("Gerakan")

add(Entry(DESK, _("Rencana induk"), "movement_plan:tree", "book", (READ,), GROUP, 30))
add(Entry(DESK, _("Quick win"), "movement_plan:quick_wins", "bolt", (READ,), GROUP, 31))
add(Entry(DESK, _("Bukti menunggu"), "movement_plan:queue", "eye", (REVIEW,), GROUP, 32))
add(Entry(PUBLIC, _("Rencana kota cerdas"), "movement_plan:public", order=50))
