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


# A header that says one thing only: the next twelve bytes and an end. 6 for the name, 8 + 2 + 12 + 4 for the table.
EXIF = b"\xff\xe1" + struct.pack(">H", 34) + b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01"


class NotAPhoto(ValueError):
    """Neither a whole JPEG nor a whole PNG."""


@dataclass(frozen=True, slots=True)
class Photo:
    content: bytes
    mime: str
    width: int
    height: int


def clean(content: bytes) -> Photo:
    """The picture alone: of what the camera wrote only which way up it is stays."""
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
    kept, at, size, turn = [b"\xff\xd8"], 2, None, 1
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
            way_up = [EXIF + struct.pack(">HHIHHI", 0x0112, 3, 1, turn, 0, 0)] if turn != 1 else []
            return Photo(b"".join([kept[0], *way_up, *kept[1:], content[at : end + 2]]), "image/jpeg", *size)
        if marker == 0xE1:
            turn = _turn(segment) or turn
        elif not (0xE2 <= marker <= 0xEF and marker != 0xEE) and marker != 0xFE:
            kept.append(segment)
        at += 2 + length


def _turn(segment: bytes) -> int:
    """Which way up (1 to 8) the camera says the picture is; nought where it does not say it in a way we understand."""
    tiff = segment[10:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if segment[4:10] != b"Exif\x00\x00" or order is None or len(tiff) < 14:
        return 0
    start = struct.unpack(f"{order}I", tiff[4:8])[0]
    if start + 2 > len(tiff):
        return 0
    for n in range(min(struct.unpack(f"{order}H", tiff[start : start + 2])[0], 200)):
        entry = tiff[start + 2 + 12 * n : start + 14 + 12 * n]
        if len(entry) == 12 and struct.unpack(f"{order}H", entry[:2])[0] == 0x0112:
            turn = struct.unpack(f"{order}H", entry[8:10])[0]
            return turn if 1 <= turn <= 8 else 0
    return 0


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
