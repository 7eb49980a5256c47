"""Editions with their items and weights, what the region says, what assessors score."""

from sebayu.programmes.movement.evaluation.models.editions import EvaluationEdition, Item, Part, WeightSet
from sebayu.programmes.movement.evaluation.models.judging import (
    Assignment,
    Attachment,
    EvidenceRequest,
    Interview,
    Prefill,
    Score,
    Words,
)

__all__ = [
    "Assignment",
    "Attachment",
    "EvaluationEdition",
    "EvidenceRequest",
    "Interview",
    "Item",
    "Part",
    "Prefill",
    "Score",
    "WeightSet",
    "Words",
]
