"""RT, RW or an officer vouches for what no register holds: a judgement, with name and post."""

from sebayu.core.exchange.sources.attest.client import AttestSource

__all__ = ["AttestSource"]
