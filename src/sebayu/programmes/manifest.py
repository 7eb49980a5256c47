"""What a programme says about itself: a folder with declarations and letters, announced when the house starts.

A programme's `apps.py` holds one subclass of `ProgrammeConfig`. The settings find it by its folder; switched off
(`SEBAYU_PROGRAMMES_OFF=letters`) it is never loaded, and nothing of it shows. Declarations that cannot be read stop the start:
a service that silently vanished would be worse.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sebayu.core.areas import region
from sebayu.core.documents import kinds
from sebayu.core.indicators import catalogue as indicators
from sebayu.core.ledger import Actor
from sebayu.core.services import catalogue, load


class ProgrammeConfig(AppConfig):
    """Base of every programme's manifest."""

    default = False
    title = _("Program")  # used where the region has no name of its own for it
    dimension = ""  # one of the six, e.g. "smart_governance"; empty: none
    default_auto_field = "django.db.models.BigAutoField"
    seed_order = 50  # parts that build on one another are loaded and seeded in this order

    @property
    def programme_key(self) -> str:
        """The programme's folder; a part belongs to the programme above it."""
        return self.name.removeprefix("sebayu.programmes.").split(".")[0]

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

    def load(self, *, by: Actor) -> str:
        """Bring in what the region pack says about this programme, whenever the pack is loaded; again and again without harm.

        Returns one line for the operator, empty where there is nothing to say.
        """
        return ""

    def seed_demo(self, say: Callable[[str], None]) -> None:
        """Fill a fresh demo with a believable record of its own, through its own actions; nothing by default."""

    def ready(self) -> None:
        for name in ("perms", "menu", "panels"):  # permissions first: the doors of its views name them
            if find_spec(f"{self.name}.{name}"):
                import_module(f"{self.name}.{name}")
        if find_spec(f"{self.name}.indicators"):
            declared = import_module(f"{self.name}.indicators")
            indicators.register(
                self.name,
                programme=self.programme_key,
                sources=declared.SOURCES,
                indicators=declared.INDICATORS,
            )
        if self.letters_dir.is_dir():
            kinds.announce(self.letters_dir)
        if self.services_dir.is_dir():
            catalogue.register(self.key, load([self.services_dir]))


class PartConfig(ProgrammeConfig):
    """One part of a programme that is too large for one room: its own tables, pages and tests, below the programme's folder.

    Its label is `<programme>_<part>`; declarations, letters, indicators, permissions and pages are found as a programme's are.
    """

    default = False

    @property
    def key(self) -> str:
        return self.programme_key
