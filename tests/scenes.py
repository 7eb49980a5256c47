"""Bringing the town to where a test begins, by the same pages everybody uses; no script, so it is quick."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sebayu.sandbox.town import PASSPHRASE
from tests.product import Product, wait_until
from tests.visitor import Visitor

STATEMENT = "Benar beternak lele di belakang rumah."


@contextmanager
def being(product: Product, name: str) -> Iterator[Visitor]:
    """Somebody of the cast, logged in."""
    with Visitor(product.url) as visitor:
        yield visitor.play(name)


def request(visitor: Visitor, service: str, **answers: str) -> str:
    """Open the statement, answer, tap; the case's id."""
    visitor.get(f"/layanan/{service}/")
    visitor.submit("evidence", step="start", **answers)
    found = re.fullmatch(r"/urusan/([0-9a-f-]{36})/", visitor.path)
    assert found, f"{service} was not taken: {visitor.page.status_code} {visitor.path} {visitor.text[:900]}"
    return found[1]


def ask(product: Product, name: str, service: str, **answers: str) -> str:
    with being(product, name) as citizen:
        return request(citizen, service, **answers)


def attest(product: Product, case_id: str, answer: str = "ya") -> None:
    """The ketua RT follows the link on his phone."""
    with Visitor(product.url) as darmo:
        darmo.get(link_of(product, case_id))
        darmo.submit("jawab", jawab=answer)
        assert darmo.page.status_code == 200


def link_of(product: Product, case_id: str) -> str:
    (row,) = product.rows("SELECT attest_token FROM cases_case WHERE id = %s", case_id)
    return f"/keterangan/{row[0]}/"


def link_on_phone(product: Product, case_id: str) -> str:
    """The same, but as it arrived: a message on a phone."""
    token = link_of(product, case_id)
    bodies = wait_until(
        lambda: [m["text"]["body"] for m in product.messages() if token in m["text"]["body"]],
        f"a message with the question of {case_id}",
    )
    return re.search(r"https?://\S+", bodies[0])[0]


def decide(product: Product, name: str, case_id: str, verdict: str = "approve", note: str = "") -> None:
    with being(product, name) as officer:
        officer.get(f"/meja/urusan/{case_id}/")
        officer.submit("verdict", verdict=verdict, note=note)
        assert officer.page.status_code == 200, officer.text[:600]


def sign(product: Product, name: str, *case_ids: str, passphrase: str = PASSPHRASE) -> Visitor:
    """Sign a batch; the page with the results."""
    with being(product, name) as signer:
        signer.get("/meja/tanda-tangan/")
        token = dict(signer.form("konfirmasi").fields)["csrfmiddlewaretoken"]
        form = {"csrfmiddlewaretoken": token, "s": list(case_ids)}
        grown = signer.http.post(
            "/meja/tanda-tangan/konfirmasi/", data=form | {"sign": "1", "passphrase": passphrase}
        )
        assert grown.status_code == 200, grown.text[:600]
        signer.get("/meja/tanda-tangan/hasil/")
        return signer


def state(product: Product, case_id: str) -> tuple[str, str]:
    (row,) = product.rows("SELECT state, step_kind FROM cases_case WHERE id = %s", case_id)
    return row


def letter_of(product: Product, case_id: str) -> tuple[str, str, str]:
    """Id, state and token of the letter of a case."""
    return product.rows(
        "SELECT id::text, state, token FROM documents_document WHERE case_id = %s ORDER BY created_at DESC",
        case_id,
    )[0]


def help_at_counter(officer: Visitor, nik: str) -> Visitor:
    """An officer opens a citizen's portal at the counter, having seen the identity card."""
    officer.get("/meja/loket/")
    officer.submit("/meja/loket/", q=nik)
    officer.submit("person")
    officer.submit("id_shown", id_shown="ktp", reason="Tidak membawa ponsel", mulai="1")
    assert officer.page.status_code == 200 and officer.path == "/", officer.text[:800]
    return officer
