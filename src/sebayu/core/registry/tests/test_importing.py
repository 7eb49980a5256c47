"""Extracts come in whole, or not at all; twice is the same as once; what is odd is told."""

import csv
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from sebayu.core.areas.actions import load_areas
from sebayu.core.ledger.actor import Actor
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.registry import find, importing
from sebayu.core.registry.errors import ImportRefused, UnreadableFile
from sebayu.core.registry.importing import applying, planning, sheets
from sebayu.core.registry.models import Household, ImportRun, PastVersion, Person
from sebayu.core.registry.tests.cast import (
    BU_SARI_ID,
    CITY_OFFICER,
    IBU_TUTI,
    MINTARAGEN,
    PAK_BUDI,
    make_street,
    reading_as,
    stored,
)

pytestmark = pytest.mark.django_db
DUKCAPIL = [
    "NIK", "NO_KK", "NAMA_LGKP", "TMPT_LHR", "TGL_LHR", "JENIS_KLMIN", "AGAMA", "STAT_KWN", "STAT_HBKEL", "PDDK_AKH", "JENIS_PKRJN",
    "ALAMAT", "NO_RT", "NO_RW", "NO_PROP", "NO_KAB", "NO_KEC", "NO_KEL", "NAMA_LGKP_IBU",
]  # fmt: skip
SARI = [
    "3376025507850001", "3376021507100001", "SARI WULANDARI", "TEGAL", "15-07-1985", "P", "ISLAM", "KAWIN", "KEPALA KELUARGA",
    "SLTA/SEDERAJAT", "WIRASWASTA", "JL. CONTOH 1", "1", "2", "33", "76", "2", "1005", "SRI LESTARI",
]  # fmt: skip
SLAMET = [
    "3376021503800002", "3376021507100001", "SLAMET RIYADI", "TEGAL", "1980-03-15", "LAKI-LAKI", "1", "2", "SUAMI", "5", "NELAYAN",
    "JL. CONTOH 1", "001", "002", "33", "76", "02", "1005", "",
]  # fmt: skip


def row(base=SARI, **changes) -> list:
    cells = list(base)
    for heading, value in changes.items():
        cells[DUKCAPIL.index(heading)] = value
    return cells


@pytest.fixture
def sheet(tmp_path):
    def write(*rows, headings=DUKCAPIL, name="extract.csv", **how) -> Path:
        path = tmp_path / name
        with path.open("w", newline="", encoding=how.get("encoding", "utf-8")) as stream:
            csv.writer(stream, delimiter=how.get("delimiter", ",")).writerows([headings, *rows])
        return path

    return write


@pytest.fixture
def book(tmp_path):
    def write(*rows, headings=DUKCAPIL) -> Path:
        workbook = Workbook()
        for cells in [headings, *rows]:
            workbook.active.append(cells)
        workbook.save(tmp_path / "extract.xlsx")
        workbook.close()
        return tmp_path / "extract.xlsx"

    return write


def verdicts(plan) -> list[str]:
    return [r.verdict.value for r in plan.rows]


def reasons(plan) -> str:
    return " ".join(" ".join(r.reasons) for r in plan.rows)


def test_an_extract_in_dukcapils_own_words_comes_in(sheet):
    path = sheet(SARI, SLAMET)
    plan = importing.plan(path, by=CITY_OFFICER)
    assert verdicts(plan) == ["new", "new"]
    assert Person.objects.count() == 0
    done = importing.apply(plan, by=CITY_OFFICER)
    assert done.written == 2
    with reading_as():
        sari, slamet = find.by_nik(SARI[0]), find.by_nik(SLAMET[0])
        assert (sari.birth_date, sari.sex, sari.religion, sari.education) == (
            date(1985, 7, 15),
            "female",
            "islam",
            "upper_secondary",
        )
        assert (slamet.marital_status, slamet.area_code, slamet.rt) == ("married", MINTARAGEN, "001")
        assert sari.household == slamet.household
        assert sari.household.head_id == sari.id
        assert find.people("slamet riadi", area=MINTARAGEN)[0].id == slamet.id


