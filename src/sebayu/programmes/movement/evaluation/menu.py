"""What the evaluation hangs on the rail and into the foot of public pages."""

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.evaluation import perms
from sebayu.web.menu import DESK, PUBLIC, Entry, add

add(Entry(DESK, _("Evaluasi"), "evaluation:editions", "flag", (perms.READ,), _("Gerakan"), 60))
add(Entry(PUBLIC, _("Hasil evaluasi"), "evaluation:published", order=60))
