"""Sizes: a function stops at 50 lines, a file at 300 (tests 500), a programme or one of its parts at 1,500 lines of Python.

What is over stands in the ratchet file, which may only shrink.
"""

import json
from pathlib import Path

from tests.house.tree import ROOT, SRC, functions, short, sources

RATCHET = ROOT / "tests" / "house" / "sizes.json"
FUNCTION_LINES, FILE_LINES, TEST_LINES, PART_LINES = 50, 300, 500, 1500


def over() -> dict[str, int]:
    found: dict[str, int] = {}
    for path in sources():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > FILE_LINES:
            found[short(path)] = lines
        for name, node in functions(path):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                found[f"{short(path)}:{name}"] = length
    for path in [*SRC.rglob("tests/**/*.py"), *(ROOT / "tests").rglob("*.py")]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > TEST_LINES:
            found[path.relative_to(ROOT).as_posix()] = lines
    return found | {name: _hundreds(lines) for name, lines in parts().items() if lines > PART_LINES}


def _hundreds(lines: int) -> int:
    """A part is counted in hundreds, rounded up: one line more or less does not move the ratchet."""
    return -(-lines // 100) * 100


def parts() -> dict[str, int]:
    """Every programme and every part of one, each by itself: Python without tests and migrations."""
    homes = {path.parent for path in (SRC / "programmes").rglob("apps.py")}
    found = dict.fromkeys((f"part:{short(home)}" for home in homes), 0)
    for path in sources():
        if home := _home(path, homes):
            found[f"part:{short(home)}"] += len(path.read_text(encoding="utf-8").splitlines())
    return found


def _home(path: Path, homes: set[Path]) -> Path | None:
    """The nearest folder above with an `apps.py`: what lies in a part is not counted for its programme again."""
    return next((folder for folder in path.parents if folder in homes), None)


def test_parts_are_counted() -> None:
    found = parts()
    assert {
        "part:programmes/letters",
        "part:programmes/movement/plan",
        "part:programmes/movement/books",
    } <= set(found)
    assert found["part:programmes/movement"] < 300 < found["part:programmes/movement/plan"]


def test_nothing_grows_beyond_its_size() -> None:
    allowed = json.loads(RATCHET.read_text())
    grown = {name: lines for name, lines in over().items() if lines > allowed.get(name, 0)}
    assert not grown, f"over the house's sizes (split them): {grown}"


def test_ratchet_only_shrinks() -> None:
    now = over()
    stale = {
        name: lines for name, lines in json.loads(RATCHET.read_text()).items() if now.get(name, 0) < lines
    }
    assert not stale, f"smaller than the ratchet says; lower or remove these lines in sizes.json: {stale}"
