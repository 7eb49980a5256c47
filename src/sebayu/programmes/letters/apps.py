"""The manifest of the letters."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.manifest import ProgrammeConfig


class LettersConfig(ProgrammeConfig):
    name = "sebayu.programmes.letters"
    label = "letters"
    default = True
    title = _("Surat Desa dan Kelurahan")
    dimension = "smart_governance"

    def seed_demo(self, say: Callable[[str], None]) -> None:
        from sebayu.programmes.letters.demo import seed

        seed(say)