@pytest.mark.parametrize(
    "how",
    [
        {"delimiter": ";"}, {"delimiter": "\t"}, {"delimiter": "|"}, {"encoding": "utf-8-sig"}, {"encoding": "cp1252"}, {"encoding": "utf-16"},
    ],
)  # fmt: skip
def test_any_dialect_is_read(sheet, how):
    path = sheet(row(NAMA_LGKP="JOSÉ SARI, S.Pd."), **how)
    importing.apply(importing.plan(path, by=CITY_OFFICER), by=CITY_OFFICER)
    with reading_as():
        assert Person.objects.get().name == "JOSÉ SARI, S.Pd."


def test_a_workbook_with_a_title_above_and_usual_headings(book):
    heading = ["No", "Nama Lengkap", "N I K", "Tgl. Lahir", "L/P", "Kelurahan", "Nomor KK"]
    path = book(
        heading,
        [1, "SARI WULANDARI", SARI[0], date(1985, 7, 15), "P", "Mintaragen", SARI[1]],
        headings=["DATA PENDUDUK"],
    )
    load_areas(by=Actor.system("Pengujian"))
    plan = importing.plan(path, by=CITY_OFFICER)
    assert plan.ignored == ("No",)
    importing.apply(plan, by=CITY_OFFICER)
    assert stored(_only()).area_code == MINTARAGEN


def _only():
    with reading_as():
        return Person.objects.get().id


def test_taking_it_in_again_changes_nothing(sheet):
    path = sheet(
        SARI, SLAMET, row(NIK="", NAMA_LGKP="BAYI TANPA NIK", TGL_LHR="01-11-2026", STAT_HBKEL="ANAK")
    )
    importing.apply(importing.plan(path, by=CITY_OFFICER), by=CITY_OFFICER)
    again = importing.plan(path, by=CITY_OFFICER)
    assert verdicts(again) == ["same"] * 3
    importing.apply(again, by=CITY_OFFICER)
    assert Person.objects.count() == 3
    assert PastVersion.objects.count() == 1  # the card got its head


def test_a_change_is_named_written_and_the_old_row_kept(sheet):
    make_street()
    path = sheet(row(JENIS_PKRJN="GURU", ALAMAT="JL. BARU 9", NAMA_LGKP="Sari Wulandari"))
    plan = importing.plan(path, by=PAK_BUDI)
    assert verdicts(plan) == ["changed"]
    assert "pekerjaan" in reasons(plan)
    importing.apply(plan, by=PAK_BUDI)
    with reading_as():
        sari = Person.objects.select_related("household").get(pk=BU_SARI_ID)
        assert (sari.occupation, sari.household.address, sari.mother_name) == (
            "GURU",
            "JL. BARU 9",
            "SRI LESTARI",
        )
        old = PastVersion.objects.get(row_id=BU_SARI_ID, before__occupation="")
        assert old.actor.startswith("Budi Santoso")


