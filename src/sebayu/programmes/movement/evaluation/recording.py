"""Why the evaluation writes, and its ledger entry."""

from typing import Any

from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record
from sebayu.programmes.movement.evaluation.models import EvaluationEdition

BASIS = "Nota kesepakatan Gerakan Menuju Kota Cerdas; UU 25/2009 tentang Pelayanan Publik"
PURPOSE = Purpose("Evaluasi Gerakan Menuju Kota Cerdas", BASIS)


def note(by: Actor, act: str, edition: EvaluationEdition | None = None, **detail: Any) -> None:
    """One entry; `detail` holds keys, counts and states only."""
    where = {"edition": str(edition.id), "year": edition.year} if edition else {}
    record(by=by, act=f"evaluation.{act}", purpose=PURPOSE, detail={**where, **detail})
