"""Where somebody can be reached. The answer comes from a function that can be replaced; by default, the account's own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from sebayu.core.identity.models import Account


@dataclass(frozen=True, slots=True)
class Contact:
    """Addresses of one account; they are kept out of every printed form."""

    account_id: UUID
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


class Lookup(Protocol):
    """Contacts of an account or of a person; None when there is nobody to tell."""

    def __call__(
        self, *, account_id: UUID | None = None, person_id: UUID | None = None
    ) -> Contact | None: ...


def of_account(*, account_id: UUID | None = None, person_id: UUID | None = None) -> Contact | None:
    """What an officer noted at the counter or the account's owner entered."""
    found = Account.objects.filter(is_active=True)
    found = found.filter(id=account_id) if account_id else found.filter(person_id=person_id)
    if account_id is None and person_id is None:
        return None
    row = found.values("id", "email", "phone").first()
    return Contact(row["id"], row["email"] or "", row["phone"]) if row else None


_lookup: Lookup = of_account


def use(lookup: Lookup) -> Callable[[], None]:
    """Ask somebody else for addresses; returns the way back."""
    global _lookup
    before, _lookup = _lookup, lookup

    def undo() -> None:
        global _lookup
        _lookup = before

    return undo


def find(*, account_id: UUID | None = None, person_id: UUID | None = None) -> Contact | None:
    return _lookup(account_id=account_id, person_id=person_id)