def test_an_empty_cell_erases_nothing(sheet):
    make_street()
    blank = ["", "-", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""]
    path = sheet(row([SARI[0], *blank], NAMA_LGKP="SARI WULANDARI", TGL_LHR="15/07/1985", JENIS_KLMIN="P"))
    plan = importing.plan(path, by=PAK_BUDI, area=MINTARAGEN)
    assert verdicts(plan) == ["same"]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"NIK": "123"}, "16 angka"), ({"NIK": "3376020000850001"}, "ke-7"), ({"NIK": "3376025513850001"}, "bulan"),
        ({"NIK": "3376025507850000"}, "0000"), ({"NIK": "3,37602E+15"}, "tersimpan sebagai angka"),
        ({"NIK": "=1+1"}, "rumus"), ({"NAMA_LGKP": "=HYPERLINK(1)"}, "rumus"), ({"NAMA_LGKP": ""}, "Nama"),
        ({"NAMA_LGKP": "123"}, "huruf"), ({"NAMA_LGKP": "x" * 201}, "terlalu panjang"), ({"TGL_LHR": "31-02-1985"}, "Tanggal lahir"),
        ({"TGL_LHR": "15-07-85"}, "Tanggal lahir"), ({"TGL_LHR": "15-07-2999"}, "Tanggal lahir"), ({"JENIS_KLMIN": "?"}, "Jenis kelamin"),
        ({"NO_KK": "12"}, "nomor KK"), ({"NO_KEL": "", "NO_KEC": ""}, "Kelurahan"),
    ],
)  # fmt: skip
def test_a_wrong_row_says_why_and_stops_everything(sheet, changes, word):
    plan = importing.plan(sheet(SLAMET, row(**changes)), by=CITY_OFFICER)
    assert verdicts(plan) == ["new", "error"]
    assert plan.rows[1].number == 3
    assert word.lower() in reasons(plan).lower()
    with pytest.raises(ImportRefused):
        importing.apply(plan, by=CITY_OFFICER)
    assert Person.objects.count() == 0
    assert importing.apply(plan, by=CITY_OFFICER, accept_errors=True).written == 1
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"NIK": "3303021507850001"}, "wilayah lain"), ({"TGL_LHR": "16-07-1985"}, "tanggal di NIK"), ({"JENIS_KLMIN": "L"}, "jenis kelamin di NIK"),
        ({"AGAMA": "ENTAH"}, "Agama"), ({"NO_RT": "A"}, "RT"),
    ],
)  # fmt: skip
def test_what_is_odd_is_told_and_taken(sheet, changes, word):
    load_areas(by=Actor.system("Pengujian"))
    plan = importing.plan(sheet(row(**changes)), by=CITY_OFFICER)
    assert verdicts(plan) == ["new"]
    assert any(word in doubt for doubt in plan.rows[0].doubts)


def test_a_nik_kept_as_a_number_has_lost_its_last_digit(book):
    plan = importing.plan(
        book(row(NIK=3376025507850000), row(SLAMET, NIK="3376021503800002")), by=CITY_OFFICER
    )
    assert verdicts(plan) == ["error", "new"]
    assert "digit terakhirnya hilang" in reasons(plan)


def test_a_formula_in_a_workbook_is_never_taken(book):
    plan = importing.plan(book(row(NAMA_LGKP='=WEBSERVICE("http://x")')), by=CITY_OFFICER)
    assert "rumus" in reasons(plan)


def test_excels_own_way_to_keep_digits_is_text(sheet):
    assert verdicts(importing.plan(sheet(row(NIK='="3376025507850001"')), by=CITY_OFFICER)) == ["new"]


def test_the_same_number_twice_in_a_file(sheet):
    plan = importing.plan(sheet(SARI, row(NAMA_LGKP="ORANG LAIN")), by=CITY_OFFICER)
    assert verdicts(plan) == ["new", "error"]
    assert "baris 2" in reasons(plan)


@pytest.mark.parametrize(
    "changes",
    [
        {"NIK": "", "NAMA_LGKP": "SARI WULANDRI"}, {"NIK": "3376025507850009"},
        {"NIK": "3376025507850009", "NAMA_LGKP": "Sarie Woelandari"},
    ],
)  # fmt: skip
def test_one_who_looks_like_somebody_known_is_never_written(sheet, changes):
    make_street()
    plan = importing.plan(sheet(row(**changes, NO_KK="", NAMA_LGKP_IBU="")), by=PAK_BUDI)
    assert verdicts(plan) == ["duplicate"]
    assert importing.apply(plan, by=PAK_BUDI).written == 0
    assert Person.objects.count() == 1


