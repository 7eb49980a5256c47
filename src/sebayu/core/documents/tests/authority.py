"""A certificate authority made for one test run: root, issuing authority, signers and a time stamp service."""

from __future__ import annotations

import datetime as dt
import io
from functools import lru_cache
from pathlib import Path

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers, timestamps
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = dt.datetime.now(dt.UTC)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
YEAR = dt.timedelta(days=365)


class Authority:
    def __init__(self, organisation: str = "Otorita Uji") -> None:
        self.organisation = organisation
        self.root_key = ec.generate_private_key(ec.SECP256R1())
        self.root = self._certificate("Induk Uji", self.root_key, None, ca=True)
        self.tsa_key = rsa.generate_private_key(65537, 2048)  # the test stamper of pyHanko knows RSA only
        self.tsa = self._certificate("Cap Waktu Uji", self.tsa_key, self.root, usage="tsa")

    def _name(self, common_name: str, nik: str = "") -> x509.Name:
        parts = [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, self.organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
        if nik:
            parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, nik))
        return x509.Name(parts)

    def _certificate(
        self,
        common_name: str,
        key: Key,
        issuer: x509.Certificate | None,
        *,
        ca: bool = False,
        nik: str = "",
        usage: str = "sign",
        start: dt.datetime = NOW - YEAR,
        end: dt.datetime = NOW + YEAR,
    ) -> x509.Certificate:
        subject = self._name(common_name, nik)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer.subject if issuer else subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(
                x509.KeyUsage(not ca, not ca, False, False, False, ca, ca, False, False), critical=True
            )
        )
        if usage == "tsa":
            builder = builder.add_extension(
                x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
            )
        return builder.sign(self.root_key, hashes.SHA256())

    def write_root(self, folder: Path) -> Path:
        path = folder / f"{self.organisation}.pem".replace(" ", "-")
        path.write_bytes(self.root.public_bytes(serialization.Encoding.PEM))
        return path

    def signer(self, name: str, nik: str = "", **dates: dt.datetime) -> signers.SimpleSigner:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._certificate(name, key, self.root, nik=nik, **dates)
        return signers.SimpleSigner(
            signing_cert=_asn1(certificate), signing_key=_key(key), cert_registry=self._store()
        )

    def stamper(self, at: dt.datetime | None = None) -> timestamps.DummyTimeStamper:
        return timestamps.DummyTimeStamper(
            tsa_cert=_asn1(self.tsa), tsa_key=_key(self.tsa_key), certs_to_embed=self._store(), fixed_dt=at
        )

    def _store(self) -> SimpleCertificateStore:
        store = SimpleCertificateStore()
        store.register(_asn1(self.root))
        return store


def sign(
    pdf: bytes,
    signer: signers.SimpleSigner,
    *,
    field: str = "Tanda1",
    stamper: timestamps.TimeStamper | None = None,
    visible: bool = True,
) -> bytes:
    """As a signing service would: an incremental update with one new signature."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    box = (300, 300, 420, 340) if visible else None
    meta = signers.PdfSignatureMetadata(
        field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    out = io.BytesIO()
    signers.PdfSigner(
        meta, signer=signer, timestamper=stamper, new_field_spec=SigFieldSpec(field, on_page=0, box=box)
    ).sign_pdf(writer, output=out)
    return out.getvalue()


@lru_cache(maxsize=2)
def authority(organisation: str = "Otorita Uji") -> Authority:
    return Authority(organisation)


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _key(key: Key) -> keys.PrivateKeyInfo:
    return keys.PrivateKeyInfo.load(
        key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
