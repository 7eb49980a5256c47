"""Tables of the indicators: what runs computed, and what people decided about it."""

from sebayu.core.indicators.models.computed import Cell, Run, SourceState, Value
from sebayu.core.indicators.models.decided import Baseline, Statement, Target
from sebayu.core.indicators.models.published import Publication

__all__ = ["Baseline", "Cell", "Publication", "Run", "SourceState", "Statement", "Target", "Value"]
