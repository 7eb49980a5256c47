"""The words of a drawn letter, read back from the PDF itself: enough for fonts and streams as typst writes them."""

from __future__ import annotations

import io
import re
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

_TOKEN = re.compile(
    rb"/(?P<font>\w+) [\d.]+ Tf|(?P<move>T[dmD*])\b|<(?P<hex>[0-9A-Fa-f]+)>|\((?P<text>(?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*)\)|(?P<end>TJ|Tj|ET)",
    re.S,
)
_RANGE = re.compile(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>")
_CHAR = re.compile(r"<(\w+)>\s*<(\w+)>")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, one line for each line drawn, soft breaks taken out."""
    reader = PdfFileReader(io.BytesIO(pdf))
    count = int(reader.root["/Pages"]["/Count"])
    return [_page(reader.find_page_for_modification(index)[0].get_object()) for index in range(count)]


def _page(page: Any) -> str:
    fonts = {
        name[1:].encode(): _glyphs(font.get_object()) for name, font in page["/Resources"]["/Font"].items()
    }
    contents = page["/Contents"].get_object()
    lines: list[str] = [""]
    glyphs: dict[int, str] = {}
    for token in _TOKEN.finditer(contents.data):
        if token["font"]:
            glyphs = fonts[token["font"]]
        elif token["move"]:
            lines.append("")
        elif token["hex"] or token["text"]:
            codes = bytes.fromhex(token["hex"].decode()) if token["hex"] else _unescaped(token["text"])
            lines[-1] += "".join(glyphs.get(code, "") for code in _pairs(codes))
    return "\n".join(line.replace("\u200b", "").rstrip() for line in lines if line.strip())


def _pairs(codes: bytes) -> list[int]:
    return [int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2)]


def _unescaped(text: bytes) -> bytes:
    def one(found: re.Match[bytes]) -> bytes:
        mark = found[1]
        return bytes([int(mark, 8)]) if mark.isdigit() else _ESCAPED.get(mark, mark)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, text, flags=re.S)


def _glyphs(font: Any) -> dict[int, str]:
    """From glyph to letters, as the font's ToUnicode map says."""
    text = font["/ToUnicode"].get_object().data.decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        found |= {int(code, 16): _letters(value) for code, value in _CHAR.findall(block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for first, last, value in _RANGE.findall(block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(value, 16) + step)
    return found


def _letters(value: str) -> str:
    return bytes.fromhex(value).decode("utf-16-be", "replace")
