"""Signing a PDF: PAdES baseline T, with an appearance that says the signature is not legally valid."""

from __future__ import annotations

import hashlib
import io
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from asn1crypto import algos, cms, core, tsp
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfResources, RawContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import as_signing_certificate, simple_cms_attribute
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from sebayu.sandbox.bsre.authority import Authority, Identity
from sebayu.sandbox.bsre.picture import image

# room for the signature in hex: asking pyHanko to estimate it would sign twice
RESERVED = 10_240  # a signature with its chain and time stamp takes some 7,900
MARK = "TIDAK SAH - SIMULATOR"
WIDE_MARK = f"{MARK} - BUKAN TANDA TANGAN ELEKTRONIK YANG SAH"
AS_IT_IS = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MIN,
    y_align=AxisAlignment.ALIGN_MIN,
    margins=Margins(0, 0, 0, 0),
    inner_content_scaling=InnerScaling.NO_SCALING,
)
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
        # loaded from its bytes it is not encoded again for every stamp
        certificate = simple_cms_attribute(
            "signing_certificate", as_signing_certificate(identity.certificate)
        )
        self._certificate_attribute = cms.CMSAttribute.load(certificate.dump())

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
                self._certificate_attribute,
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

    def request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """As bytes read back: embedding it does not walk through the whole structure again."""
        return tsp.TimeStampResp.load(super().request_tsa_response(req).dump())


class QuickSigner(signers.SimpleSigner):
    def __init__(self, identity: Identity, certificates: SimpleCertificateStore) -> None:
        super().__init__(identity.certificate, identity.key, cert_registry=certificates)
        self._identity = identity

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return self._identity.sign(data)


class ClockedPdfSigner(signers.PdfSigner):
    """Writes the time of the simulator's clock into the signature."""

    def init_signing_session(self, *args, **kwargs):
        session = super().init_signing_session(*args, **kwargs)
        session.system_time += getattr(_clock, "off", timedelta(0))
        return session


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
        count = len(writer.prev.embedded_signatures)
        x, y, width, height = look.box or _strip(writer, page, count)
        _clock.off = clock
        signer = QuickSigner(identity, self._store)
        task = ClockedPdfSigner(
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
