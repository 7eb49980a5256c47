"""Is it believable? Children younger than their mothers, one head per household, two spouses married on one day ..."""

import datetime as dt
import hashlib
import sqlite3

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sebayu.sandbox import testing
from sebayu.sandbox.town import cast, generate, official_nik
from sebayu.sandbox.town.codes import CHILD, HEAD, MARRIED, OCCUPATIONS
from sebayu.sandbox.town.people import years

YEAR = 365.25


def make(residents, seed, today=testing.TODAY):
    return generate(testing.AREAS, residents, seed=seed, today=today, region_code="33.76")


@settings(deadline=None, max_examples=12)
@given(st.integers(150, 900), st.integers(0, 2**31), st.dates(dt.date(2025, 1, 1), dt.date(2030, 12, 31)))
def test_any_town_holds_together(residents, seed, today):
    town = make(residents, seed, today)
    assert town.residents == residents
    check_births(town)
    check_households(town)
    check_dates(town, np.datetime64(today))


def test_a_larger_town_holds_together(big_enough):
    assert big_enough.residents == 6000
    check_births(big_enough)
    check_households(big_enough)
    check_dates(big_enough, np.datetime64(testing.TODAY))


def check_births(town):
    people = town.people
    for parent, low, high in (("mother", 15, 48), ("father", 15, 75)):
        rows = np.flatnonzero(people[parent] >= 0)
        older = people[parent][rows]
        age = (people["birth"][rows] - people["birth"][older]).astype(int) / YEAR
        assert age.min() >= low, parent
        assert age.max() <= high, parent
        assert (people["female"][older] == (parent == "mother")).all()
        assert (people[f"{parent}_name"][rows] == people["name"][older]).all()


def check_households(town):
    people, homes = town.people, town.homes
    living = ~people["dead"]
    heads = np.bincount(
        people["household"][living & (people["relation"] == HEAD)], minlength=len(homes["area"])
    )
    assert heads.max() <= 1
    inhabited = np.bincount(people["household"][living], minlength=len(homes["area"])) > 0
    grown_up = (living & (years(people["birth"], np.datetime64(town.today)) >= 17)).astype(int)
    has_adult = np.bincount(people["household"], weights=grown_up, minlength=len(homes["area"])) > 0
    # the card of a family whose head died the day before has not been issued anew yet
    fresh = people["dead"] & (people["death"] >= np.datetime64(town.today) - 7)
    waiting = np.bincount(people["household"][fresh], minlength=len(homes["area"])) > 0
    assert (heads[inhabited & has_adult & ~waiting] == 1).all()
    assert (
        people["household"][homes["head"][homes["head"] >= 0]] == np.flatnonzero(homes["head"] >= 0)
    ).all()
    assert ((homes["rt"] >= 1) & (homes["rt"] < 100) & (homes["rw"] >= 1) & (homes["rw"] < 100)).all()
    assert (np.char.str_len(homes["address"].astype(str)) > 5).all()


def check_dates(town, today):
    people = town.people
    assert (people["birth"] <= today).all()
    assert years(people["birth"], today).max() < 105
    dead = people["dead"]
    assert (people["death"][dead] >= people["birth"][dead]).all()
    assert (people["death"][dead] < today).all()
    assert np.isnat(people["death"][~dead]).all()
    assert not (dead & ~np.isnat(people["moved"])).any()
    married = people["marital"] == MARRIED
    assert (years(people["birth"], today)[married] >= 17).all()
    wed = ~np.isnat(people["marriage_date"])
    assert ((people["marriage_date"] - people["birth"])[wed].astype(int) >= 15 * YEAR).all()
    assert (people["marriage_date"][wed] <= today).all()
    parted = ~np.isnat(people["divorce_date"])
    assert (people["divorce_date"][parted] > people["wed"][parted]).all()


def test_shares_look_like_a_town_of_java(big_enough):
    people = big_enough.people
    living = ~people["dead"] & np.isnat(people["moved"])
    age = years(people["birth"], np.datetime64(testing.TODAY))[living]
    assert 0.20 < (age < 15).mean() < 0.36
    assert 0.05 < (age >= 60).mean() < 0.20
    assert 0.46 < people["female"][living].mean() < 0.54
    assert 2.6 < living.sum() / len(big_enough.homes["area"]) < 4.2
    assert 0.35 < (people["relation"][living] == CHILD).mean() < 0.55
    one_word = np.array([" " not in name for name in people["name"].tolist()]).mean()
    assert 0.03 < one_word < 0.25
    assert any("'" in name for name in people["name"].tolist())
    pupils = np.array([OCCUPATIONS[c] == "Pelajar/Mahasiswa" for c in people["occupation"][living].tolist()])
    assert pupils[(age > 7) & (age < 15)].mean() > 0.95


