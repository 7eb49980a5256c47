"""What a programme says about itself: a folder with declarations and letters, announced when the house starts.

A programme's `apps.py` holds one subclass of `ProgrammeConfig`. The settings find it by its folder; switched off
(`SEBAYU_PROGRAMMES_OFF=letters`) it is never loaded, and nothing of it shows. Declarations that cannot be read stop the start:
a service that silently vanished would be worse.
"""

from __future__ import annotations

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sebayu.core.areas import region
from sebayu.core.documents import kinds
from sebayu.core.services import catalogue, load


class ProgrammeConfig(AppConfig):
    """Base of every programme's manifest."""

    default = False
    title = _("Program")  # used where the region has no name of its own for it
    dimension = ""  # one of the six, e.g. "smart_governance"; empty: none
    default_auto_field = "django.db.models.BigAutoField"

    @property
    def key(self) -> str:
        """The folder's name: the key in the region pack's programmes.yaml, and the catalogue's programme."""
        return self.label

    @property
    def services_dir(self) -> Path:
        return Path(self.path) / "services"

    @property
    def letters_dir(self) -> Path:
        return Path(self.path) / "letters"

    @property
    def local_title(self) -> str:
        """What the region calls it: "E-Kelurahan" in Tegal."""
        row = region.pack().programmes.get(self.key)
        return row.title if row else str(self.title)

    def ready(self) -> None:
        if self.letters_dir.is_dir():
            kinds.announce(self.letters_dir)
        if self.services_dir.is_dir():
            catalogue.register(self.key, load([self.services_dir]))
