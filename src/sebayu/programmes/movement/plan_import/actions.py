"""A file is kept while somebody looks at what it would do, then taken in, or forgotten."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from sebayu.core.identity import perms
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.plan.actions.writing import note
from sebayu.programmes.movement.plan.errors import PlanFrozen
from sebayu.programmes.movement.plan.models import Plan
from sebayu.programmes.movement.plan.perms import WRITE
from sebayu.programmes.movement.plan_import.applying import apply
from sebayu.programmes.movement.plan_import.models import PlanUpload
from sebayu.programmes.movement.plan_import.studying import study


def keep_upload(*, by: Actor, plan: Plan, name: str, content: bytes) -> PlanUpload:
    """Keep a file that can be read, in place of the one before; raises BadFile for one that cannot. The plan is not touched."""
    perms.required(by, WRITE)
    if not plan.is_draft:
        raise PlanFrozen
    study(content, plan)
    with transaction.atomic():
        PlanUpload.objects.filter(plan=plan).delete()
        made = PlanUpload.objects.create(plan=plan, name=name[:200], content=content, by_id=by.account_id)
        note(by=by, act="plan.look_at_file", plan=plan)
    return made


def map_columns(*, by: Actor, upload: PlanUpload, mapping: Mapping[str, str]) -> PlanUpload:
    """Which heading is which field, as a person chose it."""
    perms.required(by, WRITE)
    upload.mapping = dict(mapping)
    upload.save(update_fields=["mapping"])
    return upload


def take_in(*, by: Actor, upload: PlanUpload, skip_wrong: bool) -> dict[str, int]:
    """Judge the file once more against the plan as it is now, and write it: all rows or none."""
    perms.required(by, WRITE)
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=upload.plan_id)
        if not plan.is_draft:
            raise PlanFrozen
        found = study(bytes(upload.content), plan, upload.mapping)
        counts = apply(found, by=by, skip_wrong=skip_wrong)
        upload.delete()
        note(by=by, act="plan.import", plan=plan, detail={"rows": counts})
    return counts
