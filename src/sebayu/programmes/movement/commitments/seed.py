"""The demo's commitments."""

from collections.abc import Callable


def fill(say: Callable[[str], None]) -> None:
    say("")
