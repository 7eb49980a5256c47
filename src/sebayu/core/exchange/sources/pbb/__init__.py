"""Land tax (PBB): an object by its NOP or its payer's NIK."""

from sebayu.core.exchange.sources.pbb.client import PbbSource

__all__ = ["PbbSource"]
