"""What may be vouched for: the facts whose vocabulary names this way."""

from sebayu.core.facts import vocabulary

PATHS = frozenset(path for path, fact in vocabulary().items() if "attest" in fact.sources)
