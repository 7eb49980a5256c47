"""Errors are part of the interface: what happened, why, and what to do now, in the reader's language."""


class HouseError(Exception):
    """Base of every error that a person may be shown; the message is Indonesian and holds no personal data."""

    code = "error"
    status = 400

    def __init__(self, message: str = "", **params: object) -> None:
        self.params = params
        super().__init__(message or self.__class__.__doc__ or self.code)


class SilentRead(RuntimeError):
    """A person's facts were about to be read without a ledger entry. A defect of the program, never of the user."""


class NotInTransaction(RuntimeError):
    """A ledger entry was about to be written outside the transaction of what it records."""


class Forbidden(HouseError):
    """Anda tidak berwenang membuka ini."""

    code = "forbidden"
    status = 403
