"""Drawing a letter: one typst compiler per template and thread, data through `sys.inputs`, never through the source.

A process that has drawn must not fork: typst's threads would hang in the child. Start workers with spawn, or as threads.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import segno
import typst

from sebayu.core.documents import kinds
from sebayu.core.documents.errors import LetterNotRendered

ROOT = Path(__file__).resolve().parents[2]
_FONTS = Path(__file__).parent / "fonts"
_local = threading.local()
QR_MASK = 2


@dataclass(frozen=True)
class Frame:
    """Where the stamp of a signature goes: points from the top left corner of a page counted from 1."""

    position: int
    page: int
    x: float
    y: float
    width: float
    height: float
    page_height: float


@dataclass(frozen=True)
class Drawn:
    pdf: bytes
    frames: tuple[Frame, ...]


def pdf(letter_key: str, sheet: Mapping[str, Any], *, at: dt.datetime | None = None) -> Drawn:
    """The letter as an accessible PDF; the same sheet and time give the same bytes."""
    inputs = {"letter": json.dumps(sheet, ensure_ascii=False)}
    stamp = int(at.timestamp()) if at else 0
    try:
        compiler = _compiler(kinds.get(letter_key).template)
        content = cast(
            bytes,
            compiler.compile(format="pdf", sys_inputs=inputs, timestamp=stamp, pdf_standards=["ua-1"]),
        )
        frames = json.loads(compiler.query("<stamp>", field="value"))
    except typst.TypstError as error:
        raise _failed(letter_key) from _without_data(error)
    return Drawn(content, tuple(Frame(**frame) for frame in frames))


def png(letter_key: str, sheet: Mapping[str, Any], *, ppi: int = 110) -> list[bytes]:
    """Pictures of the pages: the letter as it will look, before anybody signs."""
    inputs = {"letter": json.dumps(sheet, ensure_ascii=False)}
    try:
        pages = _compiler(kinds.get(letter_key).template).compile(format="png", sys_inputs=inputs, ppi=ppi)
    except typst.TypstError as error:
        raise _failed(letter_key) from _without_data(error)
    return pages if isinstance(pages, list) else [cast(bytes, pages)]


def qr(text: str) -> str:
    """A QR code as SVG text."""
    out = io.BytesIO()
    # Any of the eight masks can be read; weighing all of them costs more than drawing half the letter.
    segno.make(text, error="m", micro=False, mask=QR_MASK).save(
        out, kind="svg", border=0, xmldecl=False, svgns=True
    )
    return out.getvalue().decode()


def _failed(letter_key: str) -> LetterNotRendered:
    return LetterNotRendered(reference=f"letter {letter_key}")


def _without_data(error: typst.TypstError) -> RuntimeError:
    """The message of the compiler without its excerpt of values: names of people stay out of logs."""
    where = "".join(character for character in str(error.trace)[:200] if character.isprintable())
    return RuntimeError(f"typst: {type(error).__name__} {where}")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_FONTS)])


def _compiler(template: Path) -> typst.Compiler:
    """A compiler belongs to one thread: it keeps the last document, which `query` reads."""
    known: dict[Path, tuple[float, typst.Compiler]] = _local.__dict__.setdefault("compilers", {})
    changed = template.stat().st_mtime
    if template not in known or known[template][0] != changed:
        root = ROOT if template.is_relative_to(ROOT) else template.parent
        known[template] = (
            changed,
            typst.Compiler(
                input=str(template), root=str(root), font_paths=_fonts(), ignore_system_fonts=True
            ),
        )
    return known[template][1]
