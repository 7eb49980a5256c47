"""Thin views, one file per kind of reader."""
