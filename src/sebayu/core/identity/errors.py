"""What can go wrong here, in words: what, why, what now."""

from sebayu.core.ledger.errors import HouseError


class IdentityError(HouseError):
    pass
