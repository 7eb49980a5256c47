"""Two registers that say different things about the same person: both are seen, a person decides, both are kept."""

import re

import pytest

from sebayu.programmes.letters.tests.reading import pages_of
from tests import scenes
from tests.product import Product
from tests.visitor import Visitor, forms

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("journeys")]

NIK = "3376025704850001"
DATE = r"\d{1,2} (?:Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Sep|Okt|Nov|Des)\w* \d{4}"


def record(officer: Visitor, path: str, **values: str) -> None:
    """The small form beside one fact."""
    found = [f for f in forms(officer.page.text) if ("path", path) in f.fields]
    assert found, f"{path} cannot be recorded: {officer.text[:900]}"
    officer.page = officer.http.post(found[0].action, data=dict(found[0].fields) | values)


def test_registers_that_contradict_each_other_are_decided_by_an_officer(product: Product) -> None:
    (was,) = product.rows("SELECT birth_place FROM registry_person WHERE nik = %s", NIK)[0]
    change = "UPDATE registry_person SET birth_place = %s WHERE nik = %s RETURNING id"
    product.rows(change, "Pemalang", NIK)
    try:
        case_id = scenes.ask(product, "Sari Wulandari", "domisili")
    finally:
        product.rows(change, was, NIK)
    assert product.rows("SELECT conflicts FROM cases_case WHERE id = %s", case_id) == [(1,)]
    scenes.attest(product, case_id)
    with scenes.being(product, "Budi Prasetya") as budi:
        budi.get(f"/meja/urusan/{case_id}/")
        said = rf"Tempat lahir {was} Register daerah: Pemalang, {DATE} .*Perlu dicek: Dukcapil · {DATE} beda dengan Register daerah"
        assert re.search(said, budi.text), budi.text[:2500]
        assert "1 data ditulis berbeda oleh dua sumber" in budi.text
        record(budi, "person.birth_place", value="1", seen_in="Akta kelahiran asli")
        assert "Dicatat:" in budi.text and "ditulis berbeda" not in budi.text
        # What Dukcapil said stays beside what the officer decided.
        assert re.search(rf"Tempat lahir Pemalang Dukcapil: {was}, {DATE}", budi.text), budi.text[:2500]
    scenes.decide(product, "Budi Prasetya", case_id)
    scenes.sign(product, "Rina Astuti", case_id)
    letter, state, _ = scenes.letter_of(product, case_id)
    assert state == "signed"
    with scenes.being(product, "Rina Astuti") as rina:
        text = " ".join("".join(pages_of(rina.get(f"/meja/surat/{letter}/cetak/").content)).split())
    assert "Pemalang" in text
    assert kept(product, case_id) == ("Pemalang", "manual", {("dukcapil", was), ("registry", "Pemalang")})


def kept(product: Product, case_id: str) -> tuple[str, str, set[tuple[str, str]]]:
    """The fact as it is frozen with the case, with every other answer beside it."""
    ((item, frozen),) = product.rows(
        "SELECT contents->'person.birth_place', frozen_at IS NOT NULL FROM exchange_evidence WHERE case_id = %s", case_id
    )  # fmt: skip
    assert frozen
    others = {(o["source"], o["value"]) for o in item["others"] if o["value"] is not None}
    return item["value"], item["mode"], others
