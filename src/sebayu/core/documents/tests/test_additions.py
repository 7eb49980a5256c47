"""The white list: a signing service may add a signature to a page, nothing else."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from sebayu.core.documents import render
from sebayu.core.documents.signing.check import (
    Checked,
    Expected,
    SignatureRejected,
    check,
    plain_name,
    simulator_configured,
)
from sebayu.core.documents.tests.authority import Authority, authority, sign
from sebayu.core.documents.tests.test_render import page

NIK = "3376024503800001"


@pytest.fixture(scope="module")
def letter() -> bytes:
    return render.pdf("contoh_sktm", page()).pdf


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return authority().write_root(tmp_path_factory.mktemp("root"))


@pytest.fixture(scope="module")
def lurah() -> object:
    return authority().signer("RINA ASTUTI", NIK)


def checked(signed: bytes, sent: bytes, root: Path, **rest: object) -> Checked:
    now = rest.pop("now", dt.datetime.now(dt.UTC))
    expected = rest.pop("expected", Expected("Rina Astuti, S.Sos.", NIK))
    return check(
        signed,
        sent=sent,
        expected=expected,
        roots=(root,),
        now=now,
        tolerance=dt.timedelta(minutes=15),
        **rest,
    )


def changed(pdf: bytes, change) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    reference, _ = writer.find_page_for_modification(0)
    change(writer, reference.get_object())
    writer.update_container(reference.get_object())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def draw_over(writer: IncrementalPdfFileWriter, sheet: generic.DictionaryObject) -> None:
    extra = writer.add_object(generic.StreamObject(stream_data=b"0 0 500 500 re f"))
    sheet["/Contents"] = generic.ArrayObject([sheet.raw_get("/Contents"), extra])


def swap_resources(writer: IncrementalPdfFileWriter, sheet: generic.DictionaryObject) -> None:
    sheet["/Resources"] = generic.DictionaryObject()


def enlarge(writer: IncrementalPdfFileWriter, sheet: generic.DictionaryObject) -> None:
    sheet["/MediaBox"] = generic.ArrayObject([generic.FloatObject(n) for n in (0, 0, 100, 100)])


def add_note(writer: IncrementalPdfFileWriter, sheet: generic.DictionaryObject) -> None:
    note = generic.DictionaryObject({pdf_name("/Subtype"): pdf_name("/FreeText")})
    old = sheet.get("/Annots", generic.ArrayObject())
    sheet["/Annots"] = generic.ArrayObject(
        [*(old.raw_get(i) for i in range(len(old))), writer.add_object(note)]
    )


def drop_links(writer: IncrementalPdfFileWriter, sheet: generic.DictionaryObject) -> None:
    sheet["/Annots"] = generic.ArrayObject()


def open_action(writer: IncrementalPdfFileWriter, sheet: generic.DictionaryObject) -> None:
    writer.root["/OpenAction"] = generic.DictionaryObject({pdf_name("/S"): pdf_name("/JavaScript")})
    writer.update_root()


@pytest.mark.parametrize("change", [draw_over, swap_resources, enlarge, add_note, drop_links, open_action])
def test_anything_but_a_signature_is_refused(change, letter: bytes, root: Path, lurah) -> None:
    with pytest.raises(SignatureRejected, match="isi halaman berubah"):
        checked(sign(changed(letter, change), lurah), letter, root)


def test_signature_that_covers_the_page_is_refused(letter: bytes, root: Path, lurah) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(letter), strict=False)
    append_signature_field(writer, SigFieldSpec("Tanda1", on_page=0, box=(0, 0, 590, 500)))
    out = io.BytesIO()
    writer.write(out)
    signed = io.BytesIO()
    meta = signers.PdfSignatureMetadata(field_name="Tanda1", md_algorithm="sha256")
    signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(out.getvalue())), meta, lurah, output=signed)
    with pytest.raises(SignatureRejected, match="isi halaman berubah"):
        checked(signed.getvalue(), letter, root)


@pytest.mark.parametrize("stamped", [True, False])
@pytest.mark.parametrize("visible", [True, False])
def test_plain_signature_is_accepted(stamped: bool, visible: bool, letter: bytes, root: Path, lurah) -> None:
    stamper = authority().stamper() if stamped else None
    result = checked(sign(letter, lurah, stamper=stamper, visible=visible), letter, root)
    assert (result.has_timestamp, result.is_simulator) == (stamped, False)


def test_two_new_signatures_at_once_are_refused(letter: bytes, root: Path, lurah) -> None:
    twice = sign(sign(letter, lurah), authority().signer("ORANG LAIN", "9" * 16), field="Tanda2")
    with pytest.raises(SignatureRejected, match="tepat satu"):
        checked(twice, letter, root)


def test_bytes_behind_the_signature_are_refused(letter: bytes, root: Path, lurah) -> None:
    with pytest.raises(SignatureRejected, match="seluruh berkas"):
        checked(sign(letter, lurah) + b"\n", letter, root)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 0.999])
@pytest.mark.parametrize("part", ["before", "after"])
def test_flipped_bit_around_the_signature_is_noticed(
    part: str, share: float, letter: bytes, root: Path, lurah
) -> None:
    signed = sign(letter, lurah)
    opening, closing = signed.index(b"<3082"), signed.index(b">", signed.index(b"<3082"))
    start, stop = (len(letter), opening) if part == "before" else (closing + 1, len(signed))
    at = start + int((stop - start) * share)
    broken = signed[:at] + bytes([signed[at] ^ 0x55]) + signed[at + 1 :]
    with pytest.raises(SignatureRejected):
        checked(broken, letter, root)


def test_certificate_without_nik_is_known_by_name(letter: bytes, root: Path) -> None:
    signed = sign(letter, authority().signer("HJ. RINA ASTUTI, S.SOS., M.M."))
    assert checked(signed, letter, root).certificate_name == "HJ. RINA ASTUTI, S.SOS., M.M."
    with pytest.raises(SignatureRejected, match="nama pada sertifikat"):
        checked(sign(letter, authority().signer("RINA ASTUTIK")), letter, root)


def test_nobody_expected_is_nobody_accepted(letter: bytes, root: Path) -> None:
    with pytest.raises(SignatureRejected):
        checked(sign(letter, authority().signer("-")), letter, root, expected=Expected("", ""))


def test_simulator_is_recognised_by_its_names(letter: bytes, tmp_path: Path) -> None:
    simulator = authority("SIMULATOR - TIDAK SAH")
    root = simulator.write_root(tmp_path)
    assert simulator_configured((root,))
    assert checked(sign(letter, simulator.signer("RINA ASTUTI", NIK)), letter, root).is_simulator


def test_foreign_root_is_not_trusted(letter: bytes, root: Path) -> None:
    with pytest.raises(SignatureRejected, match="tidak dikenal"):
        checked(sign(letter, Authority("Lain").signer("RINA ASTUTI", NIK)), letter, root)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hj. RINA ASTUTI, S.Sos., M.M.", "Rina Astuti"),
        ("Drs. Bambang  Contoh", "BAMBANG CONTOH"),
        ("dr. H. Slamet", "Slamet"),
        ("Ir. Nur'aini", "nur'aini, M.T."),
    ],
)
def test_titles_do_not_make_another_person(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other) != ""


@given(
    st.sampled_from(["Rina Astuti", "Sugeng", "Siti Hamidah"]),
    st.sampled_from(["Rini Astuti", "Sugeng S", "Siti"]),
)
def test_similar_names_stay_different(one: str, other: str) -> None:
    assert plain_name(one) != plain_name(other)
