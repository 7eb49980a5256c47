"""Reading a YAML file so that every value knows its line, and nothing surprising happens.

YAML 1.1 turns `on` and `off` into booleans, `2026-01-01` into an object and `12:30` into 750; here words stay words,
dates stay text, only true/false/null and decimal numbers are special. Anchors and repeated keys are refused.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from sebayu.core.facts.mark import _
from sebayu.core.services.errors import DeclarationError, Problem

MAX_BYTES = 200_000
MAX_DEPTH = 12


class _Loader(yaml.SafeLoader):
    """The safe loader with a smaller idea of what a plain word may become."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"true|false", "tf"),
    ("tag:yaml.org,2002:null", r"null|~|", "n~\0"),
    ("tag:yaml.org,2002:int", r"-?(0|[1-9][0-9]{0,17})", "-0123456789"),
    ("tag:yaml.org,2002:float", r"-?(0|[1-9][0-9]*)\.[0-9]+", "-0123456789"),
):
    for _character in _first:
        key = "" if _character == "\0" else _character
        _Loader.yaml_implicit_resolvers.setdefault(key, []).append((_tag, re.compile(rf"^(?:{_pattern})$")))


def read(path: Path) -> tuple[Any, dict[str, int]]:
    """The content, and the line of every place in it: `asks.purpose.label` -> 14, `steps.0` -> 20."""
    try:
        data = path.read_bytes()
        if len(data) > MAX_BYTES:
            raise _problem(path, 1, _("Berkas terlalu besar."), f"> {MAX_BYTES} bytes", _("Pecah berkasnya."))
        return parse(data.decode("utf-8"), str(path))
    except UnicodeDecodeError as error:
        what, fix = _("Berkas bukan teks UTF-8."), _("Simpan ulang sebagai UTF-8.")
        raise _problem(path, 1, what, "", fix) from error
    except OSError as error:
        raise _problem(path, 1, _("Berkas tidak dapat dibuka."), error.strerror or "", "") from error


def parse(text: str, path: str) -> tuple[Any, dict[str, int]]:
    loader: _Loader | None = None
    try:
        loader = _Loader(text)  # already refuses control characters
        builder = _Builder(loader, path)
        node = loader.get_single_node()
        return (None if node is None else builder.build(node, "")), builder.lines
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        what, fix = (
            _("YAML tidak dapat dibaca."),
            _("Periksa lekukan, titik dua, dan tanda kutip di baris itu."),
        )
        raise _problem(path, line, what, str(getattr(error, "problem", "") or ""), fix) from error
    except RecursionError as error:
        raise _problem(path, 1, _("Susunan terlalu dalam."), "", _("Sederhanakan berkasnya.")) from error
    finally:
        if loader is not None:
            loader.dispose()


class _Builder:
    """Turns nodes into values and remembers the line of each place."""

    def __init__(self, loader: _Loader, path: str) -> None:
        self.loader, self.path = loader, path
        self.lines: dict[str, int] = {}
        self._placed: set[int] = set()

    def build(self, node: yaml.Node, place: str, depth: int = 0) -> Any:
        line = node.start_mark.line + 1
        if id(node) in self._placed or depth > MAX_DEPTH:  # an alias leads to a node that was already placed
            what, fix = _("Jangkar (&, *) atau susunan terlalu dalam."), _("Tulis isinya apa adanya.")
            raise _problem(self.path, line, what, "", fix)
        if isinstance(node, yaml.ScalarNode) and not _is_text(str(node.value)):
            raise _problem(
                self.path, line, _("Ada tanda yang bukan huruf."), "", _("Hapus tanda itu dan ketik ulang.")
            )
        self._placed.add(id(node))
        self.lines.setdefault(place, line)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place, depth)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.build(child, _join(place, index), depth + 1) for index, child in enumerate(node.value)
            ]
        return self._scalar(node, line)

    def _scalar(self, node: yaml.Node, line: int) -> Any:
        if node.tag.rpartition(":")[2] not in ("str", "bool", "int", "float", "null"):
            raise _problem(self.path, line, _("Penanda !! tidak dipakai."), node.tag, _("Hapus penandanya."))
        try:
            return self.loader.construct_object(node)
        except ValueError as error:
            raise _problem(
                self.path, line, _("Nilai tidak dapat dibaca."), "", _("Hapus penandanya.")
            ) from error

    def _mapping(self, node: yaml.MappingNode, place: str, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            name, line = str(key_node.value), key_node.start_mark.line + 1
            if not _is_text(name):
                raise _problem(
                    self.path,
                    line,
                    _("Ada tanda yang bukan huruf."),
                    "",
                    _("Hapus tanda itu dan ketik ulang."),
                )
            if name in result:
                what = _("Kunci ditulis dua kali: {key}.").format(key=name)
                raise _problem(self.path, line, what, "", _("Hapus salah satu."))
            self.lines[_join(place, name)] = line
            result[name] = self.build(value_node, _join(place, name), depth + 1)
        return result


def _is_text(value: str) -> bool:
    """Half of a surrogate pair, written as an escape, is no character: it cannot be stored, hashed or shown."""
    return not any("\ud800" <= character <= "\udfff" for character in value)


def _join(place: str, name: object) -> str:
    return f"{place}.{name}" if place else str(name)


def _problem(path: object, line: int, what: str, why: str, fix: str) -> DeclarationError:
    return DeclarationError([Problem(str(path), line, what, why, fix)])
