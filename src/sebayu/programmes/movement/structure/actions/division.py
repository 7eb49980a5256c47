"""Taxonomies in use, how one reads in another, and offices that follow one another."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db.models import Sum

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.structure import current
from sebayu.programmes.movement.structure.actions.noting import noted
from sebayu.programmes.movement.structure.enums import ChangeKind
from sebayu.programmes.movement.structure.errors import BadMapping, GoesInCircles, SameNumber, WrongDays
from sebayu.programmes.movement.structure.models import Dimension, DimensionMapping, OfficeChange, Taxonomy
from sebayu.programmes.movement.structure.perms import WRITE


def adopt_taxonomy(
    *, by: Actor, taxonomy: Taxonomy, on: dt.date, basis: str, until: dt.date | None = None
) -> Taxonomy:
    """Use this division from that day; the one in use ends the day before. Records written earlier keep theirs."""
    says = {
        "one_taxonomy_is_in_use_at_a_time": WrongDays(),
        "a_taxonomy_does_not_end_before_it_begins": WrongDays(),
    }
    with noted(by, "taxonomy.adopt", permission=WRITE, says=says) as detail:
        before = Taxonomy.objects.select_for_update().filter(valid_from__lt=on, valid_until=None)
        before.exclude(pk=taxonomy.pk).update(valid_until=on - dt.timedelta(days=1))
        taxonomy.valid_from, taxonomy.valid_until, taxonomy.basis = on, until, basis
        taxonomy.save(update_fields=["valid_from", "valid_until", "basis"])
        detail |= {"taxonomy": str(taxonomy)}
    return taxonomy


def map_dimension(
    *, by: Actor, source: Dimension, target: Dimension, share: Decimal, sure: bool = True, note: str = ""
) -> DimensionMapping:
    """How much of a dimension reads as one of another taxonomy. Its shares there are at most the whole."""
    with noted(by, "dimension.map", permission=WRITE) as detail:
        others = DimensionMapping.objects.filter(source=source, target__taxonomy=target.taxonomy_id)
        taken = others.exclude(target=target).aggregate(n=Sum("share"))["n"] or Decimal(0)
        if not share > 0 or taken + share > 1 or source.taxonomy_id == target.taxonomy_id:
            raise BadMapping(dimension=source.title, percent=f"{(taken + share) * 100:.0f}")
        row, _made = DimensionMapping.objects.update_or_create(
            source=source, target=target, defaults={"share": share, "sure": sure, "note": note}
        )
        detail |= {"from": source.key, "to": target.key}
    return row


def change_office(
    *, by: Actor, old_key: str, new_key: str, on: dt.date, basis: str, kind: str = ChangeKind.MERGED
) -> OfficeChange:
    """From that day the new office answers for what was the old one's: promises, initiatives, dimensions."""
    with noted(by, "office.change", permission=WRITE, says={"old_key": SameNumber()}) as detail:
        if old_key == new_key or current.office(new_key, dt.date.max) == old_key:
            raise GoesInCircles
        made = OfficeChange.objects.create(
            old_key=old_key, new_key=new_key, changed_on=on, basis=basis, kind=kind
        )
        detail |= {"old": old_key, "new": new_key}
    return made
