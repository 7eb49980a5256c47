"""The national social and economic register (DTSEN): the household's welfare decile."""

from sebayu.core.exchange.sources.dtsen.client import DtsenSource

__all__ = ["DtsenSource"]
