"""What every move begins with: the locked case, the right to move it, and the table of moves."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from sebayu.core.cases.errors import MoveNotAllowed
from sebayu.core.cases.models import Case
from sebayu.core.cases.workflow import allows
from sebayu.core.ledger import Actor, access
from sebayu.core.ledger.errors import Forbidden


@contextmanager
def moving(
    case_id: UUID, move: str, *, by: Actor, allowed: Callable[[Actor, Case], bool], step: int | None = None
) -> Iterator[Case]:
    """Lock the case, check table and permission, yield it, save it.

    `step` is the step the actor saw on the screen: when the case moved on in between, the move is refused, so that two taps
    approve once. Raises MoveNotAllowed, Forbidden.
    """
    with access.writing():
        case = Case.objects.select_for_update().get(pk=case_id)
        if not allows(case.state, move) or (step is not None and step != case.step_index):
            raise MoveNotAllowed(case.state)
        if not allowed(by, case):
            raise Forbidden
        yield case
        case.save()
