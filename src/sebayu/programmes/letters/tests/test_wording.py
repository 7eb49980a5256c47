"""Where a letter says one thing or another, it says the one the facts tell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sebayu.core.documents import render, sheet
from sebayu.core.services import catalogue
from sebayu.programmes.letters.tests.reading import pages_of
from sebayu.programmes.letters.tests.samples import HEAD, LURAH, values_of


def read(key: str, **changes: Any) -> str:
    """The letter with some facts changed; None takes one away. Paths are written with __ for the dot."""
    service = catalogue.get(key)
    values = values_of(service) | {path.replace("__", "."): value for path, value in changes.items()}
    filled = sheet.of_values(
        {path: value for path, value in values.items() if value is not None},
        roles={name: role.kind for name, role in service.roles.items()},
        head=HEAD,
        signers=[LURAH],
        number="400/001/2026",
        token="abcdefghijklmnopqrstuvwx",
        issued_on=dt.date(2026, 11, 21),
    )
    return " ".join("\n".join(pages_of(render.pdf(key, filled).pdf)).split())


def test_sktm_names_the_decile_or_the_rt() -> None:
    assert "pada desil 3" in read("sktm")
    for decile in (None, 9):
        text = read("sktm", household__welfare_decile=decile)
        assert "menurut keterangan ketua RT" in text
        assert "desil" not in text


def test_sku_names_oss_only_for_a_business_with_a_nib() -> None:
    text = read("sku", business__nib=None)  # our own register knows the stall, OSS does not
    assert "OSS" not in text
    assert "menurut catatan daerah" in text


def test_sku_names_oss_or_the_rt() -> None:
    assert "tercatat aktif dalam sistem perizinan berusaha (OSS)" in read("sku")
    assert "menurut keterangan ketua RT" in read("sku", business__status=None, business__nib=None)


@pytest.mark.parametrize(
    ("sex", "status", "words"),
    [
        ("female", "widowed", "janda karena suaminya telah meninggal"),
        ("male", "widowed", "duda karena istrinya telah meninggal"),
        ("female", "divorced", "janda karena perceraian"),
        ("male", "divorced", "duda karena perceraian"),
    ],
)
def test_widow_or_widower_by_death_or_divorce(sex: str, status: str, words: str) -> None:
    assert words in read("janda_duda", person__sex=sex, person__marital_status=status).replace(" ,", ",")


FATHER, MOTHER = "3376021201550002", "3376025203580001"


@pytest.mark.parametrize(
    ("dead", "other", "word"),
    [
        (FATHER, None, "adalah anak yatim ,"),
        (MOTHER, None, "adalah anak piatu ,"),
        (MOTHER, FATHER, "adalah anak yatim piatu ,"),
    ],
)
def test_orphan_of_father_of_mother_or_of_both(dead: str, other: str | None, word: str) -> None:
    changes: dict[str, Any] = {"parent__nik": dead, "other_parent__nik": other}
    if other is None:
        changes |= {
            "other_parent__name": None,
            "other_parent__death_date": None,
            "other_parent__death_certificate": None,
        }
    assert word in read("yatim_piatu", **changes)


def test_consent_names_what_the_giver_is_to_the_worker() -> None:
    giver = "3376025507850001"
    alone = {"worker__spouse_nik": None, "worker__father_nik": None, "worker__mother_nik": None}
    assert "sebagai suami dari" in read("izin_keluarga")
    assert "sebagai istri dari" in read("izin_keluarga", person__sex="female")
    assert "sebagai ayah dari" in read("izin_keluarga", **{**alone, "worker__father_nik": giver})
    assert "sebagai ibu dari" in read("izin_keluarga", **{**alone, "worker__mother_nik": giver})


def test_heirs_stand_in_table_tree_and_signatures() -> None:
    text = read("ahli_waris")
    assert text.count("Bambang Karsono") == 3
    assert "almarhum adalah" in text
    assert "Istri" in text
    assert "spouse" not in text
    widow = read("ahli_waris", deceased__sex="female")
    assert "almarhumah adalah" in widow
    assert "Suami" in widow


def test_father_not_named_leaves_no_gap() -> None:
    gone = {
        f"father__{name}": None
        for name in ("name", "nik", "birth_place", "birth_date", "occupation", "address")
    }
    text = read("kelahiran", **gone)
    assert "seorang ayah" not in text
    assert "……" not in text


class TestMarriageForms:
    def test_under_twenty_one_needs_the_parents(self) -> None:
        assert "SURAT IZIN ORANG TUA" in read("pengantar_nikah")
        assert "SURAT IZIN ORANG TUA" in read("pengantar_nikah", person__birth_date="2005-12-20")
        assert "SURAT IZIN ORANG TUA" not in read("pengantar_nikah", person__birth_date="2005-12-19")

    def test_partner_of_another_village_has_his_own_n1_there(self) -> None:
        assert "SURAT PENGANTAR NIKAH – CALON PASANGAN" in read("pengantar_nikah")
        assert "CALON PASANGAN" not in read("pengantar_nikah", partner__area_code="33.76.01.1003")

    def test_only_muslims_go_to_the_kua(self) -> None:
        text = read("pengantar_nikah", person__religion="catholic", partner__area_code=None)
        assert "Model N" not in text
        assert "Perawan" in text

    def test_groom_stands_first_whoever_asks(self) -> None:
        text = read("pengantar_nikah", person__sex="male", partner__sex="female")
        consent = text[text.index("PERSETUJUAN CALON PENGANTIN") :]
        assert consent.index("Sari Wulandari") < consent.index("Wahyu Hidayat")

    @pytest.mark.parametrize(
        ("status", "word"),
        [("single", "Perawan"), ("divorced", "Janda cerai hidup"), ("widowed", "Janda cerai mati")],
    )
    def test_status_is_written_as_the_form_wants_it(self, status: str, word: str) -> None:
        assert f"Status perkawinan : {word}" in read("pengantar_nikah", person__marital_status=status)
