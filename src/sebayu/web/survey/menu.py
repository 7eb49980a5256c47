"""What the survey hangs on the desk's rail and into the foot of public pages."""

from django.utils.translation import gettext_lazy as _

from sebayu.web.menu import DESK, PUBLIC, Entry, add

add(Entry(DESK, _("Isi bersama warga"), "survey:waiting", "pen", ("assist.begin",), _("Survei kepuasan"), 40))
add(Entry(DESK, _("Hasil survei"), "survey:results", "okc", ("indicator.read",), _("Survei kepuasan"), 41))
add(Entry(PUBLIC, _("Kepuasan warga"), "survey:published", order=40))
