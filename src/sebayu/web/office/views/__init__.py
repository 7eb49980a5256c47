"""Thin views of the office, one file per subject."""
