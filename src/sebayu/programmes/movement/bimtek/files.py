"""A file as it comes from outside: is it what it says, small enough, without macros or scripts (pure).

Only pdf, docx, xlsx, jpeg and png are taken. The kind is decided by the bytes; the name only has to agree with it.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from sebayu.programmes.movement.evidence import photos

MOST_BYTES = 10 * 2**20
MOST_UNPACKED = 120 * 2**20
MOST_PARTS = 3000
OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
}
ACCEPT = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
# Only names long enough never to stand by chance in a compressed picture.
_ACTIVE_PDF = re.compile(rb"/(JavaScript|Launch|EmbeddedFile|RichMedia)\b")


class FileRefused(ValueError):
    """The sentence says why, for whoever uploads."""


@dataclass(frozen=True, slots=True)
class Checked:
    name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def check(name: str, content: bytes) -> Checked:
    """The file under a harmless name; raises FileRefused."""
    if not content:
        raise FileRefused(_("Berkas ini kosong. Pilih berkas yang lain."))
    if len(content) > MOST_BYTES:
        raise FileRefused(_("Berkas ini lebih dari %s MB. Perkecil dulu.") % (MOST_BYTES // 2**20))
    stem, ending = _name(name)
    found = _kind(content)
    if found is None or ending not in ({"jpg", "jpeg"} if found == "jpg" else {found}):
        raise FileRefused(_("Hanya berkas pdf, docx, xlsx, jpg, dan png. Isi berkas harus sesuai namanya."))
    if found in ("jpg", "png"):
        try:
            content = photos.clean(content).content
        except photos.NotAPhoto:
            raise FileRefused(_("Gambar ini rusak atau tidak utuh. Simpan ulang lalu unggah lagi.")) from None
    if found == "pdf" and _ACTIVE_PDF.search(content):
        raise FileRefused(_("PDF ini berisi skrip atau berkas lain di dalamnya. Cetak ulang ke PDF biasa."))
    return Checked(f"{stem}.{ending}", KINDS[found], content)


def _name(name: str) -> tuple[str, str]:
    """The last part of the path, without what no reader sees; empty names get one."""
    text = unicodedata.normalize("NFC", name.replace("\\", "/"))
    text = "".join(c for c in PurePosixPath(text).name if unicodedata.category(c)[0] not in "CZ" or c == " ")
    stem, _dot, ending = text.rpartition(".")
    stem = re.sub(r'[<>:"/|?*;=%&]+', "_", stem).strip(" ._")[:100]
    return stem or "berkas", ending.lower()[:8]


def _kind(content: bytes) -> str | None:
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(photos.PNG):
        return "png"
    return _office(content) if content.startswith(b"PK\x03\x04") else None


def _office(content: bytes) -> str | None:
    """A document or workbook without macros, that does not unpack into something huge."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefused(_("Berkas ini terlalu besar setelah dibuka. Simpan ulang lalu unggah lagi."))
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(_("Berkas ini berkata sandi. Simpan tanpa kata sandi."))
    if any("vbaproject" in name.lower() or "activex" in name.lower() for name in names):
        raise FileRefused(_("Berkas ini berisi makro. Simpan sebagai docx atau xlsx biasa."))
    if "[Content_Types].xml" not in names:
        return None
    return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else None
