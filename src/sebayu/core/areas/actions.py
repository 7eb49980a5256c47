"""Writing the tree of areas."""

from django.db import transaction
from django.utils.translation import gettext as _

from sebayu.core.areas.models import Area
from sebayu.core.areas.region import Pack, pack
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record

_KEPT = ["name", "kind", "parent", "valid_from", "valid_until", "source"]


@transaction.atomic
def load_areas(*, by: Actor, region: Pack | None = None) -> int:
    """Bring the table in line with the region pack; running it again changes nothing.

    Areas are never deleted: records point to them. One that left the pack keeps its row and is reported in the ledger entry.
    """
    region = region or pack()
    rows = [
        Area(
            code=row.code,
            name=row.name,
            kind=row.kind,
            parent_id=row.parent,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            source=row.source,
        )
        for row in region.areas
    ]
    before = set(Area.objects.values_list("code", flat=True))
    Area.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=_KEPT)
    codes = {row.code for row in rows}
    record(
        by=by,
        act="area.load",
        purpose=Purpose(text=_("Memuat wilayah dari paket wilayah"), basis="Kepmendagri 300.2.2-2430/2025"),
        detail={
            "region": region.key,
            "digest": region.digest,
            "areas": len(rows),
            "new": len(codes - before),
            "not_in_pack": sorted(before - codes)[:50],
        },
    )
    return len(rows)
