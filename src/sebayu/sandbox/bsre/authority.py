"""A test authority: root -> issuing -> signer, and a time-stamping service. Every name says SIMULATOR - TIDAK SAH."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ORGANISATION = "SIMULATOR - TIDAK SAH"
Key = ec.EllipticCurvePrivateKey
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Identity:
    """A certificate with its key, in the shape pyHanko wants."""

    certificate: asn1_x509.Certificate
    key: asn1_keys.PrivateKeyInfo
    loaded: Key  # the same key, ready to sign: loading it for every signature would cost more than signing

    def sign(self, data: bytes) -> bytes:
        return self.loaded.sign(data, ec.ECDSA(hashes.SHA256()))


def _name(common_name: str, serial: str = "") -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
        x509.NameAttribute(NameOID.COMMON_NAME, common_name[:64]),
    ]
    if serial:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, serial))
    return x509.Name(parts)


def _usage(**on: bool) -> x509.KeyUsage:
    names = [
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    ]
    return x509.KeyUsage(**{name: on.get(name, False) for name in names})


class Authority:
    """Made at the first start in `folder`, read again at the next: old signatures keep verifying."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._signers: dict[tuple[str, str, bool], Identity] = {}
        with self._lock:
            self.root_key, self.root = self._keep("root", "Root CA Simulator", None)
            self.issuing_key, self.issuing = self._keep("issuing", "Penerbit Sertifikat Simulator", "root")
            tsa_key, tsa = self._keep("tsa", "Otoritas Cap Waktu Simulator", "root")
        self.tsa = _identity(tsa, tsa_key)
        self.chain = [
            asn1_x509.Certificate.load(c.public_bytes(Encoding.DER)) for c in (self.issuing, self.root)
        ]

    @property
    def root_pem(self) -> bytes:
        return self.root.public_bytes(Encoding.PEM)

    def _keep(self, label: str, common_name: str, issuer: str | None) -> tuple[Key, x509.Certificate]:
        key_file, cert_file = self.folder / f"{label}.key", self.folder / f"{label}.pem"
        if key_file.exists() and cert_file.exists():
            key = load_pem_private_key(key_file.read_bytes(), None)
            return key, x509.load_pem_x509_certificate(cert_file.read_bytes())  # type: ignore[return-value]
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._certify(label, common_name, key, issuer)
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        with os.fdopen(os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(pem)
        cert_file.write_bytes(certificate.public_bytes(Encoding.PEM))
        return key, certificate

    def _certify(self, label: str, common_name: str, key: Key, issuer: str | None) -> x509.Certificate:
        subject = _name(common_name)
        parent_key, parent = (key, subject) if issuer is None else (self.root_key, self.root.subject)
        builder = _builder(subject, parent, key, datetime.now(UTC) - 1500 * DAY, 20 * 365 * DAY)
        if label == "tsa":
            builder = builder.add_extension(
                _usage(digital_signature=True, content_commitment=True), critical=True
            )
            builder = builder.add_extension(
                x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
            )
            builder = builder.add_extension(x509.BasicConstraints(False, None), critical=True)
        else:
            length = 1 if issuer is None else 0
            builder = builder.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
            builder = builder.add_extension(x509.BasicConstraints(True, length), critical=True)
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(parent_key.public_key()), critical=False
        )
        return builder.sign(parent_key, hashes.SHA256())

    def signer(self, name: str, number: str, *, expired: bool = False) -> Identity:
        """The signer's certificate, made when first needed: CN is the name, serialNumber the NIK."""
        with self._lock:
            cached = (name, number, expired)
            if cached not in self._signers:
                self._signers[cached] = self._make_signer(name, number, expired)
            return self._signers[cached]

    def _make_signer(self, name: str, number: str, expired: bool) -> Identity:
        key = ec.generate_private_key(ec.SECP256R1())
        start, length = (800, 730 * DAY) if expired else (30, 730 * DAY)
        builder = _builder(
            _name(name, number), self.issuing.subject, key, datetime.now(UTC) - start * DAY, length
        )
        builder = builder.add_extension(
            _usage(digital_signature=True, content_commitment=True), critical=True
        )
        builder = builder.add_extension(x509.BasicConstraints(False, None), critical=True)
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(self.issuing_key.public_key()), critical=False
        )
        return _identity(builder.sign(self.issuing_key, hashes.SHA256()), key)


def _builder(subject, issuer, key: Key, start: datetime, length: timedelta) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + length)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _identity(certificate: x509.Certificate, key: Key) -> Identity:
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return Identity(
        asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(der),
        key,
    )
