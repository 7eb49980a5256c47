"""What may be uploaded: decided by the bytes, never by the name."""

import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sebayu.programmes.movement.bimtek import files
from sebayu.programmes.movement.bimtek.tests.conftest import PDF, office_file

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("Kerangka.PDF", PDF, "Kerangka.pdf"),
        ("a.docx", office_file("word/document.xml"), "a.docx"),
        ("a.xlsx", office_file("xl/workbook.xml"), "a.xlsx"),
        ("foto.png", PNG, "foto.png"),
        ("../../etc/passwd.pdf", PDF, "passwd.pdf"),
        ("C:\\Dokumen\\rencana aksi.pdf", PDF, "rencana aksi.pdf"),
        ('a"\r\nSet-Cookie: x=1.pdf', PDF, "a_Set-Cookie_ x_1.pdf"),
        ("gnp\u202e.pdf", PDF, "gnp.pdf"),
        (".pdf", PDF, "berkas.pdf"),
        ("x" * 300 + ".pdf", PDF, "x" * 100 + ".pdf"),
    ],
)
def test_taken_under_a_harmless_name(name, content, kept):
    assert files.check(name, content).name == kept


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b""),
        ("a.pdf", b"MZ\x90 a program"),
        ("a.exe", PDF),
        ("a.pdf.exe", PDF),
        ("a.html", b"<script>alert(1)</script>"),
        ("a.svg", b"<svg onload='x'/>"),
        ("a.docx", PDF),
        ("a.pdf", office_file("word/document.xml")),
        ("a.xlsx", office_file("word/document.xml")),
        ("a.docx", office_file("word/document.xml", **{"word/vbaProject.bin": b"x"})),
        ("a.zip", office_file("readme.txt")),
        ("a.docx", office_file("readme.txt")),
        ("a.docx", b"PK\x03\x04 cut off"),
        ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert)>>")),
        ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog/Names<</EmbeddedFile 2 0 R>>")),
        ("a.png", PNG[:40]),
        ("a.jpg", b"\xff\xd8\xff"),
    ],
)
def test_refused_with_a_sentence(name, content):
    with pytest.raises(files.FileRefused) as why:
        files.check(name, content)
    assert str(why.value).endswith(".")


def test_too_large_and_what_unpacks_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 100_000)
    monkeypatch.setattr(files, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(files.FileRefused):
        files.check("a.pdf", PDF + b"0" * 100_000)
    with pytest.raises(files.FileRefused):
        files.check("a.docx", office_file("word/document.xml", **{"word/media/a": b"0" * 2_000_000}))


def test_what_a_camera_wrote_into_a_picture_is_left_out():
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    told = PNG[:33] + chunk(b"tEXt", b"GPS\x00-6.87,109.14") + PNG[33:]
    assert b"GPS" not in files.check("a.png", told).content


@given(name=st.text(max_size=80), content=st.binary(max_size=400))
def test_anything_at_all_is_either_kept_harmless_or_refused(name, content):
    try:
        kept = files.check(name, content)
    except files.FileRefused:
        return
    assert kept.name
    assert not set(kept.name) & set('/\\<>:"|?*;\r\n')


@given(
    prefix=st.sampled_from([b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]),
    rest=st.binary(max_size=300),
)
def test_a_broken_file_of_a_known_kind_never_breaks_us(prefix, rest):
    for ending in ("pdf", "docx", "jpg", "png"):
        try:
            files.check(f"a.{ending}", prefix + rest)
        except files.FileRefused:
            continue


def test_locked_office_file_is_refused():
    content = bytearray(office_file("word/document.xml"))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as package:
        assert package.infolist()
    at = content.find(b"PK\x01\x02")
    while at >= 0:  # the flag of every entry in the central directory
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    with pytest.raises(files.FileRefused):
        files.check("a.docx", bytes(content))
