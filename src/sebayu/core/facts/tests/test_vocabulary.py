"""The vocabulary holds together, and what the law never gives out cannot get in."""

import shutil
from pathlib import Path

import pytest

from sebayu.core.facts import KINDS, VocabularyError, coerce, load, vocabulary
from sebayu.core.facts.vocabulary import FOLDER

# the field names real integrations use (Dukcapil web service)
DUKCAPIL = [
    "NIK",
    "NO_KK",
    "NAMA_LGKP",
    "TMPT_LHR",
    "TGL_LHR",
    "JENIS_KLMIN",
    "AGAMA",
    "GOL_DARAH",
    "STATUS_KAWIN",
    "STAT_KWN",
    "STAT_HBKEL",
    "PDDK_AKH",
    "JENIS_PKRJN",
    "ALAMAT",
    "DUSUN",
    "NO_RT",
    "NO_RW",
    "NO_PROP",
    "PROP_NAME",
    "NO_KAB",
    "KAB_NAME",
    "NO_KEC",
    "KEC_NAME",
    "NO_KEL",
    "KEL_NAME",
    "NIK_AYAH",
    "NAMA_LGKP_AYAH",
    "NIK_IBU",
    "NAMA_LGKP_IBU",
    "NO_AKTA_LHR",
    "NO_AKTA_CRAI",
    "NO_PASPOR",
]


def test_every_dukcapil_element_is_mapped():
    mapped = {element for fact in vocabulary().of("person") for element in fact.elements}
    assert set(DUKCAPIL) <= mapped


def test_every_fact_is_complete():
    for path, fact in vocabulary().items():
        assert fact.path == path
        assert fact.kind in KINDS
        assert fact.label
        assert fact.sources
        assert fact.basis == vocabulary().owner_of(path).basis != ""
        if fact.sensitivity != "open" and fact.kind != "bool":
            assert (
                fact.mask
                or fact.name in {"rt", "rw", "citizenship", "size", "welfare_as_of", "sex", "tax_year"}
                or (fact.subject in {"land", "student"})
            ), path


def test_known_when_speaks_of_sibling_facts_of_the_right_kind():
    words = vocabulary()
    for fact in words.values():
        for name, value in fact.known_when.items():
            sibling = words[f"{fact.subject}.{name}"]
            assert coerce(sibling.kind, value) == value


def test_judgements_come_from_rt_rw_only():
    for path in ("person.lives_here", "person.behaves_well", "business.is_open"):
        assert vocabulary()[path].sources == ("attest",)
        assert vocabulary()[path].registers == ()


def test_roles_find_the_fact_of_their_kind():
    words = vocabulary()
    assert words.as_role("deceased.birth_date", "person") is words["person.birth_date"]
    assert words.as_role("deceased.birth_date", "business") is None
    assert words.as_role("deceased.birth_date", None) is None


@pytest.mark.parametrize(
    ("code", "value"), [("1", "islam"), ("Islam", "islam"), (" KHONGHUCU ", "confucian"), ("9", None)]
)
def test_register_codes_become_stored_words(code, value):
    assert vocabulary()["person.religion"].value_of(code) == value


@pytest.mark.parametrize(
    "line",
    [
        "  fingerprint: {label: Sidik, kind: text}",
        "  disability_note: {label: Catatan, kind: text}",
        "  eye: {label: Iris mata, kind: text}",
        "  note: {label: Catatan, kind: text, element: KET_CACAT}",
        "  body: {label: Catatan, kind: list, fields: [nik, sidik_jari]}",
    ],
)
def test_elements_never_given_out_are_refused(tmp_path, line):
    folder = _copy(tmp_path)
    with (folder / "person.yaml").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(VocabularyError, match="tidak pernah diberikan"):
        load(folder)


@pytest.mark.parametrize(
    "line",
    [
        "  Odd: {label: Aneh, kind: text}",
        "  odd: {label: Aneh, kind: colour}",
        "  odd: {label: Aneh, kind: choice, choices: nothing}",
        "  odd: {label: Aneh, kind: text, owner: nobody}",
        "  odd: {label: Aneh, kind: text, sources: [rumour]}",
        "  odd: {label: Aneh, kind: text, mask: paint}",
        "  odd: {label: Aneh, kind: text, sensitivity: secret}",
        "  odd: {label: Aneh, kind: int, example: tiga}",
        "  odd: {label: Aneh, kind: choice, choices: sex, example: lain}",
    ],
)
def test_a_wrong_entry_is_refused_with_its_place(tmp_path, line):
    folder = _copy(tmp_path)
    with (folder / "person.yaml").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(VocabularyError) as caught:
        load(folder)
    assert "person.yaml" in caught.value.where


def _copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "vocabulary"))
