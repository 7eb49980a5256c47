"""A PNG or JPEG as a PDF image without decoding it: the compressed bytes go in as they are."""

from __future__ import annotations

import struct

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

COLOURS = {0: ("/DeviceGray", 1), 2: ("/DeviceRGB", 3), 3: ("", 1)}


def image(content: bytes) -> generic.StreamObject | None:
    """None for what this cannot carry (transparency, interlacing, other formats): the mark is drawn without a picture."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            return _png(content)
        if content.startswith(b"\xff\xd8"):
            return _jpeg(content)
    except (struct.error, IndexError):
        return None
    return None


def _stream(
    width: int, height: int, depth: int, space: generic.PdfObject, data: bytes, **more
) -> generic.StreamObject:
    if not (0 < width < 5000 and 0 < height < 5000):
        raise IndexError
    entries = {
        pdf_name("/Type"): pdf_name("/XObject"),
        pdf_name("/Subtype"): pdf_name("/Image"),
        pdf_name("/Width"): generic.NumberObject(width),
        pdf_name("/Height"): generic.NumberObject(height),
        pdf_name("/BitsPerComponent"): generic.NumberObject(depth),
        pdf_name("/ColorSpace"): space,
        **{pdf_name(f"/{k}"): v for k, v in more.items()},
    }
    return generic.StreamObject(entries, encoded_data=data)


def _png(content: bytes) -> generic.StreamObject | None:
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", content[16:29])
    if kind not in COLOURS or interlaced:
        return None
    data, palette, at = b"", b"", 8
    while at < len(content):
        length, label = struct.unpack(">I4s", content[at : at + 8])
        if label == b"IDAT":
            data += content[at + 8 : at + 8 + length]
        elif label == b"PLTE":
            palette = content[at + 8 : at + 8 + length]
        at += 12 + length
    name, channels = COLOURS[kind]
    space: generic.PdfObject = pdf_name(name) if name else _indexed(palette)
    params = {"Predictor": 15, "Colors": channels, "BitsPerComponent": depth, "Columns": width}
    return _stream(
        width,
        height,
        depth,
        space,
        data,
        Filter=pdf_name("/FlateDecode"),
        DecodeParms=generic.DictionaryObject(
            {pdf_name(f"/{k}"): generic.NumberObject(v) for k, v in params.items()}
        ),
    )


def _indexed(palette: bytes) -> generic.ArrayObject:
    last = generic.NumberObject(len(palette) // 3 - 1)
    table = generic.ByteStringObject(palette)
    return generic.ArrayObject([pdf_name("/Indexed"), pdf_name("/DeviceRGB"), last, table])


def _jpeg(content: bytes) -> generic.StreamObject | None:
    at = 2
    while at < len(content):
        _, marker, length = struct.unpack(">BBH", content[at : at + 4])
        if 0xC0 <= marker <= 0xC3:
            depth, height, width, channels = struct.unpack(">BHHB", content[at + 4 : at + 10])
            space = {1: "/DeviceGray", 3: "/DeviceRGB"}.get(channels)
            if not space:
                return None
            return _stream(width, height, depth, pdf_name(space), content, Filter=pdf_name("/DCTDecode"))
        at += 2 + length
    return None
