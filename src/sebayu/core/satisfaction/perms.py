"""Who may see results of the survey. Predicates; the policy stands in the docstrings."""

from sebayu.core.identity import perms
from sebayu.core.ledger import Actor

# They look at the whole region: its leaders, who keeps the movement in order, who judges it, who audits.
REGION = ("leader", "planner", "assessor", "auditor")


def offices_of(actor: Actor) -> list[str] | None:
    """Whose results the actor may open: None is all offices; heads and secretaries see their own."""
    if any(role in actor.roles for role in REGION):
        return None
    return sorted(o for o in actor.offices if perms.can(actor, "indicator.read", office_key=o))


def can_read_notes(actor: Actor, office_key: str) -> bool:
    """What people wrote is for the office it was written to: its head and secretary."""
    return perms.can(actor, "indicator.read", office_key=office_key) and perms.works_at(actor, office_key)


def can_record(actor: Actor, office_key: str) -> bool:
    """Somebody who serves citizens in this office may fill in a survey with a person who sits beside him."""
    return perms.can(actor, "assist.begin", office_key=office_key)
