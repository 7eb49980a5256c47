"""An officer looks it up in the owner's portal and records what was seen and when: works without any connection."""

from sebayu.core.exchange.sources.manual.client import ManualSource

__all__ = ["ManualSource"]
