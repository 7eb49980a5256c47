"""The vocabulary: every fact the house knows by name, its owner, its sources and its sensitivity (pure).

The facts are data in `vocabulary/*.yaml`. `vocabulary()` gives them by path (`person.birth_date`); in a service with
roles the first word is the role and `vocabulary().as_role("deceased.birth_date", "person")` finds the fact.
What the law never gives out cannot be declared: the loader refuses it.
"""

from sebayu.core.facts.errors import VocabularyError
from sebayu.core.facts.kinds import KINDS, coerce
from sebayu.core.facts.show import address, long_date, mask, number, rupiah, show, show_value
from sebayu.core.facts.vocabulary import Choice, Fact, Owner, Vocabulary, load, vocabulary

__all__ = [
    "KINDS",
    "Choice",
    "Fact",
    "Owner",
    "Vocabulary",
    "VocabularyError",
    "address",
    "coerce",
    "load",
    "long_date",
    "mask",
    "number",
    "rupiah",
    "show",
    "show_value",
    "vocabulary",
]
