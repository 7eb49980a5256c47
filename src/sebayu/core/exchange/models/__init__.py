"""Tables of exchange: what we have with each source, under which agreement, what was gathered, and what is said to be wrong."""

from sebayu.core.exchange.models.corrections import CorrectionRequest
from sebayu.core.exchange.models.evidence import Evidence
from sebayu.core.exchange.models.sources import Agreement, AgreementElement, SourceConfig

__all__ = ["Agreement", "AgreementElement", "CorrectionRequest", "Evidence", "SourceConfig"]
