"""The ways out, behind one interface: one file per channel, and a health check that says what is misconfigured."""

from sebayu.core.notify.channels.base import Channel, ChannelDown, ChannelRefused
from sebayu.core.notify.channels.email import EmailChannel
from sebayu.core.notify.channels.whatsapp import WhatsAppChannel

__all__ = ["Channel", "ChannelDown", "ChannelRefused", "active", "get", "health"]

_ALL: dict[str, Channel] = {channel.key: channel for channel in (WhatsAppChannel(), EmailChannel())}


def get(key: str) -> Channel:
    return _ALL[key]


def active() -> list[Channel]:
    """The channels this installation has switched on."""
    return [channel for channel in _ALL.values() if channel.is_active()]


def health() -> list[str]:
    """What is wrong with the channels, as sentences for `sebayu check`."""
    return [problem for channel in _ALL.values() for problem in channel.problems()]
