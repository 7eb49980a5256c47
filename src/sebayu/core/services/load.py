"""From YAML to frozen services: the schema first, with friendly words and line numbers, then the values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from sebayu.core.facts.mark import _
from sebayu.core.services import yamlfile
from sebayu.core.services.build import build, make_example, make_step
from sebayu.core.services.errors import DeclarationError, Problem
from sebayu.core.services.model import Example, Service

SCHEMA = Path(__file__).with_name("schema.json")
# what an editor most often forgets, said in the editor's words
_FRIENDLY = {
    "cite": _("Syarat tanpa dasar hukum tidak dapat ditetapkan."),
    "basis": _("Layanan atau kewenangan tanpa dasar hukum tidak dapat ditetapkan."),
    "law": _("Dasar hukum belum disebut."),
    "because": _("Alasannya belum ditulis."),
    "otherwise": _("Kalimat untuk warga bila syarat tidak terpenuhi belum ditulis."),
}


def load(paths: Iterable[Path | str]) -> dict[str, Service]:
    """Every service in these files and folders, by key, with its worked examples.

    A folder named `services` brings its sibling folder `examples`. Raises DeclarationError with all problems at once.
    """
    problems: list[Problem] = []
    services: dict[str, Service] = {}
    examples: list[Example] = []
    for folder_or_file in map(Path, paths):
        for file in _files(folder_or_file):
            _load_one(file, services, problems)
        for file in _files(folder_or_file.parent / "examples") if folder_or_file.name == "services" else []:
            examples += _collect(lambda file=file: load_examples(file), problems)
    if not problems:  # an example of a service that could not be read is not lost
        problems += [_lost_example(example) for example in examples if example.service not in services]
    if problems:
        raise DeclarationError(problems)
    return {key: _with_examples(service, examples) for key, service in services.items()}


def load_text(text: str, path: str = "layanan.yaml") -> Service:
    """One declaration from text: what an editor on screen holds before it is saved."""
    return read_service(yamlfile.parse(text, path), path)


def from_canonical(canonical: str | Mapping[str, Any]) -> Service:
    """A service as it was when a case was decided, from the text kept with the case."""
    return build(json.loads(canonical) if isinstance(canonical, str) else canonical, {}, "")


def load_examples(path: Path) -> list[Example]:
    data, lines = yamlfile.read(path)
    rows = data if isinstance(data, list) else [data]
    problems: list[Problem] = []
    for index, row in enumerate(rows):
        prefix = f"{index}" if isinstance(data, list) else ""
        problems += _schema_problems(row, lines, str(path), _validator("example"), prefix)
    if problems:
        raise DeclarationError(problems)
    places = [lines.get(str(index), 1) if isinstance(data, list) else 1 for index in range(len(rows))]
    return [
        make_example(row, row.get("service", ""), str(path), line)
        for row, line in zip(rows, places, strict=True)
    ]


def _load_one(file: Path, services: dict[str, Service], problems: list[Problem]) -> None:
    for service in _collect(lambda: [read_service(yamlfile.read(file), str(file))], problems):
        if service.key in services:
            what = _("Kunci layanan dipakai dua kali: {key}.").format(key=service.key)
            problems.append(
                Problem(str(file), 1, what, services[service.key].path, _("Ganti salah satu kuncinya."))
            )
        services[service.key] = service


def _collect(reader: Any, problems: list[Problem]) -> list[Any]:
    try:
        return list(reader())
    except DeclarationError as error:
        problems += error.problems
        return []


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.glob("*.yaml"))
    return [path] if path.suffix == ".yaml" else []


def _lost_example(example: Example) -> Problem:
    what = _("Contoh menunjuk layanan yang tidak ada: {key}.").format(key=example.service or "?")
    return Problem(example.path, example.line, what, "", _("Isi `service:` dengan kunci layanan yang benar."))


def _with_examples(service: Service, examples: list[Example]) -> Service:
    own = tuple(example for example in examples if example.service == service.key)
    return replace(service, examples=(*service.examples, *own))


def read_service(content: tuple[Any, dict[str, int]], path: str) -> Service:
    data, lines = content
    problems = _schema_problems(data, lines, path, _validator(""), "")
    problems += _duplicate_steps(data, lines, path) if not problems else []
    if problems:
        raise DeclarationError(problems)
    return build(data, lines, path)


@lru_cache(maxsize=4)
def _validator(part: str) -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    if part:
        schema = {"$schema": schema["$schema"], "$ref": f"#/$defs/{part}", "$defs": schema["$defs"]}
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _schema_problems(
    data: Any, lines: Mapping[str, int], path: str, validator: Draft202012Validator, prefix: str
) -> list[Problem]:
    found = sorted(validator.iter_errors(data), key=lambda error: [str(part) for part in error.absolute_path])
    return [_as_problem(best_match([error]) or error, lines, path, prefix) for error in found]


def _as_problem(error: ValidationError, lines: Mapping[str, int], path: str, prefix: str) -> Problem:
    parts = [*([prefix] if prefix else []), *map(str, error.absolute_path)]
    place = ".".join(parts)
    line = next(
        (lines[".".join(parts[:end])] for end in range(len(parts), -1, -1) if ".".join(parts[:end]) in lines),
        1,
    )
    if error.validator == "required":
        names = [name for name in error.validator_value if name not in error.instance]
        what = _("Belum ditulis: {names}.").format(names=", ".join(names))
        why = next((_FRIENDLY[name] for name in names if name in _FRIENDLY), "")
        return Problem(
            path, line, what, why, _("Tambahkan di bawah {place}.").format(place=place or "awal berkas")
        )
    if error.validator == "additionalProperties":
        what = _("Ada kata yang tidak dikenal di {place}.").format(place=place or "berkas ini")
        return Problem(path, line, what, error.message[:200], _("Periksa ejaannya di docs/add-a-service.md."))
    if error.validator == "not":
        what = _("{place} tidak boleh ada di sini.").format(place=place)
        why = _(
            "Layanan yang sudah tidak diperlukan tidak punya langkah, pertanyaan, atau surat; pilihan hanya untuk choice."
        )
        return Problem(path, line, what, why, _("Hapus bagian itu."))
    what = _("{place} tidak sesuai bentuknya.").format(place=place or "berkas")
    return Problem(path, line, what, error.message[:200], _("Lihat contoh di docs/add-a-service.md."))


def _duplicate_steps(data: Any, lines: Mapping[str, int], path: str) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for index, step in enumerate(data.get("steps", [])):
        key = make_step(step).key
        if key in seen:
            what = _("Langkah ditulis dua kali: {key}.").format(key=key)
            problems.append(Problem(path, lines.get(f"steps.{index}", 1), what, "", _("Hapus salah satu.")))
        seen.add(key)
    return problems
