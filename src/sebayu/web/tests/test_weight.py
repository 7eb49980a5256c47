"""A first visit stays under 100 kB over the wire: page, styles, script, icons, font and the picture of the letter."""

import gzip
import re

import pytest
from django.test import Client

from sebayu.web.kit import STATIC

LIMIT = 100_000
# The font is compressed already; everything else is sent gzipped by WhiteNoise and the server.
AS_IS = {".woff2", ".png"}


def weight_of(client: Client, page: str) -> dict[str, int]:
    html = client.get(page).content
    found = {"page": len(html)}  # uncompressed: the worst case, where no proxy compresses pages
    text = html.decode()
    names = set(re.findall(r'(?:href|src)="/static/(web/[^"#?]+)', text)) | {
        "web/fonts/atkinson-next-400-700.woff2"
    }
    for name in names:
        path = STATIC / name.removeprefix("web/")
        data = path.read_bytes()
        found[name] = len(data) if path.suffix in AS_IS else len(gzip.compress(data))
    for src in set(re.findall(r'<img src="(/[^"]+)"', text)):
        found[src] = len(client.get(src).content)
    return found


@pytest.mark.parametrize("page", ["/", "/layanan/", "/layanan/uji_tidak_mampu/", "/siapa-melihat/"])
def test_first_visit_is_light(sari: Client, page: str) -> None:
    parts = weight_of(sari, page)
    assert "web/base.css" in parts
    assert sum(parts.values()) < LIMIT, parts


def test_public_check_is_light(as_, town) -> None:
    assert sum(weight_of(as_(), "/periksa/").values()) < LIMIT / 2
