"""Business licensing (OSS): a business by its NIB or its owner's NIK."""

from sebayu.core.exchange.sources.oss.client import OssSource

__all__ = ["OssSource"]
