"""The packs that ship, and what a broken pack says."""

import dataclasses
import datetime as dt
import shutil

import pytest

from sebayu.core.areas import region
from sebayu.core.areas.errors import PackError
from sebayu.core.areas.packs import load_pack

KEYS = ["kabupaten_purbalingga", "kota_tegal"]
LETTERS = [
    "sktm", "sku", "domisili_usaha", "domisili", "pengantar_skck", "pengantar_nikah",
    "belum_menikah", "janda_duda", "kelahiran", "kematian", "lahir_mati", "ahli_waris",
    "beda_identitas", "penghasilan_orang_tua", "kehilangan", "izin_keramaian", "riwayat_tanah",
    "izin_keluarga", "wali_hakim", "yatim_piatu", "bepergian", "kelakuan_baik", "keterangan_umum",
]  # fmt: skip
# Kepmendagri 300.2.2-2430/2025, desa and kelurahan per kecamatan
PURBALINGGA = {
    "01": (19, 0), "02": (14, 0), "03": (13, 0), "04": (18, 0), "05": (2, 11), "06": (14, 3), "07": (14, 0),
    "08": (19, 0), "09": (16, 0), "10": (7, 0), "11": (13, 0), "12": (11, 0), "13": (12, 0), "14": (13, 0),
    "15": (13, 1), "16": (9, 0), "17": (6, 0), "18": (11, 0),
}  # fmt: skip


@pytest.fixture
def copy(tmp_path):
    """A copy of Tegal's pack that a test may spoil."""
    for part in ("_national", "kota_tegal"):
        shutil.copytree(region.folder() / part, tmp_path / part)

    def spoil(file, old, new):
        path = tmp_path / "kota_tegal" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(PackError) as caught:
            load_pack(tmp_path / "kota_tegal")
        return caught.value

    return spoil


def test_packs_that_ship_are_found():
    assert region.keys() == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_every_letter_has_a_code_and_a_number_pattern(key):
    pack, day = region.load(key), dt.date(2026, 11, 21)
    assert set(pack.letters) >= set(LETTERS)  # programmes bring letters of their own besides
    for letter in LETTERS:
        assert pack.letter_code(letter, day).code
        rule = pack.numbering_rule(letter, "kelurahan", day)
        assert "7" in rule.pattern.format(code="400", n=7, unit="Kel.Mintaragen", year=2026, month_roman="XI")
    assert pack.letter_code("sktm", dt.date(2020, 1, 1)) is None


@pytest.mark.parametrize("key", KEYS)
def test_every_village_has_an_office_with_head_desk_and_neighbourhoods(key):
    pack = region.load(key)
    for village in pack.villages():
        office = pack.office_of_area(village.code)
        posts = (
            {post.role for post in pack.posts if post.office_key == office.key}
            if village.code.endswith("1001")
            else None
        )
        assert office.kind == village.kind
        assert office.parent == pack.office_of_area(village.parent).key
        assert office.letterhead["lines"][-1].endswith(village.name.upper())
        if posts is not None:
            assert {"head", "secretary", "kasi", "officer", "rt", "rw"} <= posts


@pytest.mark.parametrize("key", KEYS)
def test_every_signing_post_is_held_today(key):
    pack, day = region.load(key), dt.date(2026, 11, 21)
    held = {m.post_key for official in pack.officials for m in official.mandates if m.holds(day)}
    wanted = {
        post.key for post in pack.posts if post.role in {"head", "camat", "kasi", "secretary", "officer"}
    }
    assert wanted <= held


def test_tegal_has_four_kecamatan_and_27_kelurahan():
    pack = region.load("kota_tegal")
    assert len([a for a in pack.areas if a.kind == "kecamatan"]) == 4
    assert [a.kind for a in pack.villages()] == ["kelurahan"] * 27
    assert pack.area("33.76.02.1005").name == "Mintaragen"


def test_purbalingga_counts_agree_with_the_ministry():
    pack = region.load("kabupaten_purbalingga")
    for number, expected in PURBALINGGA.items():
        below = [a.kind for a in pack.villages() if a.parent == f"33.03.{number}"]
        assert (below.count("desa"), below.count("kelurahan")) == expected
    kelurahan = {a.code[-4:] for a in pack.villages() if a.parent == "33.03.05" and a.kind == "kelurahan"}
    assert kelurahan == {
        "1001",
        "1003",
        "1005",
        "1006",
        "1007",
        "1008",
        "1009",
        "1010",
        "1011",
        "1012",
        "1013",
    }


def test_desa_of_the_same_name_keep_keys_and_unit_codes_apart():
    pack = region.load("kabupaten_purbalingga")
    names = [a.name for a in pack.villages() if a.kind == "desa"]
    twice = next(name for name in names if names.count(name) > 1)
    offices = [o for o in pack.offices if o.name == f"Desa {twice}"]
    assert len(offices) == names.count(twice)
    assert len({o.key for o in offices}) == len({o.unit_code for o in offices}) == len(offices)


def test_desa_is_led_by_its_kepala_desa_under_its_own_letterhead():
    pack = region.load("kabupaten_purbalingga")
    desa = next(o for o in pack.offices if o.kind == "desa")
    assert pack.post(f"{desa.key}.kepala_desa").title.startswith("Kepala Desa ")
    assert desa.letterhead["lines"][-1].startswith("PEMERINTAH DESA ")


def test_the_cast_of_mintaragen_holds_its_posts():
    holders = {m.post_key: o.name for o in region.load("kota_tegal").officials for m in o.mandates}
    assert holders["kel_mintaragen.lurah"].startswith("Rina Astuti")
    assert holders["kel_mintaragen.petugas_loket"] == "Budi Prasetya"
    assert holders["kel_mintaragen.rt_004_005"] == "Darmo"


