"""The quick functions give what the libraries' own give, for anything."""

import io

import pytest
from asn1crypto import x509
from hypothesis import example, given
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError

from sebayu.core.documents.signing import check, quick

# what a hex string may hold, and what it may not
INSIDE = st.lists(
    st.sampled_from([b"00", b"4a", b"Ff", b"0", b" ", b"\n", b"%c\n", b"x", b"<", b"\xfe\xff"])
).map(b"".join)


def outcome(read, content: bytes) -> tuple:
    stream = io.BytesIO(content)
    try:
        value = read(stream)
    except PdfError as error:
        return (type(error),)
    return type(value), value, stream.tell()


@given(inside=INSIDE, after=st.sampled_from([b">", b"> >>", b"", b">>stream"]))
@example(inside=b"00" * 20_000, after=b">/M")
@example(inside=b"0g", after=b">")
def test_a_hex_string_reads_as_the_library_reads_it(inside, after):
    content = b"<" + inside + after
    assert outcome(quick.read_hex_string, content) == outcome(quick._read_slowly, content)


@given(text=st.text(max_size=300))
@example(text="SURAT\u00ad  Straße ﬁ ١٢")
def test_a_name_is_prepared_as_the_library_prepares_it(text):
    def said(prepare):
        try:
            return prepare(x509.NameTypeAndValue(), text)
        except ValueError as error:
            return str(error)

    assert said(quick.prepare_name) == said(quick._prepare_slowly)


def test_names_differ_after_as_before():
    one, other = (x509.Name.build({"common_name": name}) for name in ("Lurah Satu", "Lurah Dua"))
    assert one == x509.Name.build({"common_name": "LURAH  SATU"})
    assert one != other


NAMES = st.dictionaries(
    st.sampled_from(["common_name", "organization_name", "country_name"]),
    st.sampled_from(["Lurah Satu", "LURAH  SATU", "Lurah Dua", "ID", "Straße", "STRASSE", "x" * 3_000]),
    min_size=1,
).map(x509.Name.build)


@given(one=NAMES, other=NAMES)
def test_names_are_the_same_as_the_library_says(one, other):
    assert quick.same_name(one, other) == quick._compare_slowly(one, other)
    assert quick.same_name(one, x509.Name.load(one.dump()))
    assert quick.same_name(one, x509.GeneralName.load(x509.GeneralName("directory_name", one).dump()).chosen)
    assert not quick.same_name(one, "Lurah Satu")
    assert quick.hashable_name(one) == quick._hash_slowly(one)


def test_a_name_nobody_may_compare_fails_each_time():
    forbidden = x509.Name.build({"common_name": "\ufffd"})
    for _ in range(2):
        with pytest.raises(ValueError, match="replacement character"):
            _ = forbidden == x509.Name.load(forbidden.dump())


@pytest.mark.parametrize(
    ("owner", "name", "quickly"),
    [
        (generic, "read_hex_string_from_stream", quick.read_hex_string),
        (x509.NameTypeAndValue, "_ldap_string_prep", quick.prepare_name),
        (x509.Name, "__eq__", quick.same_name),
        (x509.Name.hashable, "fget", quick.hashable_name),
    ],
)
def test_checking_uses_them(owner, name, quickly):
    assert check.check and getattr(owner, name) is quickly
