"""The population register (Dukcapil) by web service under a PKS: values, or a yes or no per element."""

from sebayu.core.exchange.sources.dukcapil.client import DukcapilSource

__all__ = ["DukcapilSource"]
