"""What a signing service may add to a page: a signature and its picture, and nothing that changes what the letter says.

A white list over every object that is new or different after the bytes that were sent. (pyHanko's own comparison starts at a first
signature, so it cannot look at what the first signature itself brought along.)
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import TrailerDictionary

# Keys that may differ; everything else of a catalogue or a page must stay as it was.
_CATALOGUE = {"/AcroForm", "/DSS", "/Extensions", "/Version", "/Metadata", "/Perms"}
_PAGE = {"/Annots"}
# The largest share of a page that the picture of a signature may cover.
MAX_SHARE = 0.2


def only_a_signature(reader: PdfFileReader, sent_revisions: int) -> bool:
    """Whether everything after the first `sent_revisions` revisions belongs to signatures."""
    old = reader.get_historical_resolver(sent_revisions - 1)
    total = reader.xrefs.total_revisions
    for revision in range(sent_revisions, total):
        if reader.xrefs.refs_freed_in_revision(revision):
            return False
    root = reader.root_ref
    known = _references(reader, 0, sent_revisions)
    harmless = {
        ref for ref in (_reference(reader.trailer, "/Info"), _reference(reader.root, "/Metadata")) if ref
    }
    harmless |= {ref for ref in [_reference(old(root), "/AcroForm")] if ref}
    arrays = {ref for page in _pages(reader) if (ref := _reference(page.get_object(), "/Annots"))}
    pages = {_key(page) for page in _pages(reader)}
    for key in _references(reader, sent_revisions, total) & known:
        if key in harmless or key in arrays or _is_old_signature(old, reader, key):
            continue
        allowed = _CATALOGUE if key == _key(root) else _PAGE if key in pages else None
        if allowed is None or not _same_but(old, reader, key, allowed):
            return False
    return _same_pages(old, reader) and all(_is_small_signature(page, old) for page in _pages(reader))


def _key(reference: generic.Reference | generic.IndirectObject) -> tuple[int, int]:
    return (reference.idnum, reference.generation)


def _reference(holder: generic.DictionaryObject | TrailerDictionary, name: str) -> tuple[int, int] | None:
    if name not in holder:
        return None
    value = holder.raw_get(name)
    return _key(value) if isinstance(value, generic.IndirectObject) else None


def _references(reader: PdfFileReader, start: int, stop: int) -> set[tuple[int, int]]:
    return {
        _key(r) for revision in range(start, stop) for r in reader.xrefs.explicit_refs_in_revision(revision)
    }


def _pages(reader: PdfFileReader) -> Iterator[generic.IndirectObject]:
    for number in range(int(reader.root["/Pages"]["/Count"])):
        yield reader.find_page_for_modification(number)[0]


def _bytes(value: generic.PdfObject) -> bytes:
    out = io.BytesIO()
    value.write_to_stream(out, None)
    return out.getvalue()


def _same_but(old: object, reader: PdfFileReader, key: tuple[int, int], allowed: set[str]) -> bool:
    reference = generic.Reference(*key, reader)
    before, after = old(reference), reader.get_object(reference)  # type: ignore[operator]
    if not isinstance(before, generic.DictionaryObject) or not isinstance(after, generic.DictionaryObject):
        return _bytes(before) == _bytes(after)
    names = (set(before) | set(after)) - allowed
    return all(
        name in before and name in after and _bytes(before.raw_get(name)) == _bytes(after.raw_get(name))
        for name in names
    )


def _is_old_signature(old: object, reader: PdfFileReader, key: tuple[int, int]) -> bool:
    """A signature field of an earlier signer that was written again unchanged."""
    reference = generic.Reference(*key, reader)
    return _bytes(old(reference)) == _bytes(reader.get_object(reference))  # type: ignore[operator]


def _same_pages(old: object, reader: PdfFileReader) -> bool:
    before = old(reader.root_ref)["/Pages"]  # type: ignore[operator]
    return int(before["/Count"]) == int(reader.root["/Pages"]["/Count"])


def _is_small_signature(page: generic.IndirectObject, old: object) -> bool:
    """Annotations that were there stay, in order; what is added is the widget of a signature and covers little."""
    now = page.get_object()
    before = [_bytes(a) for a in old(page.reference).get("/Annots", ())]  # type: ignore[operator]
    annotations = now.get("/Annots", generic.ArrayObject())
    raw = [annotations.raw_get(i) for i in range(len(annotations))]
    earlier = old(page.reference).get("/Annots", generic.ArrayObject())  # type: ignore[operator]
    if [_bytes(earlier.raw_get(i)) for i in range(len(earlier))] != [_bytes(a) for a in raw[: len(before)]]:
        return False
    _, _, width, height = (
        float(n) for n in now.get("/MediaBox", page.get_object()["/Parent"].get("/MediaBox"))
    )
    for added in (annotation.get_object() for annotation in raw[len(before) :]):
        field = added if "/FT" in added else added.get("/Parent", added)
        if added.get("/Subtype") != "/Widget" or field.get("/FT") != "/Sig":
            return False
        x1, y1, x2, y2 = (float(n) for n in added["/Rect"])
        if abs((x2 - x1) * (y2 - y1)) > MAX_SHARE * width * height:
            return False
    return True
