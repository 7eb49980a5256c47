"""Stages with their gates, homework with its history, readiness over time, notes and minutes."""

from sebayu.programmes.movement.bimtek.models.files import FileBytes, StoredFile
from sebayu.programmes.movement.bimtek.models.homework import Homework, Submission
from sebayu.programmes.movement.bimtek.models.readiness import ReadinessItem, ReadinessScore
from sebayu.programmes.movement.bimtek.models.stages import ExpertNote, Gate, Minutes, Stage

__all__ = [
    "ExpertNote",
    "FileBytes",
    "Gate",
    "Homework",
    "Minutes",
    "ReadinessItem",
    "ReadinessScore",
    "Stage",
    "StoredFile",
    "Submission",
]
