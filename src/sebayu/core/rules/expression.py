"""Reading a CEL expression: does it parse, which facts does it use, how are they compared.

The tree comes from the pure-Python parser and is kept per text; evaluating is the Rust engine's work.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

import cel
from celpy.celparser import CELParseError, CELParser
from lark import Tree

from sebayu.core.facts.mark import _
from sebayu.core.rules.errors import ExpressionError

MAX_LENGTH = 600  # a longer rule cannot be read aloud: split it into clauses
MAX_DEPTH = 20
MACROS_WITH_VARIABLE = {"all", "exists", "exists_one", "filter", "map"}
FUNCTIONS = {"age", "years_between", "months_between", "days_between", "date"}
BUILT_IN = {"size", "string", "int", "double", "bool", "duration", "timestamp"}
METHODS = {
    *MACROS_WITH_VARIABLE,
    *("contains", "startsWith", "endsWith", "size", "getFullYear", "getMonth", "getDayOfMonth", "getDate"),
}
_COMPARISONS = {
    "relation_eq": "==", "relation_ne": "!=", "relation_lt": "<", "relation_le": "<=",
    "relation_gt": ">", "relation_ge": ">=", "relation_in": "in",
}  # fmt: skip
_ARITHMETIC = {"multiplication_div": "/", "multiplication_mod": "%"}
_parser_lock = Lock()
_Node = Tree[Any]


@dataclass(frozen=True)
class Comparison:
    """A fact (path) or call (name) beside literals: enough to catch `person.religion == "islm"`."""

    path: str
    operator: str
    literals: tuple[Any, ...]
    call: str = ""


@dataclass(frozen=True)
class Expression:
    text: str
    facts: frozenset[str]  # two-word paths: person.birth_date
    names: frozenset[str]  # bare names that are neither facts, loop variables nor `on`
    calls: frozenset[str]
    comparisons: tuple[Comparison, ...]
    is_boolean: bool  # its outermost form gives true or false, as far as can be seen without facts


@lru_cache(maxsize=4096)
def read(text: str) -> Expression:
    """Parse `text`; raises ExpressionError with what, why and what now."""
    tree = _parse(text)
    walker = _Walker()
    walker.visit(tree, frozenset())
    return Expression(
        text=text,
        facts=frozenset(walker.facts),
        names=frozenset(walker.names),
        calls=frozenset(walker.calls),
        comparisons=tuple(walker.comparisons),
        is_boolean=_is_boolean(tree),
    )


def _parse(text: str) -> _Node:
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            _("Ungkapan terlalu panjang."), f"{len(text)} > {MAX_LENGTH}", _("Pecah menjadi beberapa syarat.")
        )
    if _depth(text) > MAX_DEPTH:
        raise ExpressionError(
            _("Kurung terlalu dalam."), f"> {MAX_DEPTH}", _("Pecah menjadi beberapa syarat.")
        )
    try:
        cel.compile(text)
        with _parser_lock:
            return CELParser().parse(text)
    except (ValueError, CELParseError) as error:
        where = str(error).strip().splitlines()[0][:200]
        raise ExpressionError(
            _("Ungkapan CEL tidak dapat dibaca."),
            where,
            _("Periksa tanda kurung, tanda kutip, dan operatornya."),
        ) from error


def _depth(text: str) -> int:
    deepest = level = 0
    for character in text:
        level += (character in "([{") - (character in ")]}")
        deepest = max(deepest, level)
    return max(deepest, text.count("!") // 4, text.count("?"))


class _Walker:
    def __init__(self) -> None:
        self.facts: set[str] = set()
        self.names: set[str] = set()
        self.calls: set[str] = set()
        self.comparisons: list[Comparison] = []

    def visit(self, node: Any, bound: frozenset[str]) -> None:
        if not isinstance(node, Tree):
            return
        kind = str(node.data)
        if kind == "relation" and len(node.children) == 2:
            self._compare(node, bound)
        if kind in ("member_dot", "member_index") and (path := _path(node)):
            if path.split(".")[0] not in bound:
                self.facts.add(path)
            return
        if kind == "member_dot_arg":
            self._method(node, bound)
            return
        if kind == "ident_arg":
            self.calls.add(str(node.children[0]))
        if kind in _ARITHMETIC:
            self.calls.add(_ARITHMETIC[kind])
        if kind == "ident" and str(node.children[0]) not in bound | {"on"}:
            self.names.add(str(node.children[0]))
        for child in node.children:
            self.visit(child, bound)

    def _method(self, node: _Node, bound: frozenset[str]) -> None:
        target, name, *rest = node.children
        self.calls.add(str(name))
        self.visit(target, bound)
        arguments = rest[0].children if rest else []
        if str(name) in MACROS_WITH_VARIABLE and arguments:
            variable = _sole_identifier(arguments[0])
            bound, arguments = bound | {variable or ""}, arguments[1:]
        for argument in arguments:
            self.visit(argument, bound)

    def _compare(self, node: _Node, bound: frozenset[str]) -> None:
        left, right = node.children
        operator = _COMPARISONS.get(str(left.data), "")
        first, second = _strip(left), _strip(right)
        literals = _literals(second)
        if literals is None and operator in ("==", "!="):
            first, second, literals = second, first, _literals(first)
        if literals is None:
            return
        path = _path(first)
        call = str(first.children[0]) if isinstance(first, Tree) and first.data == "ident_arg" else ""
        if (path and path.split(".")[0] not in bound) or call:
            self.comparisons.append(Comparison(path or "", operator, literals, call))


def _strip(node: Any) -> Any:
    """Go down while a node only wraps one other."""
    while isinstance(node, Tree) and node.data != "ident_arg" and len(node.children) == 1:
        if node.data in ("literal", "ident", "list_lit"):
            return node
        node = node.children[0]
    return node


def _path(node: Any) -> str | None:
    """`person.birth_date` or `person["birth_date"]`; deeper members belong to the same fact."""
    node = _strip(node)
    if not isinstance(node, Tree) or node.data not in ("member_dot", "member_index"):
        return None
    target = _strip(node.children[0])
    if isinstance(target, Tree) and target.data in ("member_dot", "member_index"):
        return _path(target)
    if not (isinstance(target, Tree) and target.data == "ident"):
        return None
    if node.data == "member_dot":
        return f"{target.children[0]}.{node.children[1]}"
    index = _literals(_strip(node.children[1]))
    return f"{target.children[0]}.{index[0]}" if index and isinstance(index[0], str) else None


def _sole_identifier(node: Any) -> str | None:
    node = _strip(node)
    return str(node.children[0]) if isinstance(node, Tree) and node.data == "ident" else None


def _literals(node: Any) -> tuple[Any, ...] | None:
    if isinstance(node, Tree) and node.data == "literal":
        return (_value(str(node.children[0]), getattr(node.children[0], "type", "")),)
    if isinstance(node, Tree) and node.data == "list_lit":
        items = node.children[0].children if node.children else []
        found = [_literals(_strip(item)) for item in items]
        return tuple(one[0] for one in found if one) if all(found) else None
    return None


def _value(text: str, kind: str) -> Any:
    if kind == "BOOL_LIT":
        return text == "true"
    if kind == "NULL_LIT":
        return None
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


def _is_boolean(tree: _Node) -> bool:
    """Comparisons, logic, `!`, boolean macros and bare facts may be boolean; numbers and texts are not."""
    node = tree
    for inner in _chain(tree):
        node = inner
        kind = str(inner.data)
        if len(inner.children) > 1 and kind in ("conditionalor", "conditionaland", "relation"):
            return True
        if len(inner.children) > 1 and kind in ("addition", "multiplication"):
            return False
    if node.data == "literal":
        return isinstance((_literals(node) or (None,))[0], bool)
    if node.data == "ident_arg":
        return str(node.children[0]) == "bool"
    return node.data not in ("list_lit", "map_lit")


def _chain(node: Any) -> Iterator[_Node]:
    while isinstance(node, Tree):
        yield node
        if len(node.children) != 1 or node.data in ("list_lit", "map_lit"):
            return
        node = node.children[0]
