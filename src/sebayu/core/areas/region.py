"""Which region this installation is: the loaded pack, read once per process."""

from functools import cache
from pathlib import Path

from django.conf import settings

from sebayu.core.areas.packs import EVER, Pack, load_pack

__all__ = ["EVER", "Pack", "generic_arms", "keys", "load", "pack"]


_BESIDE = Path(__file__).resolve().parents[4] / "regions"


def folder() -> Path:
    """Where the packs are: SEBAYU_REGIONS_DIR, else `regions/` beside `src/`."""
    return Path(getattr(settings, "SEBAYU_REGIONS_DIR", None) or _BESIDE)


@cache
def _load(path: Path) -> Pack:
    return load_pack(path)


def pack() -> Pack:
    """The pack of this installation (setting SEBAYU_REGION)."""
    return load(settings.SEBAYU_REGION)


def load(key: str) -> Pack:
    """A pack by its key: for checks and comparisons; the installation itself uses `pack()`."""
    return _load(folder() / key)


def keys() -> list[str]:
    """The packs that are there."""
    return sorted(path.parent.name for path in folder().glob("*/region.yaml"))


def generic_arms() -> Path:
    """Neutral arms for letters of a region that has not given its own."""
    return folder() / "_national" / "arms-generic.svg"
