"""Looking at a page in a test: a small PNG reader (8-bit, no interlace: what typst writes) and its ink."""

from __future__ import annotations

import struct
import zlib

import numpy as np


def pixels(png: bytes) -> np.ndarray:
    """Rows, columns, channels."""
    at, data, width, height, channels = 8, b"", 0, 0, 0
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour, *_ = struct.unpack(">IIBBBBB", body)
            channels = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
            assert depth == 8
        elif kind == b"IDAT":
            data += body
        at += 12 + length
    return _unfilter(zlib.decompress(data), width, height, channels)


def _unfilter(raw: bytes, width: int, height: int, channels: int) -> np.ndarray:
    stride = width * channels
    out = np.zeros((height + 1, stride), dtype=np.uint8)
    for row in range(height):
        start = row * (stride + 1)
        kind, line = raw[start], bytearray(raw[start + 1 : start + 1 + stride])
        above = out[row].tolist()
        if kind == 2:
            out[row + 1] = np.frombuffer(bytes(line), np.uint8) + out[row]
            continue
        for i in range(stride if kind else 0):
            left = line[i - channels] if i >= channels else 0
            corner = above[i - channels] if i >= channels else 0
            guess = {1: left, 3: (left + above[i]) // 2}.get(kind)
            if guess is None:
                guess = _paeth(left, above[i], corner)
            line[i] = (line[i] + guess) & 255
        out[row + 1] = np.frombuffer(bytes(line), np.uint8)
    return out[1:].reshape(height, width, channels)


def _paeth(a: int, b: int, c: int) -> int:
    p = a + b - c
    return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]


def ink(png: bytes, darker_than: int = 170) -> tuple[float, float, float, float]:
    """The box around everything dark, as shares of the page: left, top, right, bottom. Watermarks are lighter."""
    page = pixels(png)[:, :, :3].min(axis=2) < darker_than
    rows, columns = np.flatnonzero(page.any(axis=1)), np.flatnonzero(page.any(axis=0))
    height, width = page.shape
    return columns[0] / width, rows[0] / height, (columns[-1] + 1) / width, (rows[-1] + 1) / height
