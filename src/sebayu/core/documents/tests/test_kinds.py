"""What a letter file says about itself, read without running it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sebayu.core.documents import kinds
from sebayu.core.documents.errors import LetterFileWrong, LetterUnknown

SHEET = Path(kinds.__file__).parent / "typst" / "surat.typ"
HEAD = '#import "/core/documents/typst/surat.typ": *\n#show: letter.with(title: "Surat Contoh")\n'


def read(folder: Path, body: str, head: str = HEAD) -> kinds.LetterKind:
    path = folder / "contoh.typ"
    path.write_text(head + body, encoding="utf-8")
    return kinds.read(path)


def test_placeholders_are_read_from_the_file(tmp_path: Path) -> None:
    kind = read(
        tmp_path,
        '#identity("child", "name", "birth")\n#fact("answers.purpose") #fact("business.nib", default: upper("belum (ada)"))'
        '#if has("answers.addressee") [x]\n#people("household.members")\n#identity("spouse", optional: true, "name")',
    )
    assert kind.title == "Surat Contoh"
    assert kind.placeholders == {
        "child.name",
        "child.birth_place",
        "child.birth_date",
        "answers.purpose",
        "household.members",
    }
    assert kind.optional == {"business.nib", "answers.addressee", "spouse.name"}


def test_address_asks_for_its_parts_without_requiring_them(tmp_path: Path) -> None:
    kind = read(tmp_path, '#fact("person.address")')
    assert kind.placeholders == {"person.address"}
    assert {"person.rt", "person.village"} <= kind.optional


def test_comments_hold_no_placeholders(tmp_path: Path) -> None:
    assert not read(tmp_path, '// #fact("person.nik")\n/* #fact("person.name") */').placeholders


@pytest.mark.parametrize(
    "body",
    [
        "#fact(path)",
        '#fact("person." + x)',
        '#fact("nik")',
        '#identity("person", "salary")',
        '#fact("Person.Nik")',
    ],
)
def test_placeholder_that_cannot_be_read_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(LetterFileWrong):
        read(tmp_path, body)


def test_letter_without_title_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LetterFileWrong, match=r"letter\.with"):
        read(tmp_path, "", head="")


def test_letter_of_the_same_name_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "contoh_sktm.typ").write_text(HEAD, encoding="utf-8")
    with pytest.raises(LetterFileWrong, match="twice"):
        kinds.announce(tmp_path)


def test_unknown_letter_says_so() -> None:
    with pytest.raises(LetterUnknown, match="tidak_ada"):
        kinds.get("tidak_ada")


def test_fields_and_labels_of_the_sheet_agree() -> None:
    block = re.search(r"#let labels = \((.*?)\n\)", SHEET.read_text(encoding="utf-8"), re.S)
    assert block is not None
    assert set(re.findall(r"(\w+): \"", block.group(1))) == set(kinds.FIELDS)
