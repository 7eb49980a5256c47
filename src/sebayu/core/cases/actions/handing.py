"""An officer hands what he holds to a colleague at the same desk. Undone by taking it again."""

from uuid import UUID

from sebayu.core.cases import perms
from sebayu.core.cases.actions.moving import moving
from sebayu.core.cases.desks import colleagues
from sebayu.core.cases.enums import EventKind
from sebayu.core.cases.errors import NotAColleague
from sebayu.core.cases.history import append
from sebayu.core.cases.models import Case
from sebayu.core.cases.telling import tell_holder
from sebayu.core.ledger import Actor


def hand_over(*, by: Actor, case_id: UUID, to: UUID, note: str = "") -> Case:
    """`to`: the account of a colleague who sits at the same desk today and whose own case it is not. Raises NotAColleague."""
    with moving(case_id, "hand_over", by=by, allowed=perms.can_hand_over) as case:
        found = next((one for one in colleagues(case) if one.id == to and one.id != by.account_id), None)
        if found is None:
            raise NotAColleague
        case.holder_id, case.holder_name = found.id, found.name
        said = f"Kepada {found.name}" + (f": {note.strip()}" if note.strip() else "")
        append(case, EventKind.HANDED, by=by, note=said[:300], public=False, detail={"to": str(found.id)})
        tell_holder(case, by=by)
    return case
