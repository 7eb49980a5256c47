"""The ledger: who read or did what, when, for which case, on which legal basis.

Append-only by the database's own rules, hash-chained, without foreign keys, so that it can neither be edited nor block anything.
No path reads a person's facts without an entry here in the same transaction; the citizen sees every entry about herself.
"""

from sebayu.core.ledger.actor import Actor, Purpose

__all__ = ["Actor", "Purpose"]
