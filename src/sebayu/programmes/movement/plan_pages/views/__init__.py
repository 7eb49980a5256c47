"""Thin views, one file per subject."""
