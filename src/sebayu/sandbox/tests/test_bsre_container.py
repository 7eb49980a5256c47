"""The container is written by hand: other libraries must find what was meant, in the one canonical form."""

import datetime as dt
import hashlib

import pytest
from asn1crypto import cms, core, tsp
from hypothesis import given
from hypothesis import strategies as st

from sebayu.sandbox.bsre.authority import Authority
from sebayu.sandbox.bsre.container import OCTETS, Sealer, der

NOW = dt.datetime(2026, 3, 5, 9, 7, 1, 500, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def content(authority):
    sealer = Sealer(authority.signer("Rina Astuti", "9999999999999999"), authority.chain)
    stamper = Sealer(authority.tsa, authority.chain[-1:])
    return sealer.sign(hashlib.sha256(b"surat").digest(), stamper, NOW)


def attributes(found) -> dict:
    return {entry["type"].native: entry["values"][0] for entry in found}


@given(size=st.integers(0, 70_000))
def test_a_value_is_encoded_as_the_library_encodes_it(size):
    assert der(OCTETS, b"x" * size) == core.OctetString(b"x" * size).dump()


def test_the_container_is_canonical_and_holds_what_was_signed(content, authority):
    whole = cms.ContentInfo.load(content, strict=True)
    assert whole.native["content_type"] == "signed_data"
    assert whole.copy().dump(force=True) == content
    [info] = whole["content"]["signer_infos"]
    signed = attributes(info["signed_attrs"])
    assert signed["message_digest"].native == hashlib.sha256(b"surat").digest()
    assert signed["signing_certificate_v2"].native["certs"][0]["cert_hash"] in {
        certificate.chosen.sha256 for certificate in whole["content"]["certificates"]
    }
    assert len(whole["content"]["certificates"]) == 3


def test_the_stamp_is_over_this_signature_at_this_time(content):
    [info] = cms.ContentInfo.load(content)["content"]["signer_infos"]
    token = attributes(info["unsigned_attrs"])["signature_time_stamp_token"]
    stamped = token["content"]["encap_content_info"]["content"].parsed
    assert isinstance(stamped, tsp.TSTInfo)
    assert stamped["gen_time"].native == NOW.replace(microsecond=0)
    assert (
        stamped["message_imprint"]["hashed_message"].native
        == hashlib.sha256(info["signature"].native).digest()
    )


def test_two_stamps_differ(authority):
    stamper = Sealer(authority.tsa, authority.chain[-1:])
    assert stamper.stamp(b"0" * 32, NOW) != stamper.stamp(b"0" * 32, NOW)
