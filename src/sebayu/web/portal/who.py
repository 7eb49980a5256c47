"""In which capacity somebody is at the portal: always as a citizen, or as who helps one at the counter."""

from dataclasses import replace

from django.http import HttpRequest

from sebayu.core.identity.acting import actor_for, actor_of, assisting
from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor


def me(request: HttpRequest) -> Actor:
    """The citizen behind a page whose door lets in citizens only.

    An officer who acts for somebody is a helper here: named with post and office in every record, with no right beyond
    those of the person helped.
    """
    actor = actor_of(request)
    return replace(actor, kind="helper") if actor.acting_for else actor


def citizen(request: HttpRequest) -> Actor | None:
    """The same on pages open to everybody; None for a stranger and for an account without a resident."""
    if not isinstance(request.user, Account) or not request.user.is_active:
        return None
    helped = assisting(request)
    actor = actor_for(request.user, as_citizen=True, acting_for=helped.person_id if helped else None)
    if actor.subject_id is None:
        return None
    return replace(actor, kind="helper") if actor.acting_for else actor
