"""What the commitments hang on the rail of the desk and into the foot of public pages."""

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.commitments.perms import READ
from sebayu.web import menu

GROUP = _("Gerakan")
menu.add(menu.Entry(menu.DESK, _("Komitmen Bersama"), "commitments:list", "pen", (READ,), GROUP, 40))
menu.add(menu.Entry(menu.DESK, _("Janji saya"), "commitments:promises", "hand", (READ,), GROUP, 41))
menu.add(menu.Entry(menu.PUBLIC, _("Komitmen Bersama"), "commitments:public_list", order=60))