def test_a_known_number_under_another_name_and_date_is_wrong(sheet):
    make_street()
    plan = importing.plan(sheet(row(NAMA_LGKP="BAMBANG HERU", TGL_LHR="01-01-1970")), by=PAK_BUDI)
    assert verdicts(plan) == ["error"]
    assert "SARI" not in reasons(plan).upper()


@pytest.mark.parametrize("by", [IBU_TUTI])
def test_an_officer_of_another_area_takes_nothing_in(sheet, by):
    plan = importing.plan(sheet(SARI), by=by)
    assert verdicts(plan) == ["error"]
    assert importing.apply(plan, by=by, accept_errors=True).written == 0


def test_it_goes_on_where_it_stopped(sheet):
    names = ["ADI", "BUDI", "CITRA", "DEWI", "EKO", "FITRI", "GATOT"]
    rows = [
        row(NIK=f"337602150785{i:04d}", NAMA_LGKP=n, TGL_LHR=f"{i:02d}-01-1990")
        for i, n in enumerate(names, 1)
    ]
    path = sheet(*rows)
    real, calls = applying.write, []

    def dies(judged):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(judged)

    with patch.object(planning, "BATCH", 2):
        plan = importing.plan(path, by=CITY_OFFICER)
        with patch.object(applying, "write", dies), pytest.raises(KeyboardInterrupt):
            importing.apply(plan, by=CITY_OFFICER)
        assert Person.objects.count() == 4
        assert ImportRun.objects.get().cursor == 5
        done = importing.apply(plan, by=CITY_OFFICER)
    assert (done.resumed_after, done.counts["new"]) == (5, 7)
    assert Person.objects.count() == 7
    assert ImportRun.objects.get().state == "done"


def test_neighbours_in_one_file_raise_no_suspicion_half_way(sheet):
    twins = [
        row(NIK=f"337602150785{i:04d}", NAMA_LGKP=n) for i, n in enumerate(["SITI AMINAH", "SITI AMINA"], 1)
    ]
    with patch.object(planning, "BATCH", 1):
        plan = importing.plan(sheet(*twins), by=CITY_OFFICER)
        done = importing.apply(plan, by=CITY_OFFICER)
    assert done.counts == {"new": 2}


def test_every_batch_leaves_an_entry_naming_whom_it_touched(sheet):
    importing.apply(importing.plan(sheet(SARI), by=CITY_OFFICER), by=CITY_OFFICER)
    entry = LedgerEntry.objects.get(act="registry.import")
    assert entry.subjects == [_only()]
    assert "SARI" not in str(entry.detail)


def test_a_file_that_changed_since_is_refused(sheet):
    plan = importing.plan(sheet(SARI), by=CITY_OFFICER)
    sheet(SARI, SLAMET)
    with pytest.raises(ImportRefused, match="berubah"):
        importing.apply(plan, by=CITY_OFFICER)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old excel", b"<html><table>", b"%PDF-1.7", b"\x00\x01\x02\x00" * 50, b"a,b,c\n1,2,3\n",
        b"\n\n\n", b"NAMA,TGL_LHR,JK\n", b'NAMA,TGL_LHR,JK\n"unclosed' + b"x" * 200_000, b"NAMA,NAMA LENGKAP,TGL_LHR,JK\nA,B,1-1-1990,L\n",
        b"NAMA,TGL_LHR,JK\n" + b",".join([b"x"] * 400),
    ],
    ids=range(12),
)  # fmt: skip
def test_what_is_no_table_of_residents_says_so(tmp_path, content):
    path = tmp_path / "berkas"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as caught:
        importing.plan(path, by=CITY_OFFICER)
    assert str(caught.value)


def test_a_file_beyond_all_measure_is_not_even_opened(tmp_path):
    path = tmp_path / "besar.csv"
    with path.open("wb") as stream:
        stream.truncate(401 * 2**20)
    with pytest.raises(UnreadableFile, match="terlalu besar"):
        importing.plan(path, by=CITY_OFFICER)


