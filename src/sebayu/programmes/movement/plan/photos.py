"""A photo as it comes from a phone: is it whole, how large, and without what the camera wrote about place, device and owner (pure)."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

MOST_BYTES = 8_000_000
MOST_PIXELS = 100_000_000
PNG = b"\x89PNG\r\n\x1a\n"
KEPT_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB", b"sBIT", b"pHYs"}
SOF = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


class NotAPhoto(ValueError):
    """Neither a whole JPEG nor a whole PNG."""


@dataclass(frozen=True, slots=True)
class Photo:
    content: bytes
    mime: str
    width: int
    height: int


def clean(content: bytes) -> Photo:
    """The picture alone: text, thumbnails and EXIF (also the turn of the camera) are left out."""
    if len(content) > MOST_BYTES:
        raise NotAPhoto("too large")
    try:
        if content.startswith(b"\xff\xd8\xff"):
            photo = _jpeg(content)
        elif content.startswith(PNG):
            photo = _png(content)
        else:
            raise NotAPhoto("unknown format")
    except (struct.error, IndexError, zlib.error):
        raise NotAPhoto("cut off") from None
    if not (0 < photo.width * photo.height <= MOST_PIXELS):
        raise NotAPhoto("no sensible size")
    return photo


def _jpeg(content: bytes) -> Photo:
    kept, at, size = [b"\xff\xd8"], 2, None
    while True:
        if content[at] != 0xFF:
            raise NotAPhoto("broken segment")
        marker = content[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        length = struct.unpack(">H", content[at + 2 : at + 4])[0]
        segment = content[at : at + 2 + length]
        if length < 2 or len(segment) != 2 + length:
            raise NotAPhoto("cut off")
        if marker in SOF:
            height, width = struct.unpack(">HH", segment[5:9])
            size = (width, height)
        if marker == 0xDA:  # the picture itself, to the end
            end = content.rfind(b"\xff\xd9", at)
            if end < 0 or size is None:
                raise NotAPhoto("no end")
            return Photo(b"".join([*kept, content[at : end + 2]]), "image/jpeg", *size)
        if not (0xE1 <= marker <= 0xEF and marker != 0xEE) and marker != 0xFE:
            kept.append(segment)
        at += 2 + length


def _png(content: bytes) -> Photo:
    kept, at, size, ended = [PNG], len(PNG), None, False
    while not ended:
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        chunk = content[at : at + 12 + length]
        if len(chunk) != 12 + length or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise NotAPhoto("cut off")
        if kind == b"IHDR":
            size = struct.unpack(">II", chunk[8:16])
        if kind in KEPT_CHUNKS:
            kept.append(chunk)
        ended = kind == b"IEND"
        at += 12 + length
    if size is None:
        raise NotAPhoto("no header")
    return Photo(b"".join(kept), "image/png", *size)
