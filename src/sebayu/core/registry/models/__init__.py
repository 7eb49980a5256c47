"""Tables of the registers."""

from sebayu.core.registry.models.holdings import Business, Enrolment, LandObject
from sebayu.core.registry.models.pairs import SuspectedPair
from sebayu.core.registry.models.people import Household, Person
from sebayu.core.registry.models.upkeep import ImportRun, NameToken, PastVersion

__all__ = [
    "Business", "Enrolment", "Household", "ImportRun", "LandObject", "NameToken", "PastVersion", "Person", "SuspectedPair",
]  # fmt: skip
