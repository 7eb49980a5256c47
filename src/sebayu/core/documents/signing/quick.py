"""Pure functions of the libraries that check signatures, done faster: together they were half of the time of a check.

pyHanko reads the bytes of a signature digit by digit; asn1crypto prepares, compares and hashes the same few names of certificates dozens
of times for one signature. All keep their meaning: whatever is out of the ordinary is left to the original, and tests compare the two.
"""

from __future__ import annotations

import binascii
from functools import lru_cache
from typing import BinaryIO

from asn1crypto.x509 import Name, NameTypeAndValue, RDNSequence
from pyhanko.pdf_utils import generic

_read_slowly = generic.read_hex_string_from_stream
_prepare_slowly = NameTypeAndValue._ldap_string_prep
_compare_slowly = Name.__eq__
_hash_slowly = Name.hashable.fget
_BLOCK = 16_384
_LONGEST = 200
_LONGEST_NAME = 2_000


def read_hex_string(stream: BinaryIO) -> generic.ByteStringObject | generic.TextStringObject:
    """A hex string in one piece; with blanks, comments or anything else but pairs of digits in it, pyHanko reads it."""
    start = stream.tell()
    stream.read(1)
    digits, end = b"", -1
    while end < 0 and (block := stream.read(_BLOCK)):
        end = block.find(b">")
        digits += block if end < 0 else block[:end]
    try:
        content = binascii.unhexlify(digits)
    except binascii.Error:
        end = -1
    if end < 0:
        stream.seek(start)
        return _read_slowly(stream)
    stream.seek(start + len(digits) + 2)
    return generic.pdf_string(content)


# A function of its text alone, so nothing ever makes an entry wrong; bounded, and short names only.
_prepared = lru_cache(maxsize=1024)(lambda text: _prepare_slowly(None, text))


def prepare_name(self: NameTypeAndValue, text: str) -> str:
    return _prepared(text) if len(text) <= _LONGEST else _prepare_slowly(self, text)


# Likewise a function of the two encodings alone; where comparing fails nothing is remembered.
_compared = lru_cache(maxsize=1024)(lambda one, other: RDNSequence.load(one) == RDNSequence.load(other))


def same_name(self: Name, other: object) -> bool:
    if not isinstance(other, Name):
        return False
    one, two = self.chosen.dump(), other.chosen.dump()  # a name inside another choice wears that one's tag
    if max(len(one), len(two)) > _LONGEST_NAME:
        return _compare_slowly(self, other)
    return _compared(one, two)


_hashed = lru_cache(maxsize=1024)(lambda encoded: RDNSequence.load(encoded).hashable)


def hashable_name(self: Name) -> str:
    encoded = self.chosen.dump()
    return _hashed(encoded) if len(encoded) <= _LONGEST_NAME else _hash_slowly(self)


def install() -> None:
    generic.read_hex_string_from_stream = read_hex_string
    NameTypeAndValue._ldap_string_prep = prepare_name
    Name.__eq__ = same_name
    Name.hashable = property(hashable_name)
