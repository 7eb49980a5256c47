"""Kinds of letters: announced by programmes as folders of typst files, never kept in a table.

Title and placeholders are read from the file, so a declaration cannot disagree with what is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sebayu.core.documents.errors import LetterFileWrong, LetterUnknown

# The address is printed in one line with what is known of these.
ADDRESS_PARTS = ("hamlet", "rt", "rw", "village", "district", "regency")

# What the identity block prints, and the facts behind it. `labels` in typst/surat.typ must agree: a test compares.
FIELDS: dict[str, tuple[str, ...]] = {
    name: (name,)
    for name in (
        "name",
        "nik",
        "kk_number",
        "sex",
        "religion",
        "marital_status",
        "occupation",
        "education",
        "citizenship",
        "address",
        "family_relation",
        "father_name",
        "mother_name",
        "blood_group",
        "death_date",
    )
} | {"birth": ("birth_place", "birth_date")}

_COMMENT = re.compile(r"(?<!:)//[^\n]*|/\*.*?\*/", re.S)
_TITLE = re.compile(r'letter\.with\([^)]*?title:\s*"([^"]+)"', re.S)
_CALL = re.compile(r"\b(raw-fact|list-fact|fact|has|people|identity)\(")
_WORD = re.compile(r'"([^"\n]*)"')
_PATH = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter. `placeholders` must be filled before it can be issued; `optional` may be."""

    key: str
    title: str
    template: Path
    archive_key: str
    placeholders: frozenset[str]
    optional: frozenset[str]


_kinds: dict[str, LetterKind] = {}


def announce(folder: Path) -> list[LetterKind]:
    """Read every letter of a folder; a second letter of the same name is a mistake."""
    found = [read(path) for path in sorted(folder.glob("*.typ")) if not path.name.startswith("_")]
    for kind in found:
        known = _kinds.get(kind.key)
        if known is not None and known.template != kind.template:
            raise LetterFileWrong(kind.template.name, f"the letter {kind.key} is announced twice")
        _kinds[kind.key] = kind
    return found


def get(key: str) -> LetterKind:
    try:
        return _kinds[key]
    except KeyError:
        raise LetterUnknown(key=key) from None


def every() -> dict[str, LetterKind]:
    """All announced kinds by key: what `services.check` takes as its letters."""
    return dict(_kinds)


def read(path: Path) -> LetterKind:
    source = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    title = _TITLE.search(source)
    if title is None:
        raise LetterFileWrong(path.name, 'no `#show: letter.with(title: "…")`')
    required, optional = _placeholders(source, path.name)
    return LetterKind(
        key=path.stem,
        title=title.group(1),
        template=path.resolve(),
        archive_key=path.stem,
        placeholders=frozenset(required),
        optional=frozenset(optional - required),
    )


def _placeholders(source: str, name: str) -> tuple[set[str], set[str]]:
    required: set[str] = set()
    optional: set[str] = set()
    for call in _CALL.finditer(source):
        arguments = _arguments(source, call.end())
        words = _WORD.findall(arguments)
        first = _WORD.match(arguments.lstrip())
        if first is None:
            raise LetterFileWrong(name, f"{call.group(1)}(…) must begin with a plain string")
        if call.group(1) == "identity":
            paths = _identity_paths(first.group(1), words[1:], name)
            may_lack = re.search(r"optional:\s*true", arguments) is not None
        else:
            paths = {first.group(1)}
            may_lack = call.group(1) in {"has", "raw-fact"} or re.search(r"\bdefault:", arguments) is not None
        if wrong := sorted(p for p in paths if not _PATH.match(p)):
            raise LetterFileWrong(name, f"not a path: {', '.join(wrong)}")
        (optional if may_lack else required).update(paths)
        for path in paths:
            if path.endswith(".address"):
                optional.update(f"{path.partition('.')[0]}.{part}" for part in ADDRESS_PARTS)
    return required, optional


def _identity_paths(role: str, fields: list[str], name: str) -> set[str]:
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise LetterFileWrong(name, f"identity has no field {', '.join(unknown)}")
    return {f"{role}.{fact}" for field in fields for fact in FIELDS[field]}


def _arguments(source: str, start: int) -> str:
    """The text up to the bracket that closes the call."""
    depth, quoted = 1, False
    for at in range(start, len(source)):
        char = source[at]
        if char == '"' and source[at - 1] != "\\":
            quoted = not quoted
        elif not quoted and char in "([{":
            depth += 1
        elif not quoted and char in ")]}":
            depth -= 1
            if depth == 0:
                return source[start:at]
    return source[start:]
