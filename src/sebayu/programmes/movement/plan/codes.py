"""Codes of initiatives: ENV-01 is the first of its dimension."""

from sebayu.programmes.movement.structure.models import Dimension


def stem(dimension: Dimension) -> str:
    """GOV, LIV, ENV: the letters before the number of a code."""
    return dimension.key.rpartition("_")[2][:3].upper()
