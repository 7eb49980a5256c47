"""What assessors recommend becomes work of an office: a box with due dates, allowed moves, and a history nobody edits (ADR 0009)."""
