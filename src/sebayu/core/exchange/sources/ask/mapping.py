"""What may be asked: the facts whose vocabulary names this way."""

from sebayu.core.facts import vocabulary

PATHS = frozenset(path for path, fact in vocabulary().items() if "ask" in fact.sources)
