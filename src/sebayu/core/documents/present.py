"""From facts to what stands on paper: every value as text, once, before typst sees it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from sebayu.core import facts
from sebayu.core.documents.errors import LetterTooLong
from sebayu.core.documents.kinds import ADDRESS_PARTS, LetterKind

# Roots of a path that are subjects themselves; any other root is a role, and the caller says of what kind.
_SUBJECTS = frozenset({"person", "household", "business", "land", "student"})
# Characters that are no text: controls, and the marks that make a line read in another order than it is stored.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\uffff]")
MAX_TEXT = 4000
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_LONG = re.compile(r"\S{25,}")
_BREAK = "\u200b"


def printed(values: Mapping[str, Any], roles: Mapping[str, str] | None = None) -> dict[str, Any]:
    """`values` cleaned, `shown` {path: text} and `lists` {path: [{key: text}]}; `roles` names the kind behind each role."""
    values = clean(values)
    kinds = {name: name for name in _SUBJECTS} | dict(roles or {})
    shown: dict[str, str] = {}
    lists: dict[str, list[dict[str, str]]] = {}
    for path, value in values.items():
        root = path.partition(".")[0]
        if isinstance(value, list | tuple):
            lists[path] = [_item(entry) for entry in value]
            shown[path] = text_of("", value)
        else:
            shown[path] = text_of(path, value, kinds.get(root))
    for root in {path.partition(".")[0] for path in values if path.endswith(".address")}:
        if any(values.get(f"{root}.{part}") for part in ADDRESS_PARTS):
            shown[f"{root}.address"] = breakable(facts.address(values, root))
    return {"values": values, "shown": shown, "lists": lists}


def text_of(path: str, value: Any, kind: str | None = None) -> str:
    """One value as it is printed; empty stays empty. Numbers such as a NIK are printed without the gaps of the screen."""
    if value is None or value == "":
        return ""
    fact = facts.vocabulary().as_role(path, kind) if kind else None
    if (
        fact is None and isinstance(value, str) and _ISO_DATE.match(value)
    ):  # an answered date comes back as text
        return facts.show_value(_date(value))
    if fact is not None and fact.kind == "code" and isinstance(value, str):
        return breakable(value)
    return breakable(facts.show(path, value, subject=kind))


def clean(value: Any) -> Any:
    """The value without characters that are no text, in lists and mappings too: PostgreSQL refuses some, readers are fooled by others."""
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise LetterTooLong(limit=MAX_TEXT)
        return _UNSEEN.sub("", value).strip()
    if isinstance(value, Mapping):
        return {str(key): clean(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [clean(entry) for entry in value]
    return value


def breakable(text: str) -> str:
    """A word of 25 letters and more may be broken every 12: only then does an endless name stay inside its column."""
    return _LONG.sub(lambda word: _BREAK.join(re.findall(r".{1,12}", word.group())), text)


def hint(name: object) -> str:
    """ "S*** W********": enough to see that a paper was given another name."""
    words = str(name or "").split()[:6]
    return " ".join(word[0] + "*" * min(len(word) - 1, 8) for word in words)


def hints(content: Mapping[str, Any], kind: LetterKind, roles: Mapping[str, str] | None = None) -> str:
    """The masked names of the people a letter is about, at most three: roles such as the deceased first."""
    people = {"person"} | {role for role, of in (roles or {}).items() if of == "person"}
    named = [f"{role}.name" for role in sorted(people, key=lambda role: (role == "person", role))]
    known = kind.placeholders | kind.optional
    return ", ".join(
        hint(content["shown"][path]) for path in named if path in known and content["shown"].get(path)
    )[:160]


def empty(required: frozenset[str], content: Mapping[str, Any]) -> list[str]:
    """Required placeholders that would print nothing."""
    shown, lists = content["shown"], content["lists"]
    return sorted(path for path in required if not shown.get(path) and not lists.get(path))


def labels(paths: list[str], roles: Mapping[str, str] | None = None) -> str:
    """The paths as an officer knows them: "Nama lengkap, Tempat lahir"."""
    kinds = {name: name for name in _SUBJECTS} | dict(roles or {})
    found = []
    for path in paths:
        fact = facts.vocabulary().as_role(path, kinds.get(path.partition(".")[0]))
        found.append(fact.label if fact else path)
    return ", ".join(found)


def _item(entry: Any) -> dict[str, str]:
    if not isinstance(entry, Mapping):
        return {"name": text_of("", entry)}
    row = {key: text_of(f"person.{key}", value, "person") for key, value in entry.items()}
    if entry.get("relation") and not row.get("family_relation"):
        row["relation"] = text_of("person.family_relation", entry["relation"], "person")
    return row


def _date(value: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return value
