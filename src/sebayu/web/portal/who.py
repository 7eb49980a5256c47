"""In which capacity somebody is at the portal: always as a citizen, or as who helps one at the counter."""

from django.http import HttpRequest

from sebayu.core.identity.acting import actor_for, actor_of, assisting
from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor


def citizen(request: HttpRequest) -> Actor | None:
    """The citizen (or helped citizen) behind this request; None for a stranger and for an account without a resident.

    Pages open to everybody use this too: an officer at the portal has a citizen's rights there, whatever posts they hold.
    """
    door = getattr(request, "door", None)
    if door is not None and door.as_citizen:
        actor = actor_of(request)
    elif isinstance(request.user, Account) and request.user.is_active:
        helped = assisting(request)
        actor = actor_for(request.user, as_citizen=True, acting_for=helped.person_id if helped else None)
    else:
        return None
    return actor if actor.subject_id else None
