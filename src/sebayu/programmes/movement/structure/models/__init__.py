"""Who carries the movement, on which paper, and into which dimensions its work is sorted. Everything has its days."""

from sebayu.programmes.movement.structure.models.papers import Agreement, Decree, Edition
from sebayu.programmes.movement.structure.models.taxonomy import (
    Dimension,
    DimensionMapping,
    SubDimension,
    Taxonomy,
)
from sebayu.programmes.movement.structure.models.teams import Member, OfficeChange, Team

__all__ = [
    "Agreement",
    "Decree",
    "Dimension",
    "DimensionMapping",
    "Edition",
    "Member",
    "OfficeChange",
    "SubDimension",
    "Taxonomy",
    "Team",
]
