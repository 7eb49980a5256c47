"""The yearly evaluation: parts, items, weights as dated data, interviews, beneficiaries, scores recomputed at any time."""
