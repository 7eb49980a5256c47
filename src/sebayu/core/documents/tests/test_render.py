"""The page itself: hostile names, endless names, other scripts, both papers, drafts and simulators."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
import typst
from pyhanko.pdf_utils.reader import PdfFileReader

from sebayu.core.documents import kinds, render, sheet
from sebayu.core.documents.errors import LetterNotRendered
from sebayu.core.documents.tests.conftest import FACTS
from sebayu.core.documents.tests.pictures import ink

HEAD = {
    "lines": ["PEMERINTAH KOTA TEGAL", "KECAMATAN TEGAL TIMUR", "KELURAHAN MINTARAGEN"],
    "address": "Jalan Contoh Nomor 1, Tegal, Telepon (0283) 555-0305",
    "area": "Kecamatan Tegal Timur, Kota Tegal",
    "place": "Tegal",
}
LURAH = {
    "title": "Lurah Mintaragen",
    "name": "Rina Astuti, S.Sos.",
    "nip": "19800305 200501 2 001",
    "rank": "Penata Tingkat I (III/d)",
}
CAMAT = {
    "title": "Camat Tegal Timur",
    "name": "Drs. Bambang Contoh, M.Si.",
    "nip": "1",
    "rank": "Pembina (IV/a)",
}
LONG = "Raden Mas Panji Kartasasmita Wirawardana Suryadilaga Hadikusuma Notonegoro Bin X"
WORST = {
    "long_80": LONG,
    "one_word_80": "Aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggghhhhhhhhhh",
    "one_word": "Sugeng",
    "apostrophe": "Nur'aini D'Angelo Ma’ruf",
    "arabic": "عبد الرحمن بن محمد الحسني",
    "javanese": "ꦱꦫꦶꦮꦸꦭꦤ꧀ꦢꦫꦶ",
    "mixed": "Siti ستي ꦱꦶꦠꦶ O'Neil",
    "markup": '#panic("x") *tebal* _miring_ $x^2$ @rujuk <label> \\ " [kurung] = Judul',
}


def page(name: str = "Sari Wulandari", *, letter: str = "contoh_sktm", **rest: object) -> dict:
    values = {**FACTS, "person.name": name, **rest.pop("facts", {})}
    given = {
        "number": "400.10.4.3/001/Kel.Mintaragen/2026",
        "token": "abcdefghijklmnopqrstuvwx",
        "issued_on": dt.date(2026, 11, 21),
        "valid_until": dt.date(2027, 2, 19),
        "signers": [LURAH],
    } | rest
    return sheet.of_values(values, head=HEAD, **given)


def fits(pictures: list[bytes], pages: int = 1) -> None:
    """Everything dark lies inside the margins (2.5 cm left, 2.2 cm right of 21 cm) and on as many pages as expected."""
    assert len(pictures) == pages
    for picture in pictures:
        left, top, right, bottom = ink(picture)
        assert left >= 2.4 / 21
        assert right <= 1 - 2.0 / 21.5
        assert top >= 0.01
        assert bottom <= 0.985


@pytest.mark.parametrize("who", WORST)
@pytest.mark.parametrize("letter", ["contoh_sktm", "contoh_sku"])
def test_worst_names_stay_inside_the_page(who: str, letter: str) -> None:
    fits(render.png(letter, page(WORST[who], letter=letter), ppi=50))


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_longest_everything_still_fits(paper: str) -> None:
    facts = {
        "person.address": "Perumahan Griya Contoh Indah Lestari Blok ZZ-99 Nomor 100 Gang Kenanga Raya Timur Dalam "
        * 2,
        "answers.purpose": "pengajuan keringanan uang kuliah tunggal bagi putra kedua pada semester gasal "
        * 4,
        "answers.addressee": "Rektor Universitas " + "Contoh" * 12,
        "person.occupation": "Pegawaiswastaperusahaanpenyelenggaratelekomunikasi" * 2,
    }
    signers = [LURAH | {"name": LONG, "title": "Lurah " + "Mintaragen " * 8}, CAMAT | {"name": LONG}]
    fits(
        render.png(
            "contoh_sktm", page(WORST["one_word_80"], facts=facts, signers=signers, paper=paper), ppi=50
        )
    )


def test_each_worst_name_is_really_drawn() -> None:
    """A script without a font would draw the same empty boxes for every name."""
    drawn = {who: render.png("contoh_sktm", page(name), ppi=50)[0] for who, name in WORST.items()}
    assert len(set(drawn.values())) == len(WORST)
    other = render.png("contoh_sktm", page("ꦧꦸꦝꦶꦥꦿꦱꦺꦠꦾ"), ppi=50)[0]
    assert other != drawn["javanese"]


@pytest.mark.parametrize(("paper", "size"), [("A4", (595.3, 841.9)), ("F4", (609.4, 935.4))])
def test_paper_is_the_paper_asked_for(paper: str, size: tuple[float, float]) -> None:
    reader = PdfFileReader(io.BytesIO(render.pdf("contoh_sktm", page(paper=paper)).pdf))
    box = reader.find_page_for_modification(0)[0].get_object()["/MediaBox"]
    assert [float(number) for number in list(box)[2:]] == pytest.approx(size, abs=0.2)


def test_same_sheet_and_time_give_the_same_bytes() -> None:
    at = dt.datetime(2026, 11, 21, 8, 30, tzinfo=dt.UTC)
    assert render.pdf("contoh_sktm", page(), at=at).pdf == render.pdf("contoh_sktm", page(), at=at).pdf


def test_pdf_is_accessible_and_carries_its_mark() -> None:
    pdf = render.pdf("contoh_sktm", page()).pdf
    assert b"sebayu:abcdefghijklmnopqrstuvwx" in pdf
    assert b"pdfuaid:part" in pdf


def test_frames_tell_where_each_signer_stamps() -> None:
    one, two = render.pdf("contoh_sktm", page(signers=[LURAH, CAMAT])).frames
    assert {one.position, two.position} == {1, 2}
    by_position = {frame.position: frame for frame in (one, two)}
    assert by_position[1].x > by_position[2].x
    assert all(0 < frame.x < 595 and 0 < frame.y < frame.page_height for frame in (one, two))


def test_draft_and_simulator_look_different() -> None:
    final = render.png("contoh_sktm", page(), ppi=50)[0]
    draft = render.png("contoh_sktm", page(number=""), ppi=50)[0]
    simulated = render.png("contoh_sktm", page(simulator=True), ppi=50)[0]
    assert len({final, draft, simulated}) == 3
    assert ink(simulated)[1] < 0.03  # the red line above the letterhead
    assert ink(final)[1] > 0.04


def test_draft_of_nothing_prints_dots() -> None:
    fits(render.png("contoh_sku", sheet.of_values({}, head=HEAD), ppi=50))


def test_template_that_fails_names_no_person(tmp_path, monkeypatch) -> None:
    path = tmp_path / "rusak.typ"
    path.write_text('#show: letter.with(title: "Rusak")\n#panic(sys.inputs.letter)', encoding="utf-8")
    monkeypatch.setitem(kinds._kinds, "rusak", kinds.read(path))
    with pytest.raises(LetterNotRendered) as failed:
        render.pdf("rusak", page("Nama Rahasia"))
    assert "Nama Rahasia" not in f"{failed.value} {failed.value.__cause__!r}"


def test_family_tree_and_tables_fit(tmp_path) -> None:
    path = tmp_path / "waris.typ"
    path.write_text(
        '#import "/core/documents/typst/surat.typ": *\n#show: letter.with(title: "Waris")\n#opening()\n'
        '#people("deceased.heirs")\n#family-tree(list-fact("deceased.heirs").slice(0, 2), list-fact("deceased.heirs"))\n'
        '#sign-lines(..list-fact("deceased.heirs").map(p => ("Ahli waris", p.name)))\n#closing()',
        encoding="utf-8",
    )
    kind = kinds.read(path)
    heirs = [
        {"name": name, "nik": "3376025507850001", "birth_date": "1985-07-15", "relation": "child"}
        for name in WORST.values()
    ]
    source = path.read_text(encoding="utf-8").encode()
    inputs = page(facts={"deceased.heirs": heirs})
    pages = _compile(source, inputs)
    assert kind.placeholders == {"deceased.heirs"}
    fits(pages, pages=len(pages))
    assert len(pages) <= 3


def _compile(source: bytes, inputs: dict) -> list[bytes]:
    pages = typst.compile(
        source,
        root=str(render.ROOT),
        font_paths=render._fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=50,
        sys_inputs={"letter": json.dumps(inputs)},
    )
    return pages if isinstance(pages, list) else [pages]
