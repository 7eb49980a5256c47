"""Editions with their items and weights, what the region says, what assessors score, who was asked."""

from sebayu.programmes.movement.evaluation.models.asking import Beneficiary, Sample, Testimony
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
    "Beneficiary",
    "EvaluationEdition",
    "EvidenceRequest",
    "Interview",
    "Item",
    "Part",
    "Prefill",
    "Sample",
    "Score",
    "Testimony",
    "WeightSet",
    "Words",
]
