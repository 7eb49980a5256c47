"""A write is a function: keyword-only, `by=` the actor where a person acts."""

import ast

from tests.house.tree import functions, short, sources

# Done by the machine or before anybody can be named; each with its reason.
WITHOUT_ACTOR = {
    "core/ledger/actions.py:seal": "the sealing job",
    "core/cases/actions/clock.py:escalate_overdue": "the clock",
}


def action_files() -> list:
    return [p for p in sources() if "core" in p.parts and ("actions" in p.parts or p.name == "actions.py")]


def public_functions() -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    return [
        (f"{short(path)}:{name}", node)
        for path in action_files()
        for name, node in functions(path)
        if not name.startswith("_") and node.col_offset == 0
    ]


def test_actions_take_keywords_only() -> None:
    helpers = ("moving.py:", "telling.py:")
    wrong = [n for n, f in public_functions() if f.args.args and not any(h in n for h in helpers)]
    assert not wrong, f"positional arguments in actions: {wrong}"


def test_actions_name_who_acts() -> None:
    wrong = [
        name
        for name, function in public_functions()
        if "by" not in {arg.arg for arg in [*function.args.kwonlyargs, *function.args.args]}
        and name not in WITHOUT_ACTOR
        and "telling.py:" not in name
    ]
    assert not wrong, f"actions without by=: {wrong}"


def test_exceptions_still_exist() -> None:
    names = {name for name, _ in public_functions()}
    assert set(WITHOUT_ACTOR) <= names
