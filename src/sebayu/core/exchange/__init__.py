"""Between offices: which sources we have, under which agreements, gathering the evidence of a request, and telling owners of
registers that something is wrong.

`gathering.gather` collects every fact of a service in the fewest calls; `reading.read` is the light path to single facts of our own
register; `actions` holds every write. No source is ever read without a ledger entry, and a source that is down is a question to
an officer, never a lost request.
"""

from typing import Any

from sebayu.core.exchange.types import Item, Other, SubjectRef

__all__ = ["Item", "Other", "SubjectRef", "gather", "read"]


def __getattr__(name: str) -> Any:
    """`exchange.gather` and `exchange.read`: they need the tables, which Django loads after this package."""
    if name == "gather":
        from sebayu.core.exchange.gathering import gather

        return gather
    if name == "read":
        from sebayu.core.exchange.reading import read

        return read
    raise AttributeError(name)
