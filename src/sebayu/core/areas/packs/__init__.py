"""Reading a region pack: YAML files an official can read, checked against schemas and against each other, into frozen values."""

from sebayu.core.areas.packs.load import load_pack
from sebayu.core.areas.packs.model import EVER, Pack

__all__ = ["EVER", "Pack", "load_pack"]
