"""Only the citizen knows: the last resort, and never for what a register can answer."""

from sebayu.core.exchange.sources.ask.client import AskSource

__all__ = ["AskSource"]
