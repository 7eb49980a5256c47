"""Editions with their items and weights, what the region says, what assessors score, who was asked, what is recommended."""

from sebayu.programmes.movement.evaluation.models.asking import Beneficiary, Sample, Testimony
from sebayu.programmes.movement.evaluation.models.editions import EvaluationEdition, Item, Part, WeightSet
from sebayu.programmes.movement.evaluation.models.following import FollowUpEvent, Recommendation
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
    "FollowUpEvent",
    "Interview",
    "Item",
    "Part",
    "Prefill",
    "Recommendation",
    "Sample",
    "Score",
    "Testimony",
    "WeightSet",
    "Words",
]
