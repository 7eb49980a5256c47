"""Our own registers as a source: extracts and records of this region, answered from the database in the caller's transaction."""

from sebayu.core.exchange.sources.registry.client import RegistrySource

__all__ = ["RegistrySource"]
