"""What an officer may look up: every fact that names this way in the vocabulary."""

from sebayu.core.facts import vocabulary

PATHS = frozenset(path for path, fact in vocabulary().items() if "manual" in fact.sources or fact.registers)