def test_a_workbook_that_unpacks_beyond_measure_is_refused(book):
    path = book(SARI)
    with patch.object(sheets, "MOST_UNPACKED", 1000), pytest.raises(UnreadableFile, match="terlalu besar"):
        importing.plan(path, by=CITY_OFFICER)


def test_a_remembered_mapping_wins(sheet, tmp_path):
    path = sheet(SARI, headings=[*DUKCAPIL[:2], "Siapa", *DUKCAPIL[3:]])
    with pytest.raises(UnreadableFile, match="Nama"):
        importing.plan(path, by=CITY_OFFICER)
    importing.save_mapping(tmp_path / "peta.json", {"siapa": "name", "AGAMA": ""})
    plan = importing.plan(path, importing.load_mapping(tmp_path / "peta.json"), by=CITY_OFFICER)
    assert verdicts(plan) == ["new"]
    assert "AGAMA" in plan.ignored


def test_the_report_holds_reasons_no_names_and_no_formula(sheet, tmp_path):
    path = sheet(row(NIK="1"), row(AGAMA="=1+1"), SLAMET, headings=[*DUKCAPIL])
    plan = importing.plan(path, by=CITY_OFFICER)
    importing.report.save(
        planning.ImportPlan(**{**vars(plan), "ignored": ("=cmd|' /C calc'!A0", "@x", "\x07bell")}),
        tmp_path / "r.xlsx",
    )
    report = load_workbook(tmp_path / "r.xlsx")
    cells = [
        cell
        for sheet_ in report.worksheets
        for line in sheet_.iter_rows()
        for cell in line
        if cell.value is not None
    ]
    assert not [cell for cell in cells if cell.data_type == "f" or str(cell.value)[:1] in "=+-@"]
    assert any("16 angka" in str(cell.value) for cell in cells)
    assert not any("SARI" in str(cell.value) for cell in cells)


NAMES = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "Zs"), include_characters="'.,-"),
    min_size=1,
    max_size=60,
)
PEOPLE = st.lists(
    st.tuples(NAMES.filter(lambda n: any(c.isalpha() for c in n) and n.strip().lower() not in {"null", "none"}), st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.booleans()),
    min_size=1, max_size=8,
)  # fmt: skip


@given(PEOPLE, st.sampled_from(["csv", "xlsx"]), st.sampled_from([",", ";", "\t"]))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_goes_in_is_what_was_written(tmp_path, people, kind, delimiter):
    lines = [
        [f"337602{b.day + 40 * w:02d}{b:%m%y}{i:04d}", n, b if kind == "xlsx" else f"{b:%d-%m-}{b.year:04d}", "P" if w else "L", MINTARAGEN]
        for i, (n, b, w) in enumerate(people, 1)
    ]  # fmt: skip
    headings = ["NIK", "Nama", "Tanggal Lahir", "JK", "Kode Wilayah"]
    path = tmp_path / f"round.{kind}"
    if kind == "csv":
        with path.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream, delimiter=delimiter).writerows([headings, *lines])
    else:
        workbook = Workbook()
        for line in [headings, *lines]:
            workbook.active.append(line)
        workbook.save(path)
        workbook.close()
    with transaction.atomic():
        plan = importing.plan(path, by=CITY_OFFICER)
        assert set(verdicts(plan)) == {"new"}
        importing.apply(plan, by=CITY_OFFICER)
        with reading_as():
            stored_rows = {p.nik: (p.name, p.birth_date, p.sex) for p in Person.objects.all()}
        assert stored_rows == {
            line[0]: (" ".join(n.split()), b, "female" if w else "male")
            for line, (n, b, w) in zip(lines, people, strict=True)
        }
        assert set(verdicts(importing.plan(path, by=CITY_OFFICER))) == {"same"}
        transaction.set_rollback(True)
    assert Household.objects.count() == 0