def test_children_leave_traces_in_other_households(big_enough):
    people = big_enough.people
    known = np.flatnonzero(people["mother"] >= 0)
    elsewhere = people["household"][known] != people["household"][people["mother"][known]]
    assert elsewhere.sum() > 200


def test_deciles_cut_the_town_into_ten(big_enough):
    decile = big_enough.homes["decile"]
    counts = np.bincount(decile, minlength=11)
    assert counts[0] > 0, "some households are not on the list at all"
    assert counts[1:].min() > 0.07 * len(decile)


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    digest = [
        hashlib.sha256(make(300, 11).write(tmp_path / f"{n}.sqlite").read_bytes()).hexdigest() for n in (1, 2)
    ]
    assert digest[0] == digest[1]
    other = hashlib.sha256(make(300, 12).write(tmp_path / "3.sqlite").read_bytes()).hexdigest()
    assert other != digest[0]


def test_a_town_smaller_than_its_cast_is_refused():
    with pytest.raises(ValueError, match="at least"):
        make(20, 1)


def test_a_town_without_a_village_is_refused():
    with pytest.raises(ValueError, match="kelurahan or desa"):
        generate(testing.AREAS[:1], 300, today=testing.TODAY, region_code="33.76")


def test_a_region_without_its_own_cast_places_still_gets_a_cast():
    areas = [{"code": f"32.73.01.10{n:02d}", "name": f"Contoh {n}", "kind": "kelurahan"} for n in range(1, 4)]
    town = generate(areas, 200, today=testing.TODAY, region_code="32.73")
    row = town.people["key"].tolist().index("sari")
    assert town.people["nik"][row].startswith("3273015704850001"[:12])
    assert town.places[town.homes["area"][town.people["household"][row]]].code == "32.73.01.1001"


@pytest.mark.parametrize(
    ("table", "minimum"),
    [("households", 90), ("persons", 400), ("businesses", 3), ("land", 50), ("enrolments", 30)],
)
def test_rows_for_copy_fit_their_columns(town, table, minimum):
    rows = list(town.rows(table))
    assert len(rows) >= minimum
    columns = town.columns(table)
    assert {len(row) for row in rows} == {len(columns)}
    ids = [row[0] for row in rows]
    assert len(set(ids)) == len(ids)
    for row in rows:
        for name, value in zip(columns, row, strict=True):
            assert value is None or isinstance(value, str | int | bool | list), name


def test_rows_point_at_each_other(town):
    persons = {r[0]: dict(zip(town.columns("persons"), r, strict=True)) for r in town.rows("persons")}
    homes = {r[0]: dict(zip(town.columns("households"), r, strict=True)) for r in town.rows("households")}
    assert all(p["household_id"] in homes for p in persons.values())
    assert all(h["head_id"] is None or persons[h["head_id"]]["household_id"] == i for i, h in homes.items())
    owners = {r[town.columns("businesses").index("owner_id")] for r in town.rows("businesses")}
    assert owners <= set(persons)
    assert all((p["death_date"] is not None) == (not p["alive"]) for p in persons.values())


def test_the_registers_agree_with_one_another(town, tmp_path):
    path = town.write(tmp_path / "town.sqlite")
    with sqlite3.connect(path) as db:
        count = lambda sql: db.execute(sql).fetchone()[0]  # noqa: E731
        assert (
            count("select count(*) from dukcapil where TGL_MENINGGAL is null and TGL_PINDAH is null") == 400
        )
        assert (
            count(
                "select count(*) from oss where nik <> '' and nik not in (select NIK from dukcapil where NIK <> '')"
            )
            == 0
        )
        assert (
            count(
                "select count(*) from school where nik not in (select NIK from dukcapil where NIK <> '') and nik <> ''"
            )
            == 0
        )
        assert count("select count(distinct nop) from pbb") == count("select count(*) from pbb")
        assert count("select count(*) from pbb where length(nop) <> 18") == 0
        assert count("select count(*) from oss where length(nib) <> 13") == 0
        assert count("select count(*) from dtsen where desil not between 1 and 10") == 0
    db.close()