def test_street_lights_moved_from_one_agency_to_another():
    pack = region.load("kota_tegal")
    assert pack.duty("street_lights", dt.date(2021, 12, 1)).office_key == "opd_dpupr"
    assert pack.duty("street_lights", dt.date(2026, 1, 5)).office_key == "opd_dishub"
    assert pack.duty("nothing_like_it", dt.date(2026, 1, 5)) is None


def test_without_any_agreement_every_register_is_manual():
    for key in KEYS:
        assert {row.mode for row in region.load(key).sources.values()} == {"manual"}


def test_mixed_up_key_is_told_with_file_and_line(copy):
    error = copy("offices.yaml", "unit_code: SETDA", "unit_kode: SETDA")
    assert "kota_tegal/offices.yaml baris" in str(error)
    assert "unit_kode" in str(error)
    assert any(problem.line == 7 for problem in error.problems)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("areas.yaml", "33.76.02.1005, name: Mintaragen", "33.76.03.1005, name: Mintaragen", "tidak berada di bawah"),
        ("areas.yaml", "33.76.02.1005, name: Mintaragen", "33.76.02.1004, name: Mintaragen", "tertulis dua kali"),
        ("areas.yaml", "kelurahan: 27", "kelurahan: 28", "seharusnya 28, tertulis 27"),
        ("areas.yaml", "33.76.02.1005", "33.76.02.2005", "tidak berbentuk"),
        ("letters.yaml", "{n:03d}/", "", "harus memuat {n}"),
        ("letters.yaml", "/{unit}/", "/{unit.__class__}/", "tidak dikenal"),
        ("letters.yaml", "from: 2023-01-01", "from: 2023-02-30", "tidak ada dalam kalender"),
        ("officials.yaml", "197805122003122004", "197813122003122004", "NIP tidak tersusun benar"),
        ("officials.yaml", "post: kel_mintaragen.lurah", "post: kel_mintaragen.lurahh", "tidak ada"),
        ("officials.yaml", "post: kel_slerok.lurah", "post: kel_mintaragen.lurah", "sudah dipegang orang lain"),
        ("hours.yaml", "13:00-16:00", "11:00-16:00", "urut dan tidak bertumpuk"),
        ("sources.yaml", "mode: manual", "mode: magic", "bukan pilihan"),
        ("region.yaml", 'code: "33.76"', "code: 3376", "tanda kutip"),
        ("region.yaml", "arms.svg", "lain.svg", "lambang tidak ditemukan"),
        ("region.yaml", "letter_arms: regional", "letter_arms: {default: regional, kota: garuda}", "garuda.svg"),
        ("region.yaml", "letter_arms: regional", "letter_arms: {kota: regional}", "menurut jenis kantor"),
        ("region.yaml", "consent_working_days: 5", "consent_working_days: 0", "“0” harus paling sedikit 1"),
        ("region.yaml", "key: kota_tegal", "key: kota_lain", "sama dengan nama foldernya"),
        ("posts.yaml", "office: opd_inspektorat", "office: opd_tiada", "tidak ada"),
        ("programmes.yaml", "duty: schooling", "duty: schooool", "tidak ada di offices.yaml"),
        ("offices.yaml", 'unit_code: "Kel.{joined}"', 'unit_code: "Kel"', "nomor surat akan kembar"),
    ],
)  # fmt: skip
def test_mistake_is_named_in_indonesian(copy, file, old, new, says):
    assert says in str(copy(file, old, new))


def test_broken_yaml_and_missing_file_are_told_calmly(copy, tmp_path):
    assert "susunan YAML salah" in str(copy("hours.yaml", "hours:", "hours: ["))
    (tmp_path / "kota_tegal" / "hours.yaml").unlink()
    with pytest.raises(PackError, match="tidak ditemukan"):
        load_pack(tmp_path / "kota_tegal")


def test_key_written_twice_is_refused_not_silently_kept(copy):
    assert "tertulis dua kali" in str(copy("region.yaml", "seat: Tegal", "seat: Tegal\nseat: Brebes"))


def test_unknown_region_is_a_clear_error(settings):
    settings.SEBAYU_REGION = "kota_tiada"
    with pytest.raises(PackError, match="tidak ditemukan"):
        region.pack()


def test_the_arms_are_those_the_region_wants_for_such_an_office(tmp_path):
    for part in ("_national", "kota_tegal"):
        shutil.copytree(region.folder() / part, tmp_path / part)
    (tmp_path / "kota_tegal" / "garuda.svg").write_text("<svg/>")
    page = tmp_path / "kota_tegal" / "region.yaml"
    wanted = "letter_arms: {default: regional, kota: garuda, desa: generic}"
    page.write_text(page.read_text().replace("letter_arms: regional", wanted))
    pack = load_pack(tmp_path / "kota_tegal")
    assert [path and path.name for path in map(pack.letter_arms, ("kelurahan", "kota", "desa"))] == [
        "arms.svg",
        "garuda.svg",
        None,
    ]


def test_what_is_not_certain_is_listed_for_an_official():
    unsure = region.load("kota_tegal").unsure()
    assert "street_lights: opd_dishub" in unsure
    assert any(line.startswith("sktm") for line in unsure)


def test_a_copy_with_other_rows_leaves_the_pack_as_it_was():
    pack = region.load("kota_tegal")
    copy = dataclasses.replace(pack, offices=(), posts=())
    assert copy.office_of_area(pack.villages()[0].code) is None
    assert pack.office_of_area(pack.villages()[0].code) is not None
