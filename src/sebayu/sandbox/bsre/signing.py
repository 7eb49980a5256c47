"""Signing a PDF: PAdES baseline T, with an appearance that says the signature is not legally valid."""

from __future__ import annotations

import hashlib
import io
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from asn1crypto import algos, cms, core
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfResources, RawContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import as_signing_certificate, simple_cms_attribute
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from sebayu.sandbox.bsre.authority import Authority, Identity
from sebayu.sandbox.bsre.picture import image

# room for the signature in hex: asking pyHanko to estimate it would sign twice
RESERVED = 16_384
MARK = "TIDAK SAH - SIMULATOR"
_clock = threading.local()


@dataclass(frozen=True)
class Look:
    """Where and how the signature shows: points from the lower left corner of the page; no box is a strip on top."""

    page: int = 1
    box: tuple[float, float, float, float] | None = None  # x, y, width, height
    picture: bytes = b""
    reason: str = ""
    location: str = ""
    contact: str = ""


class Stamper(DummyTimeStamper):
    """A time-stamping service on P-256 (pyHanko's own knows RSA only) whose clock can be told to be wrong, per call."""

    def __init__(self, identity: Identity, certificates: SimpleCertificateStore) -> None:
        super().__init__(identity.certificate, identity.key, certs_to_embed=certificates)
        self._identity = identity

    @property
    def fixed_dt(self) -> datetime:
        return datetime.now(UTC) + getattr(_clock, "off", timedelta(0))

    @fixed_dt.setter
    def fixed_dt(self, value: datetime | None) -> None:
        pass

    def _sign_tst_info(self, tst_info_data: bytes, md_algorithm: str, dt: datetime):
        attributes = cms.CMSAttributes(
            [
                simple_cms_attribute("content_type", "tst_info"),
                simple_cms_attribute("signing_time", cms.Time({"utc_time": core.UTCTime(dt)})),
                simple_cms_attribute("signing_certificate", as_signing_certificate(self.tsa_cert)),
                simple_cms_attribute("message_digest", hashlib.sha256(tst_info_data).digest()),
            ]
        )
        return self._identity.sign(attributes.dump()), attributes

    def _build_signed_data(self, *args, **kwargs) -> dict:
        data = super()._build_signed_data(*args, **kwargs)
        data["signer_infos"][0]["signature_algorithm"] = algos.SignedDigestAlgorithm(
            {"algorithm": "sha256_ecdsa"}
        )
        return data


class QuickSigner(signers.SimpleSigner):
    def __init__(self, identity: Identity, certificates: SimpleCertificateStore) -> None:
        super().__init__(identity.certificate, identity.key, cert_registry=certificates)
        self._identity = identity

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return self._identity.sign(data)


class Signer:
    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self._store = SimpleCertificateStore.from_certs(authority.chain)
        self._stamper = Stamper(authority.tsa, SimpleCertificateStore.from_certs(authority.chain[-1:]))

    def sign(self, pdf: bytes, identity: Identity, look: Look, clock: timedelta = timedelta(0)) -> bytes:
        """The same bytes with one more revision that holds the signature. Raises whatever a broken PDF provokes."""
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
        if writer.prev.encrypted:
            raise ValueError("encrypted")
        pages = int(writer.root["/Pages"]["/Count"])
        page = min(max(look.page, 1), pages) - 1
        x, y, width, height = look.box or _strip(writer, page)
        count = len(writer.prev.embedded_signatures)
        _clock.off = clock
        signer = QuickSigner(identity, self._store)
        task = signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name=f"bcs_ecs_{count + 1}",
                reason=look.reason or None,
                location=look.location or None,
                contact_info=look.contact or None,
                md_algorithm="sha256",
                subfilter=SigSeedSubFilter.PADES,
            ),
            signer=signer,
            timestamper=self._stamper,
            stamp_style=_style(width, height, look.picture),
            new_field_spec=SigFieldSpec(
                f"bcs_ecs_{count + 1}",
                on_page=page,
                box=(round(x), round(y), round(x + width), round(y + height)),
            ),
        )
        out = io.BytesIO()
        task.sign_pdf(writer, bytes_reserved=RESERVED, output=out)
        return out.getvalue()


def _strip(writer: IncrementalPdfFileWriter, page: int) -> tuple[float, float, float, float]:
    """A thin band along the top edge: an invisible signature of a simulator still shows."""
    sheet = writer.prev.find_page_for_modification(page)[0].get_object()
    while "/MediaBox" not in sheet and "/Parent" in sheet:
        sheet = sheet["/Parent"]
    left, _, right, top = (float(v) for v in sheet["/MediaBox"])
    return left + 14, top - 20, right - left - 28, 14


def _style(width: float, height: float, picture: bytes) -> StaticStampStyle:
    """A frame and the mark in red on white, above the picture if there is one: raw operators, no text layout."""
    wide = width > 4 * height
    lines = [f"{MARK} - BUKAN TANDA TANGAN ELEKTRONIK YANG SAH"] if wide else MARK.split(" - ")
    size = min(0.8 * height / (2.4 * len(lines)), 11) if not wide else min(0.62 * height, 11)
    size = max(min(size, width / (0.66 * max(len(line) for line in lines))), 2)
    band = size * 1.25 * len(lines)
    bottom = (height - band) / 2
    parts = []
    drawn = image(picture) if picture else None
    if drawn is not None:
        parts.append(f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /SbyPicture Do Q")
    parts.append(f"q 1 1 1 rg 0 {bottom:.2f} {width:.2f} {band:.2f} re f Q")
    parts.append(f"q 0.75 0.1 0.1 RG 0.8 w 0.4 0.4 {width - 0.8:.2f} {height - 0.8:.2f} re S Q")
    for row, line in enumerate(lines):
        text_width = 0.62 * size * len(line)
        x = max((width - text_width) / 2, 1)
        y = bottom + band - size * (1.25 * row + 1.0)
        parts.append(f"BT /SbyFont {size:.2f} Tf 0.75 0.1 0.1 rg {x:.2f} {y:.2f} Td ({line}) Tj ET")
    font = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Font"),
            pdf_name("/Subtype"): pdf_name("/Type1"),
            pdf_name("/BaseFont"): pdf_name("/Helvetica-Bold"),
            pdf_name("/Encoding"): pdf_name("/WinAnsiEncoding"),
        }
    )
    resources = PdfResources()
    resources.font[pdf_name("/SbyFont")] = font
    content = _Picture(" ".join(parts).encode(), resources, BoxConstraints(width, height), drawn)
    return StaticStampStyle(background=content, border_width=0)


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