def test_an_interrupted_writing_leaves_the_old_town(town, tmp_path, monkeypatch):
    path = town.write(tmp_path / "town.sqlite")
    before = path.read_bytes()

    def stop(what, done, of):
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        town.write(path, stop)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["town.sqlite"]


def test_the_cast_is_the_same_in_towns_of_any_size(town, big_enough, people):
    for place in (town, big_enough):
        rows = {key: i for i, key in enumerate(place.people["key"].tolist()) if key}
        for key, person in people.items():
            if not person["resident"]:
                assert person["nik"] not in set(place.people["nik"].tolist())
                continue
            i = rows[key]
            assert (place.people["nik"][i], place.people["id"][i], place.people["name"][i]) == (
                person["nik"], person["id"], person["name"]
            )  # fmt: skip
            assert place.homes["kk"][place.people["household"][i]] == person["kk_number"]


def test_bu_sari_is_who_she_should_be(people):
    sari = people["sari"]
    assert sari["name"] == "Sari Wulandari"
    assert (sari["area_code"], sari["rt"], sari["rw"]) == ("33.76.02.1005", "004", "005")
    assert sari["nik"].startswith("337602570485")
    assert people["darmo"]["role"] == "rt"
    assert people["rina"]["role"] == "head"
    assert not people["tuti"]["resident"]


@pytest.mark.parametrize("region", ["kota_tegal", "kabupaten_purbalingga", "33.76", "33.03"])
def test_each_region_has_a_cast_of_its_own(region):
    people = cast(region)
    numbers = [p["nik"] for p in people if p["nik"]]
    assert len(set(numbers)) == len(numbers)
    assert len({p["key"] for p in people}) == len(people)
    assert max(len(p["name"]) for p in people) == 80
    assert {"citizen", "rt", "rw", "officer", "kasi", "head", "camat"} <= {p["role"] for p in people}
    assert {"ISSUE", "EXPIRED", "REVOKE", "NO_CERTIFICATE"} <= {p["signer"] for p in people}


def test_somebody_died_yesterday_and_somebody_was_born(town):
    yesterday = str(testing.TODAY - dt.timedelta(days=1))
    kinds = {(kind, date) for kind, date, *_ in town.events}
    assert ("death", yesterday) in kinds
    assert ("birth", str(testing.TODAY - dt.timedelta(days=3))) in kinds
    assert any(kind == "stillbirth" for kind, _ in kinds)
    assert any(kind == "move_out" for kind, _ in kinds)
    assert town.events == sorted(town.events, key=lambda e: e[1])


def test_desa_have_hamlets_and_a_cast():
    areas = [
        {"code": "33.03.15", "name": "Padamara", "kind": "kecamatan"},
        {"code": "33.03.15.1004", "name": "Karangsentul", "kind": "kelurahan"},
        {"code": "33.03.15.2001", "name": "Karangpule", "kind": "desa"},
        {"code": "33.03.06.2001", "name": "Contoh", "kind": "desa"},
    ]
    town = generate(areas, 300, today=testing.TODAY, region_code="33.03")
    desa = np.array([p.kind == "desa" for p in town.places])[town.homes["area"]]
    assert (town.homes["hamlet"][desa] != "").all()
    assert (town.homes["hamlet"][~desa] == "").all()
    assert "Siti Rahayu" in town.people["name"].tolist()


def test_every_official_can_sign_under_the_number_the_house_knows():
    officials = [
        {"key": "rina_astuti", "name": "Rina Astuti, S.IP.", "nip": "197805122003122004"},
        {"key": "catur_santoso", "name": "Catur Santoso, S.STP.", "email": "catur@contoh.go.id"},
    ]
    town = generate(testing.AREAS, 300, today=testing.TODAY, region_code="33.76", officials=iter(officials))
    signers = {row[0]: row for row in town.signers}
    for official in officials:
        row = signers[official_nik("33.76", official["key"], official.get("nip", ""))]
        assert row[2] == official["name"].split(",")[0]
        assert row[4] == "ISSUE"
    assert {p["nik"] for p in cast("33.76") if p["signer"]} <= set(signers)
