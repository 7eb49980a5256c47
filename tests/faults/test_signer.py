"""A signer who cannot sign: told plainly, once, before the certificate is locked; a substitute signs instead."""

from collections.abc import Iterator

import httpx
import pytest

from sebayu.sandbox.town import PASSPHRASE
from tests import scenes
from tests.product import Product

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("journeys")]

LURAH = "kel_mintaragen.lurah"


def nik_of(product: Product, name: str) -> str:
    return product.rows("SELECT signer_nik FROM identity_account WHERE name LIKE %s", f"{name}%")[0][0]


def certificate(product: Product, status: str) -> None:
    """What the signing service says about the lurah's certificate."""
    who = {
        "nik": nik_of(product, "Rina Astuti"),
        "name": "Rina Astuti",
        "passphrase": PASSPHRASE,
        "status": status,
    }
    httpx.post(f"{product.sandbox}/bsre/_signers", json=who).raise_for_status()


@pytest.fixture
def expired(product: Product) -> Iterator[None]:
    certificate(product, "EXPIRED")
    yield
    certificate(product, "ISSUE")


@pytest.fixture
def substitute(product: Product) -> Iterator[None]:
    """The secretary stands in for the lurah, by a decree of today."""
    product.lend_part("kel_mintaragen.sekretaris", "Sekretaris")
    account = "SELECT account_id FROM identity_mandate WHERE post_id = 'kel_mintaragen.sekretaris' LIMIT 1"
    product.rows(
        "INSERT INTO identity_mandate (id, account_id, post_id, kind, valid_from, basis, created_at) "
        f"VALUES (gen_random_uuid(), ({account}), %s, 'plh', current_date - 1, 'Surat perintah (contoh)', now()) RETURNING id",
        LURAH,
    )
    yield
    product.rows("DELETE FROM identity_mandate WHERE post_id = %s AND kind = 'plh' RETURNING id", LURAH)


def tries(product: Product) -> int:
    return sum(n for door, n in product.calls().items() if door.startswith("bsre") and "sign/pdf" in door)


def test_an_expired_certificate_is_told_plainly_and_a_substitute_signs(
    product: Product, expired: None, request: pytest.FixtureRequest
) -> None:
    letters = [scenes.ask(product, "Endang Rahayu", "janda_duda") for _ in range(3)]
    before = tries(product)
    result = scenes.sign(product, "Rina Astuti", *letters).text
    for words in (
        "0 dari 3 surat ditandatangani",
        "sudah kedaluwarsa",
        "verifikator",
        "Plh.",
        "2 surat belum disentuh",
    ):
        assert words in result, result[:1500]
    assert tries(product) == before + 1
    ((tried, old),) = product.rows(
        "SELECT case_id::text, number FROM documents_document WHERE case_id::text = ANY(%s) AND state = 'numbered'",
        letters,
    )
    assert scenes.state(product, tried) == ("open", "sign")
    request.getfixturevalue("substitute")
    result = scenes.sign(product, "Catur Santoso", *letters).text
    assert "3 dari 3 surat ditandatangani" in result, result[:1500]
    signed = product.rows(
        "SELECT signer_name, signer_title, number FROM documents_document WHERE case_id::text = ANY(%s) AND state = 'signed'",
        letters,
    )
    assert [(name.split(",")[0], title.split()[0]) for name, title, _ in signed] == [
        ("Catur Santoso", "Plh.")
    ] * 3
    kept = product.rows("SELECT void_reason FROM documents_issuednumber WHERE text = %s", old)
    assert "penanda tangan berganti" in kept[0][0]
