"""Sebayu: the operating system of a kota cerdas for Indonesian regions."""

__version__ = "0.1.0"
