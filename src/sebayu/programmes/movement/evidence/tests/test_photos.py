"""Photos from a phone: whole, of a sensible size, and without where the phone was."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sebayu.programmes.movement.evidence import photos


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 2, height: int = 2, *more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    small = min(width, 64), min(height, 64)  # a header may promise more than is there
    rows = zlib.compress(b"".join(b"\x00" + b"\x10\x60\x60" * small[0] for _ in range(small[1])))
    return photos.PNG + head + b"".join(more) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(*segments: bytes) -> bytes:
    sof = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 30, 40, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x3f\x00" + b"\x12\x34"
    return b"\xff\xd8" + b"".join(segments) + sof + scan + b"\xff\xd9"


def exif(text: bytes) -> bytes:
    return b"\xff\xe1" + struct.pack(">H", len(text) + 2) + text


def test_place_and_device_are_taken_out() -> None:
    found = photos.clean(jpeg(exif(b"Exif\x00\x00GPS -6.87,109.14"), b"\xff\xfe\x00\x08secret"))
    assert (found.mime, found.width, found.height) == ("image/jpeg", 40, 30)
    assert b"GPS" not in found.content
    assert b"secret" not in found.content
    assert photos.clean(found.content) == found


@pytest.mark.parametrize("order", ["<", ">"])
def test_which_way_up_it_is_stays(order: str) -> None:
    head = (b"II" if order == "<" else b"MM") + struct.pack(f"{order}HI", 42, 8)
    place = struct.pack(f"{order}HHII", 0x8825, 4, 1, 26)
    turn = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, 6, 0)
    tiff = head + struct.pack(f"{order}H", 2) + place + turn + b"\x00" * 4 + b"GPS -6.87"
    found = photos.clean(jpeg(exif(b"Exif\x00\x00" + tiff)))
    assert b"GPS" not in found.content
    assert photos._turn(found.content[2:38]) == 6
    assert photos.clean(found.content) == found


def test_png_keeps_the_picture_and_loses_the_text() -> None:
    found = photos.clean(png(3, 2, chunk(b"tEXt", b"Author\x00Somebody"), chunk(b"eXIf", b"GPS")))
    assert (found.mime, found.width, found.height) == ("image/png", 3, 2)
    assert b"Somebody" not in found.content
    assert found.content == png(3, 2)


def test_what_hides_behind_the_picture_is_cut_off() -> None:
    assert photos.clean(png() + b"<script>alert(1)</script>").content == png()
    assert photos.clean(jpeg() + b"PK\x03\x04").content == jpeg()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"GIF89a", b"%PDF-1.7", b"<svg onload=alert(1)>", b"\xff\xd8\xff", jpeg()[:-4], png()[:-6],
        png(60_000, 60_000), b"\xff\xd8\xff\xe1\x00\x01", photos.PNG,
    ],
)  # fmt: skip
def test_what_is_not_a_photo_is_refused(content: bytes) -> None:
    with pytest.raises(photos.NotAPhoto):
        photos.clean(content)


def test_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(photos.NotAPhoto):
        photos.clean(b"\xff\xd8\xff" + bytes(photos.MOST_BYTES))


@given(st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8\xff\xe0", photos.PNG]))
def test_no_bytes_break_it(content: bytes, head: bytes) -> None:
    try:
        found = photos.clean(head + content)
    except photos.NotAPhoto:
        return
    assert found.width
    assert found.height
