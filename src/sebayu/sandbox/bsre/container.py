"""The signature itself: CMS with a time stamp inside (PAdES baseline T), written as DER.

What never changes for a signer (names, certificates, algorithms) is encoded once; a signature adds a digest, a time and two ECDSA
values. Every document is still hashed, signed and stamped on its own, and other readers check the result in the tests.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime

from asn1crypto import algos, cms, core, x509
from pyhanko.sign.general import as_signing_certificate, as_signing_certificate_v2

from sebayu.sandbox.bsre.authority import Identity

SEQUENCE, SET, OCTETS, TIME, LONG_TIME = 0x30, 0x31, 0x04, 0x17, 0x18


def der(tag: int, *parts: bytes) -> bytes:
    """One value: tag, length, contents."""
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def _context(number: int, *parts: bytes) -> bytes:
    return der(0xA0 | number, *parts)


def _attribute(name: str, value: bytes) -> bytes:
    return der(SEQUENCE, cms.CMSAttributeType(name).dump(), der(SET, value))


def _number(value: int) -> bytes:
    return core.Integer(value).dump()


SHA256 = algos.DigestAlgorithm({"algorithm": "sha256"}).dump()
ECDSA = algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}).dump()
SIGNED_DATA = cms.ContentType("signed_data").dump()
DATA, STAMP = cms.ContentType("data").dump(), cms.ContentType("tst_info").dump()
OF_DATA, OF_STAMP = _attribute("content_type", DATA), _attribute("content_type", STAMP)
POLICY = core.ObjectIdentifier("1.3.6.1.4.1.4146.2.2").dump()  # pyHanko's, for testing
V1, V3 = _number(1), _number(3)
_DIGEST, _SIGNING_TIME, _STAMPED = (
    cms.CMSAttributeType(name).dump()
    for name in ("message_digest", "signing_time", "signature_time_stamp_token")
)


class Sealer:
    """One identity with the parts of its containers that stay the same."""

    def __init__(self, identity: Identity, chain: list[x509.Certificate]) -> None:
        self.identity = identity
        own = identity.certificate
        serial = own["tbs_certificate"]["serial_number"].dump()
        self.names = der(SEQUENCE, own.issuer.dump(), serial)
        self.certificates = _context(0, *sorted(c.dump() for c in (own, *chain)))
        self.own = _attribute("signing_certificate_v2", as_signing_certificate_v2(own).dump())
        self.own_as_stamper = _attribute("signing_certificate", as_signing_certificate(own).dump())
        self.called = _context(0, _context(4, own.subject.dump()))

    def sign(self, digest: bytes, stamper: Sealer, now: datetime) -> bytes:
        """The container for a document with this digest, stamped by `stamper`."""
        signature, signed = self._signature([OF_DATA, self.own, _digest(digest)])
        stamp = stamper.stamp(hashlib.sha256(signature).digest(), now)
        stamped = _context(1, der(SEQUENCE, _STAMPED, der(SET, stamp)))
        return self._container(V1, der(SEQUENCE, DATA), signature, signed, stamped)

    def stamp(self, digest: bytes, now: datetime) -> bytes:
        """A time stamp token over this digest."""
        when = now.astimezone(UTC)
        token = der(
            SEQUENCE,
            V1,
            POLICY,
            der(SEQUENCE, SHA256, der(OCTETS, digest)),
            _number(secrets.randbits(63)),
            der(LONG_TIME, f"{when:%Y%m%d%H%M%S}Z".encode()),
            self.called,
        )
        at = der(SEQUENCE, _SIGNING_TIME, der(SET, der(TIME, f"{when:%y%m%d%H%M%S}Z".encode())))
        own = _digest(hashlib.sha256(token).digest())
        signature, signed = self._signature([OF_STAMP, at, self.own_as_stamper, own])
        content = der(SEQUENCE, STAMP, _context(0, der(OCTETS, token)))
        return self._container(V3, content, signature, signed)

    def _signature(self, attributes: list[bytes]) -> tuple[bytes, list[bytes]]:
        """What is signed is the set of attributes, in DER's order."""
        signed = sorted(attributes)
        return self.identity.sign(der(SET, *signed)), signed

    def _container(
        self, version: bytes, content: bytes, signature: bytes, signed: list[bytes], unsigned: bytes = b""
    ) -> bytes:
        info = der(
            SEQUENCE, V1, self.names, SHA256, _context(0, *signed), ECDSA, der(OCTETS, signature), unsigned
        )
        data = der(SEQUENCE, version, der(SET, SHA256), content, self.certificates, der(SET, info))
        return der(SEQUENCE, SIGNED_DATA, _context(0, data))


def _digest(value: bytes) -> bytes:
    return der(SEQUENCE, _DIGEST, der(SET, der(OCTETS, value)))
