"""The manifest of the letters."""

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.manifest import ProgrammeConfig


class LettersConfig(ProgrammeConfig):
    name = "sebayu.programmes.letters"
    label = "letters"
    default = True
    title = _("Surat Desa dan Kelurahan")
    dimension = "smart_governance"
