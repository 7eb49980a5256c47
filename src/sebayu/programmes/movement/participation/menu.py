"""What this part hangs on the rail and on the pages of an initiative."""

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.participation.present import for_desk, for_public
from sebayu.programmes.movement.plan import sections
from sebayu.programmes.movement.structure.menu import GROUP
from sebayu.programmes.movement.structure.perms import READ
from sebayu.web.menu import DESK, Entry, add

add(Entry(DESK, _("Komentar warga"), "movement_participation:comments", "chat", (READ,), GROUP, 70))
sections.add(
    sections.Section("participation", sections.PUBLIC, "movement_participation/public.html", for_public, 60)
)
sections.add(
    sections.Section("participation", sections.DESK, "movement_participation/desk.html", for_desk, 60)
)
