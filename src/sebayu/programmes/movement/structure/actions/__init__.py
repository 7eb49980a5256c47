"""Every write of this part. Keyword-only, `by` is the actor, one transaction each, the ledger entry inside it."""

from sebayu.programmes.movement.structure.actions.division import adopt_taxonomy, change_office, map_dimension
from sebayu.programmes.movement.structure.actions.papers import (
    begin_edition,
    end_decree,
    record_agreement,
    record_decree,
)
from sebayu.programmes.movement.structure.actions.teams import add_member, end_member, set_coordinator

__all__ = [
    "add_member",
    "adopt_taxonomy",
    "begin_edition",
    "change_office",
    "end_decree",
    "end_member",
    "map_dimension",
    "record_agreement",
    "record_decree",
    "set_coordinator",
]
