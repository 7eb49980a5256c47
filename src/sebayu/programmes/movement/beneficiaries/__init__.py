"""Beneficiaries asked for an evaluation: drawn at random from real cases, free to refuse, known to nobody who reads the answers."""
