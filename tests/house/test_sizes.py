"""Sizes: a function stops at 50 lines, a file at 300 (tests 500). What is over stands in the ratchet file, which may only shrink."""

import json

from tests.house.tree import ROOT, SRC, functions, short, sources

RATCHET = ROOT / "tests" / "house" / "sizes.json"
FUNCTION_LINES, FILE_LINES, TEST_LINES = 50, 300, 500


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
    return found


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
