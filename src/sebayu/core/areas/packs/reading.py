"""One YAML file with its schema: plain values, and the line of every value for messages.

Scalars are read by the YAML 1.2 core rules without floats and dates, so that codes (33.76), numbers (004) and hours (07:30)
stay the text the official wrote.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator, ValidationError

from sebayu.core.areas.errors import PackError, PackProblem

SCHEMAS = Path(__file__).parent / "schemas"
MAX_BYTES = 8 * 2**20


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    yaml_implicit_resolvers: dict = {}


_TAG = "tag:yaml.org,2002:"
_Loader.add_implicit_resolver(f"{_TAG}bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(f"{_TAG}null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver(f"{_TAG}int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))


@dataclass(frozen=True)
class Source:
    """A file that was read: its values, and where each stands."""

    file: str
    data: Any
    node: yaml.Node

    def line(self, path: Sequence[str | int]) -> int:
        """The line of the value at this path, or of the nearest one above it."""
        node = self.node
        for step in path:
            below = _step(node, step)
            if below is None:
                break
            node = below
        return node.start_mark.line + 1

    def problem(self, path: Sequence[str | int], what: str) -> PackProblem:
        return PackProblem(self.file, self.line(path), what)


def _step(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    return None


def _doubles(node: yaml.Node, name: str) -> Iterator[PackProblem]:
    """A key written twice: YAML would silently keep the last."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _doubles(item, name)
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                yield PackProblem(name, key.start_mark.line + 1, _("“%s” tertulis dua kali.") % key.value)
            seen.add(key.value)
            yield from _doubles(value, name)


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8")))


def _strange(error: ValidationError) -> list[str]:
    return sorted(set(error.instance) - set(error.schema.get("properties", {})))


def _place(error: ValidationError) -> list[str | int]:
    """Where to look: for an unknown key the key itself, else the value complained about."""
    path = list(error.absolute_path)
    return [*path, _strange(error)[0]] if error.validator == "additionalProperties" else path


def _say(error: ValidationError) -> str:
    """The schema's complaint in the official's language."""
    limit: Any = error.validator_value
    if error.validator == "required":
        absent = [key for key in limit if key not in error.instance]
        return _("isian wajib belum ada: %s.") % ", ".join(absent)
    if error.validator == "additionalProperties":
        return _("isian tidak dikenal: %s. Periksa ejaannya.") % ", ".join(_strange(error))
    if error.validator == "enum":
        return _("“%(value)s” bukan pilihan. Pilihannya: %(choices)s.") % {
            "value": error.instance,
            "choices": ", ".join(map(str, limit)),
        }
    if error.validator == "type":
        return _("“%(value)s” seharusnya %(type)s. Kode dan nomor ditulis dalam tanda kutip.") % {
            "value": str(error.instance)[:60],
            "type": {"string": _("teks"), "integer": _("bilangan"), "object": _("kelompok isian")}.get(
                str(limit), str(limit)
            ),
        }
    if error.validator in {"minimum", "maximum"}:
        bound = _("harus paling sedikit") if error.validator == "minimum" else _("harus paling banyak")
        return f"“{error.instance}” {bound} {limit}."
    if error.validator in {"pattern", "oneOf"}:
        return _("“%(value)s” tidak berbentuk seperti yang diminta: %(hint)s.") % {
            "value": str(error.instance)[:60],
            "hint": error.schema.get("description", limit),
        }
    return _("isian tidak sesuai: %s.") % error.message[:200]


def read(path: Path, schema: str, name: str | None = None) -> Source:
    """Read and check one file. Raises PackError naming file and line."""
    name = name or f"{path.parent.name}/{path.name}"
    try:
        raw = path.read_bytes()
        if len(raw) > MAX_BYTES:
            raise PackError([PackProblem(name, 0, _("berkas terlalu besar untuk paket wilayah."))])
        loader = _Loader(raw.decode("utf-8"))
        node = loader.get_single_node()
        if node is None:
            raise PackError([PackProblem(name, 0, _("berkas kosong."))])
        if doubles := list(_doubles(node, name)):
            raise PackError(doubles)
        data = loader.construct_document(node)
    except FileNotFoundError:
        raise PackError([PackProblem(name, 0, _("berkas tidak ditemukan."))]) from None
    except UnicodeDecodeError:
        raise PackError(
            [PackProblem(name, 0, _("berkas bukan teks UTF-8. Simpan ulang sebagai UTF-8."))]
        ) from None
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = _("susunan YAML salah: %s.") % (getattr(error, "problem", None) or _("tidak terbaca"))
        raise PackError([PackProblem(name, mark.line + 1 if mark else 0, what)]) from None
    source = Source(name, data, node)
    wrong = sorted(_validator(schema).iter_errors(data), key=lambda e: source.line(list(e.absolute_path)))
    if wrong:
        raise PackError([source.problem(_place(error), _say(error)) for error in wrong[:20]])
    return source
