"""The vocabulary: every fact the house knows by name, its owner, its sources and its sensitivity (pure)."""
