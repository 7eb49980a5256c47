"""The source tree as the house's own tests see it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "sebayu"


def sources() -> Iterator[Path]:
    """Every module of ours but tests and migrations."""
    for path in sorted(SRC.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.relative_to(SRC).parts):
            yield path


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node


def short(path: Path) -> str:
    return path.relative_to(SRC).as_posix()
