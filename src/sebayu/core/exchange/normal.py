"""When two registers mean the same: comparing without case, spacing, titles of streets and other habits of spelling. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

_SHORT = {
    "jl": "jalan", "jln": "jalan", "gg": "gang", "ds": "desa", "dsn": "dusun", "dk": "dukuh", "kel": "kelurahan",
    "kec": "kecamatan", "kab": "kabupaten", "no": "nomor", "nmr": "nomor", "perum": "perumahan", "blk": "blok",
    "h": "haji", "hj": "hajah", "muh": "muhammad", "moh": "muhammad", "mohammad": "muhammad", "moch": "muhammad",
    "abd": "abdul", "kh": "kiai haji", "rt": "rt", "rw": "rw",
}  # fmt: skip
_NUMBER = re.compile(r"^0+(?=\d)")


def normal(value: Any) -> Any:
    """A form in which two ways of writing the same thing are equal."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return {key: normal(v) for key, v in sorted(value.items()) if v not in (None, "")}
    if isinstance(value, list | tuple):
        return sorted((normal(v) for v in value), key=repr)
    return value


def same(one: Any, other: Any) -> bool:
    return normal(one) == normal(other)


def _text(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = re.sub(r"['’`´‘ʼ]", "", folded)
    words = re.sub(r"[^\w]+", " ", folded).split()
    return " ".join(_SHORT.get(word, _NUMBER.sub("", word)) for word in words)
