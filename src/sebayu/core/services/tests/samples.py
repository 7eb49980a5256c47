"""The small town of declarations the tests use, and a way to change one line of it."""

from pathlib import Path

from sebayu.core.services import LetterInfo, Service, load, load_text
from sebayu.core.services.model import Example

TOWN = Path(__file__).parent / "town"
LETTERS = {
    "sktm": LetterInfo(frozenset({"person.name", "person.nik", "answers.purpose", "document.number"})),
    "sku": LetterInfo(frozenset({"person.name", "business.name"})),
}


def town() -> dict[str, Service]:
    return load([TOWN / "services"])


def text_of(key: str) -> str:
    return (TOWN / "services" / f"{key}.yaml").read_text(encoding="utf-8")


def changed(key: str, old: str, new: str) -> Service:
    """The declaration with `old` replaced once; fails when the sample no longer has it."""
    text = text_of(key)
    assert text.count(old) >= 1, old
    return load_text(text.replace(old, new, 1), f"{key}.yaml")


def example(service: str, facts: dict, expect: dict, **more) -> Example:
    return Example(name="x", service=service, on="2026-11-21", facts=facts, answers={}, expect=expect, **more)
