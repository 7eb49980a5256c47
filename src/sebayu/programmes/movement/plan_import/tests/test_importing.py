"""A plan from a file: recognised, judged row by row, written all or not at all; and hostile files."""

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.plan import actions
from sebayu.programmes.movement.plan.models import Initiative, Plan
from sebayu.programmes.movement.plan.tests.conftest import TODAY, World
from sebayu.programmes.movement.plan_import import exporting, tables
from sebayu.programmes.movement.plan_import.applying import apply
from sebayu.programmes.movement.plan_import.errors import BadFile, RowsWrong
from sebayu.programmes.movement.plan_import.models import PlanUpload
from sebayu.programmes.movement.plan_import.studying import Study, study

Add = Callable[..., Initiative]
HEAD = ["No", "Dimensi", "Program", "OPD Penanggung Jawab", "Rencana aksi", "Jangka Waktu", "Pagu Anggaran"]
ROW = [
    1,
    "Smart Living",
    "Lampu pintar",
    "Dinas Perhubungan",
    "Infrastruktur pendukung",
    "Menengah (5 tahun)",
    "Rp 1.500.000",
]


def xlsx(*rows: Sequence[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx(*rows: Sequence[object], head: str = "") -> bytes:
    def cell(text: object) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    lines = "".join(f"<w:tr>{''.join(cell(c) for c in row)}</w:tr>" for row in rows)
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = f"<?xml version='1.0' encoding='UTF-8'?>{head}<w:document {ns}><w:body><w:tbl>{lines}</w:tbl></w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


def problems(found: Study) -> str:
    return "; ".join(problem for row in found.rows for problem in row.problems)


@pytest.mark.parametrize("make", [xlsx, docx])
def test_a_table_of_bimtek_is_understood(make: Callable[..., bytes], plan: Plan, planner: Actor) -> None:
    found = study(make(HEAD, ROW), plan)
    assert problems(found) == ""
    assert not Initiative.objects.exists()
    apply(found, by=planner)
    row = Initiative.objects.get()
    assert (row.code, row.title, row.horizon, row.group, row.budget_rupiah) == (
        "LIV-01", "Lampu pintar", "medium", "infrastructure", 1_500_000,
    )  # fmt: skip
    assert row.ends_on.year == row.starts_on.year + 4
    assert study(make(HEAD, ROW), plan).rows[0].verdict == "same"


@pytest.mark.parametrize(
    "heading", ["Progres (%)", "Realisasi", "% capaian", "Kemajuan (dihitung)", "PROGRESS", "Persentase"]
)
def test_a_column_of_progress_is_refused_with_the_reason(plan: Plan, heading: str) -> None:
    with pytest.raises(BadFile, match="tidak diketik"):
        study(xlsx([*HEAD, heading], [*ROW, "62 %"]), plan)


def test_wrong_rows_stop_everything_unless_they_are_left_out(plan: Plan, planner: Actor) -> None:
    wrong = [2, "Smart Ngawur", "Apa saja", "Dinas Entah", "Lain-lain", "kapan-kapan", "banyak"]
    found = study(xlsx(HEAD, ROW, wrong), plan)
    said = problems(found)
    for part in ("Smart Ngawur", "Dinas Entah", "kelompok adalah", "jangka adalah", "bukan jumlah rupiah"):
        assert part in said
    with pytest.raises(RowsWrong):
        apply(found, by=planner)
    assert not Initiative.objects.exists()
    assert apply(found, by=planner, skip_wrong=True) == {"new": 1, "changed": 0, "wrong": 1}
    assert Initiative.objects.get().title == "Lampu pintar"


def test_what_goes_out_comes_back_the_same(plan: Plan, planner: Actor, add: Add, world: World) -> None:
    goal = actions.add_goal(by=planner, plan=plan, title="Terang", dimension=world.dimensions["smart_living"])
    row = add(
        "SL-1",
        quick_win=True,
        goal=goal,
        sub_dimension=world.sub,
        summary="=HYPERLINK(1)",
        internal_note="-rahasia",
    )
    actions.add_milestone(by=planner, initiative=row, title="Dibuka", due_on=TODAY, weight=7)
    actions.add_activity(
        by=planner, initiative=row, title="Beli", starts_on=TODAY, ends_on=TODAY, budget_rupiah=9
    )
    add("SE-1", dimension="smart_economy", duty="job_services", horizon="long")
    sent = exporting.book(plan)
    assert {r.verdict for r in study(sent, plan).rows} == {"same"}
    empty = actions.create_plan(
        by=planner, edition_label="Kosong", title="Lain", horizon_from=2026, horizon_to=2035
    )
    apply(study(sent, empty), by=planner)
    assert cells(exporting.book(empty)) == cells(sent)
    again = empty.initiatives.get(code="SL-1")
    assert (again.summary, again.internal_note, again.quick_win) == ("=HYPERLINK(1)", "-rahasia", True)
    assert (again.milestones.get().weight, again.activities.get().budget_rupiah) == (7, 9)


def cells(content: bytes) -> list[list[list[object]]]:
    return [
        [list(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in load_workbook(io.BytesIO(content))
    ]


def test_a_formula_is_never_taken(plan: Plan) -> None:
    found = study(xlsx(HEAD, [*ROW[:6], "=1+1"]), plan)
    assert "berisi rumus" in problems(found)


def test_merged_cells_of_a_document_are_read(plan: Plan) -> None:
    content = docx(HEAD, ROW, [2, "@@", "Peta lampu", *ROW[3:]])
    marked = "<w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t></w:t></w:r></w:p>"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("word/document.xml").decode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", xml.replace("<w:p><w:r><w:t>@@</w:t></w:r></w:p>", marked))
    found = study(out.getvalue(), plan)
    assert problems(found) == ""
    assert {row.values["dimension"].key for row in found.rows} == {"smart_living"}


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", "0" * (tables.MOST_UNPACKED + 1))
    return out.getvalue()


def with_macro() -> bytes:
    out = io.BytesIO(xlsx(HEAD, ROW))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return out.getvalue()


ENTITY = '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'
HOSTILE = {
    "empty": b"", "text": b"Dimensi;Program", "old": b"\xd0\xcf\x11\xe0" + bytes(600), "zip": b"PK\x03\x04garbage",
    "pdf": b"%PDF-1.7", "big": bytes(tables.MOST_BYTES + 1), "bomb": bomb(), "macro": with_macro(),
    "entity": docx(HEAD, ROW, head=ENTITY), "no table": docx(), "other table": xlsx(["Nama", "Alamat"], ["Sari", "Tegal"]),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_plain_words(name: str, plan: Plan) -> None:
    with pytest.raises(BadFile) as refused:
        study(HOSTILE[name], plan)
    assert len(str(refused.value)) > 20
    assert "passwd" not in str(refused.value)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(content: bytes) -> None:
    for head in (b"", b"PK\x03\x04"):
        with pytest.raises(BadFile):
            tables.read(head + content)


def test_on_the_screen_nothing_is_written_before_it_is_asked_for(
    browser: Callable[..., Client], plan: Plan
) -> None:
    client, address = browser("planner"), f"/gerakan/rencana/{plan.id}/impor/"
    refused = client.post(
        address, {"file": SimpleUploadedFile("x.xlsx", xlsx([*HEAD, "Progres"], [*ROW, 1]))}
    )
    assert refused.status_code == 422
    assert "tidak diketik" in refused.content.decode()
    odd = [*HEAD[:2], "Nama kegiatan utama", *HEAD[3:], "Program"]
    sent = client.post(address, {"file": SimpleUploadedFile("x.xlsx", xlsx(odd, [*ROW, "bukan ini"]))})
    assert sent.status_code == 302
    kept = PlanUpload.objects.get()
    report = client.get(sent["Location"]).content.decode()
    assert "bukan ini" in report
    assert "Tulis 1 baris" in report
    mapping = {"berkas": str(kept.id), "tindakan": "petakan", "kolom-2": "title", "kolom-7": "-"}
    mapping |= {
        f"kolom-{n}": v
        for n, v in {1: "dimension", 3: "owner", 4: "group", 5: "horizon", 6: "budget_rupiah"}.items()
    }
    assert client.post(address, mapping).status_code == 302
    assert "Lampu pintar" in client.get(sent["Location"]).content.decode()
    assert not Initiative.objects.exists()
    assert client.post(address, {"berkas": str(kept.id), "tindakan": "tulis"}).status_code == 302
    assert Initiative.objects.get().title == "Lampu pintar"
    assert not PlanUpload.objects.exists()
    given_out = client.get(f"/gerakan/rencana/{plan.id}/ekspor/")
    assert given_out.content[:2] == b"PK"
