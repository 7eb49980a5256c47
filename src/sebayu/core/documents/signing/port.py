"""What a signing service can be asked, and the three ways it can fail: not sent, refused, unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Secret:
    """Passphrase or one-time code of the signer: held for one call, never stored, logged or queued."""

    passphrase: str = field(default="", repr=False)
    totp: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.passphrase or self.totp)

    def __reduce__(self) -> tuple:
        raise TypeError("a secret is never written anywhere")


@dataclass(frozen=True)
class Stamp:
    """The visible mark of the signature: a picture and its place, in points from the top left corner of the page."""

    picture: bytes = field(repr=False)
    page: int
    x: float
    y: float
    width: float
    height: float
    page_height: float


@dataclass(frozen=True)
class SignerStatus:
    """Whether somebody can sign now. `code` is the service's own word."""

    can_sign: bool
    code: str
    message: str


class SigningService(Protocol):
    def status(self, *, nik: str) -> SignerStatus: ...

    def sign(self, *, nik: str, secret: Secret, pdf: bytes, stamp: Stamp | None, reason: str) -> bytes: ...

    def seal(self, *, secret: Secret, pdf: bytes, stamp: Stamp | None, reason: str) -> bytes: ...


class SigningFailed(Exception):
    """Base of what a signing service can do wrong. `reason` is a short text without personal data."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotSent(SigningFailed):
    """The service was never reached: certainly nothing was signed."""


class Refused(SigningFailed):
    """The service answered that it does not sign: certainly nothing was signed."""


class OutcomeUnknown(SigningFailed):
    """The request went out and no usable answer came back: it may have been signed. Never repeated by the machine."""
