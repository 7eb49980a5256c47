"""Signing a PDF: PAdES baseline T, with an appearance that says the signature is not legally valid."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfResources, RawContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigAppearanceSetup, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.stamp import StaticStampStyle

from sebayu.sandbox.bsre.authority import Authority, Identity
from sebayu.sandbox.bsre.container import Sealer
from sebayu.sandbox.bsre.picture import image

# room for the signature in hex
RESERVED = 10_240  # a signature with its chain and time stamp takes some 7,900
MARK = "TIDAK SAH - SIMULATOR"
WIDE_MARK = f"{MARK} - BUKAN TANDA TANGAN ELEKTRONIK YANG SAH"
AS_IT_IS = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MIN,
    y_align=AxisAlignment.ALIGN_MIN,
    margins=Margins(0, 0, 0, 0),
    inner_content_scaling=InnerScaling.NO_SCALING,
)


@dataclass(frozen=True)
class Look:
    """Where and how the signature shows: points from the lower left corner of the page; no box is a strip on top."""

    page: int = 1
    box: tuple[float, float, float, float] | None = None  # x, y, width, height
    picture: bytes = b""
    reason: str = ""
    location: str = ""
    contact: str = ""


class Signer:
    """Puts signatures of this authority's identities into PDFs."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self._stamper = Sealer(authority.tsa, authority.chain[-1:])
        self._sealers: dict[int, Sealer] = {}

    def sign(self, pdf: bytes, identity: Identity, look: Look, clock: timedelta = timedelta(0)) -> bytes:
        """The same bytes with one more revision that holds the signature. Raises whatever a broken PDF provokes."""
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
        if writer.prev.encrypted:
            raise ValueError("encrypted")
        pages = int(writer.root["/Pages"]["/Count"])
        page = min(max(look.page, 1), pages) - 1
        count = len(writer.prev.embedded_signatures)
        x, y, width, height = look.box or _strip(writer, page, count)
        field = SigFieldSpec(
            f"bcs_ecs_{count + 1}",
            on_page=page,
            box=(round(x), round(y), round(x + width), round(y + height)),
        )
        return self._written(writer, field, identity, look, datetime.now(UTC) + clock)

    def _written(
        self,
        writer: IncrementalPdfFileWriter,
        field: SigFieldSpec,
        identity: Identity,
        look: Look,
        now: datetime,
    ) -> bytes:
        """pyHanko's steps for a container made elsewhere: the field, the entry, the bytes with their digest, the container."""
        entry = SignatureObject(
            now,
            SigSeedSubFilter.PADES,
            location=look.location,
            reason=look.reason,
            contact_info=look.contact,
            bytes_reserved=RESERVED,
        )
        left, bottom, right, top = field.box
        style = _style(right - left, top - bottom, look.picture)
        steps = PdfCMSEmbedder(field).write_cms(field.sig_field_name, writer)
        next(steps)
        steps.send(SigObjSetup(entry, appearance_setup=SigAppearanceSetup(style, now, None)))
        digest, out = steps.send(SigIOSetup("sha256"))
        steps.send(self._sealer(identity).sign(digest.document_digest, self._stamper, now))
        return out.getvalue()

    def _sealer(self, identity: Identity) -> Sealer:
        """Kept by the number of its certificate, which is given once and never changes what it holds."""
        number = identity.certificate.serial_number
        if number not in self._sealers:
            self._sealers[number] = Sealer(identity, self.authority.chain)
        return self._sealers[number]


def _strip(writer: IncrementalPdfFileWriter, page: int, above: int) -> tuple[float, float, float, float]:
    """A thin band along the top edge: an invisible signature of a simulator still shows."""
    sheet = writer.prev.find_page_for_modification(page)[0].get_object()
    while "/MediaBox" not in sheet and "/Parent" in sheet:
        sheet = sheet["/Parent"]
    left, _, right, top = (float(v) for v in sheet["/MediaBox"])
    return left + 14, top - 20 - 15 * above, right - left - 28, 14


def _style(width: float, height: float, picture: bytes) -> StaticStampStyle:
    """A frame, the picture, and the mark in red beside or under it: raw operators, nothing of the picture is covered."""
    drawn = image(picture) if picture else None
    x, y, room_x, room_y = 2.0, 2.0, width - 4, height - 4
    parts = [f"q 0.75 0.1 0.1 RG 0.8 w 0.4 0.4 {width - 0.8:.2f} {height - 0.8:.2f} re S Q"]
    if drawn is not None:
        beside = width > 1.6 * height
        share = room_y if beside else 0.74 * room_y
        wide, high = _fit(drawn, room_x, share)
        left, bottom = (x, y + (share - high) / 2) if beside else (x + (room_x - wide) / 2, y + room_y - high)
        parts.append(f"q {wide:.2f} 0 0 {high:.2f} {left:.2f} {bottom:.2f} cm /SbyPicture Do Q")
        if beside:
            x, room_x = x + wide + 2, room_x - wide - 2
        else:
            room_y -= share
    lines = [WIDE_MARK] if room_x > 12 * room_y else [MARK] if room_x > 5 * room_y else MARK.split(" - ")
    parts += _words(lines, x, y, room_x, room_y)
    font = {
        "/Type": "/Font",
        "/Subtype": "/Type1",
        "/BaseFont": "/Helvetica-Bold",
        "/Encoding": "/WinAnsiEncoding",
    }
    resources = PdfResources()
    resources.font[pdf_name("/SbyFont")] = generic.DictionaryObject(
        {pdf_name(k): pdf_name(v) for k, v in font.items()}
    )
    content = _Picture(" ".join(parts).encode(), resources, BoxConstraints(width, height), drawn)
    return StaticStampStyle(background=content, background_layout=AS_IT_IS, border_width=0)


def _fit(drawn: generic.StreamObject, width: float, height: float) -> tuple[float, float]:
    """The picture's size in the space it gets, its proportions kept."""
    across, down = float(drawn["/Width"]), float(drawn["/Height"])
    scale = min(width / across, height / down)
    return across * scale, down * scale


def _words(lines: list[str], x: float, y: float, width: float, height: float) -> list[str]:
    size = min(height / (1.25 * len(lines)), 14, *(width / (0.74 * len(line)) for line in lines))
    top = y + (height + 1.25 * size * len(lines)) / 2
    out = []
    for row, line in enumerate(lines, 1):
        left = x + max((width - 0.7 * size * len(line)) / 2, 0)
        base = top - 1.25 * size * row + 0.3 * size
        out.append(f"BT /SbyFont {size:.2f} Tf 0.75 0.1 0.1 rg {left:.2f} {base:.2f} Td ({line}) Tj ET")
    return out


class _Picture(RawContent):
    """Raw operators that may use one picture, written into the file when the writer is known."""

    def __init__(
        self, data: bytes, resources: PdfResources, box: BoxConstraints, picture: generic.StreamObject | None
    ) -> None:
        super().__init__(data, resources, box)
        self._picture = picture

    def render(self) -> bytes:
        if self._picture is not None:
            self.resources.xobject[pdf_name("/SbyPicture")] = self.writer.add_object(self._picture)
        return super().render()
