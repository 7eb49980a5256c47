"""What a channel is, and the two ways in which sending can fail."""

from typing import Protocol

from sebayu.core.notify.contacts import Contact
from sebayu.core.notify.templates import Rendered


class ChannelDown(Exception):
    """Not now: the channel is broken or busy; trying again makes sense. The text is a kind of fault, never an address."""


class ChannelRefused(Exception):
    """Never: this address does not take messages; trying again makes no sense."""


class Channel(Protocol):
    key: str

    def is_active(self) -> bool:
        """Whether this installation has the channel."""

    def address(self, contact: Contact) -> str:
        """The address for this channel, empty when there is none."""

    def send(self, address: str, message: Rendered, *, reference: str) -> None:
        """Hand it over. `reference` is the same for every try, so that a receiver can recognise a second copy."""

    def problems(self) -> list[str]:
        """What an operator should mend."""
