"""Defects of the program that writes a message; what goes wrong while delivering is a row in the log, never an error."""


class BadMessage(ValueError):
    """The template is unknown, its context incomplete, or something personal was about to be put into a message."""
