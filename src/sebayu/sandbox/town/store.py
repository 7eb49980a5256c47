"""The SQLite file: one table per register, shaped as its owner shapes it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from sebayu.sandbox.town import codes
from sebayu.sandbox.town.tables import Lazy, isodates, land_names, lookup, or_none, school_levels

SCHEMA = """
create table meta (key text primary key, value text) without rowid;
create table areas (code text primary key, name text, kind text, district text) without rowid;
create table dukcapil (
  person_id text, NIK text, NO_KK text, NAMA_LGKP text, TMPT_LHR text, TGL_LHR text, JENIS_KLMIN text, AGAMA text,
  GOL_DARAH text, STATUS_KAWIN text, STAT_HBKEL text, PDDK_AKH text, JENIS_PKRJN text, ALAMAT text, DUSUN text,
  NO_RT text, NO_RW text, area_code text, NIK_AYAH text, NAMA_LGKP_AYAH text, NIK_IBU text, NAMA_LGKP_IBU text,
  NO_AKTA_LHR text, NO_AKTA_KWN text, TGL_KWN text, NO_AKTA_CRAI text, TGL_CRAI text, NO_PASPOR text,
  TGL_MENINGGAL text, TGL_PINDAH text, PINDAH_KE text);
create table dtsen (id_keluarga text, no_kk text, nik text, desil integer, periode text, status_nik text);
create table oss (nib text, nama_usaha text, kbli text, kbli_judul text, alamat text, area_code text, rt text, rw text,
  nik text, nama_penanggung_jawab text, berdiri text, modal integer, tenaga_kerja integer, status text);
create table pbb (nop text, nama_wp text, nik text, alamat text, area_code text, rt text, rw text, luas_bumi integer,
  luas_bangunan integer, njop integer, tahun integer, terutang integer, lunas text);
create table school (nisn text, nik text, nama text, npsn text, sekolah text, jenjang text, kelas integer, paket integer,
  status text, sejak text);
create table bsre_signers (nik text primary key, email text, name text, organisation text, status text, passphrase text)
  without rowid;
create table events (kind text, date text, nik text, kk_number text, detail text);
"""

INDEXES = """
create unique index dukcapil_nik on dukcapil (NIK) where NIK is not null;
create index dukcapil_kk on dukcapil (NO_KK);
create index dukcapil_father on dukcapil (NIK_AYAH) where NIK_AYAH <> '';
create index dukcapil_mother on dukcapil (NIK_IBU) where NIK_IBU <> '';
create index dtsen_nik on dtsen (nik);
create index dtsen_kk on dtsen (no_kk);
create index oss_nib on oss (nib);
create index oss_nik on oss (nik);
create index pbb_nop on pbb (nop);
create index pbb_nik on pbb (nik);
create index school_nik on school (nik);
create index school_nisn on school (nisn);
create index events_date on events (date);
create index events_nik on events (nik);
"""


def write(town, path: Path, progress=None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    tell = progress or (lambda what, done, of: None)
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.executescript(
            "pragma journal_mode=off; pragma synchronous=off; pragma locking_mode=exclusive;"
        )
        connection.executescript(SCHEMA)
        connection.execute("begin")
        fills = (_meta, _dukcapil, _dtsen, _oss, _pbb, _school, _rest)
        for step, fill in enumerate(fills):
            tell("registers", step, len(fills) + 1)
            fill(connection, town)
        connection.execute("commit")
        tell("registers", len(fills), len(fills) + 1)
        connection.executescript(INDEXES)
        tell("registers", len(fills) + 1, len(fills) + 1)
    except BaseException:
        connection.close()
        draft.unlink(missing_ok=True)
        raise
    connection.close()
    draft.replace(path)
    return path


def _insert(connection: sqlite3.Connection, table: str, columns: Iterable[list]) -> None:
    columns = list(columns)
    marks = ",".join("?" * len(columns))
    connection.executemany(f"insert into {table} values ({marks})", zip(*columns, strict=True))  # noqa: S608


def _meta(connection, town) -> None:
    meta = {
        "region_code": town.region_code,
        "seed": town.seed,
        "today": town.today,
        "residents": town.residents,
    }
    _insert(connection, "meta", [list(meta), [str(v) for v in meta.values()]])
    places = town.places
    _insert(
        connection,
        "areas",
        [
            [p.code for p in places],
            [p.name for p in places],
            [p.kind for p in places],
            [p.district for p in places],
        ],
    )


def _upper(values) -> list[str]:
    return [v.upper() for v in values.tolist()]


def _dukcapil(connection, town) -> None:
    p, lazy = town.people, Lazy(town)
    home = p["household"]
    jobs = np.array([o.upper() for o in codes.OCCUPATIONS], dtype=object)
    columns = [
        p["id"].tolist(), or_none(p["nik"]), town.homes["kk"][home].tolist(), _upper(p["name"]),
        _upper(p["birth_place"]), isodates(p["birth"]), lookup(codes.SEX, 1, p["female"]),
        lookup(codes.RELIGIONS, 1, p["religion"]),
        np.array(codes.BLOOD_DUKCAPIL, dtype=object)[p["blood"].astype(int)].tolist(),
        lookup(codes.MARITAL, 1, p["marital"]), lookup(codes.RELATIONS, 1, p["relation"]),
        lookup(codes.EDUCATION, 1, p["education"]), jobs[p["occupation"].astype(int)].tolist(),
        np.array(_upper(town.homes["address"]), dtype=object)[home].tolist(),
        np.array(_upper(town.homes["hamlet"]), dtype=object)[home].tolist(), lazy.at_home("home_rt", home),
        lazy.at_home("home_rw", home), lazy.at_home("home_area", home), p["father_nik"].tolist(),
        _upper(p["father_name"]), p["mother_nik"].tolist(), _upper(p["mother_name"]), p["birth_certificate"].tolist(),
        p["marriage_certificate"].tolist(), isodates(p["marriage_date"]), p["divorce_certificate"].tolist(),
        isodates(p["divorce_date"]), p["passport"].tolist(), isodates(p["death"]), isodates(p["moved"]),
        p["moved_to"].tolist(),
    ]  # fmt: skip
    _insert(connection, "dukcapil", columns)


def _dtsen(connection, town) -> None:
    """Everyone of a listed household, with a NIK that is invalid now and then, as in the real list."""
    p = town.people
    decile = town.homes["decile"][p["household"]]
    rows = np.flatnonzero((decile > 0) & ~p["dead"] & np.isnat(p["moved"]) & (p["nik"] != ""))
    home = p["household"][rows]
    wrong = (rows % 211 == 0) & (p["key"][rows] == "")
    nik = p["nik"][rows]
    nik = np.where(wrong, np.array([n[:12] + "0000" for n in nik.tolist()], dtype=object), nik)
    kk = town.homes["kk"][home]
    ids = [f"KLG{h + 1:09d}" for h in home.tolist()]
    status = np.where(wrong, "TIDAK_AKTIF", "AKTIF").tolist()
    _insert(
        connection,
        "dtsen",
        [ids, kk.tolist(), nik.tolist(), decile[rows].tolist(), [str(town.welfare_date)] * len(rows), status],
    )


def _oss(connection, town) -> None:
    b, lazy = town.businesses, Lazy(town)
    rows = np.flatnonzero(b["nib"] != "")
    home, owner, kind = b["home"][rows], b["owner"][rows], b["kind"][rows]
    columns = [
        b["nib"][rows].tolist(), b["name"][rows].tolist(), lookup(codes.BUSINESSES, 0, kind),
        lookup(codes.BUSINESSES, 1, kind), town.homes["address"][home].tolist(), lazy.at_home("home_area", home),
        lazy.at_home("home_rt", home), lazy.at_home("home_rw", home), town.people["nik"][owner].tolist(),
        town.people["name"][owner].tolist(), isodates(b["since"][rows]), b["capital"][rows].tolist(),
        b["workers"][rows].tolist(), ["AKTIF"] * len(rows),
    ]  # fmt: skip
    _insert(connection, "oss", columns)


def _pbb(connection, town) -> None:
    g, lazy = town.land, Lazy(town)
    home = g["home"]
    columns = [
        g["nop"].tolist(), [n.upper() for n in land_names(town)], town.people["nik"][g["owner"]].tolist(),
        town.homes["address"][home].tolist(), lazy.at_home("home_area", home), lazy.at_home("home_rt", home),
        lazy.at_home("home_rw", home), g["earth"].tolist(), g["house"].tolist(), g["value"].tolist(),
        g["year"].tolist(), g["due"].tolist(), isodates(g["paid"]),
    ]  # fmt: skip
    _insert(connection, "pbb", columns)


def _school(connection, town) -> None:
    s = town.pupils
    person = s["person"]
    columns = [
        s["nisn"].tolist(), town.people["nik"][person].tolist(), town.people["name"][person].tolist(),
        s["npsn"].tolist(), s["school"].tolist(), school_levels(s), s["grade"].tolist(),
        s["package"].astype(int).tolist(), ["AKTIF"] * len(person), s["since"].tolist(),
    ]  # fmt: skip
    _insert(connection, "school", columns)


def _rest(connection, town) -> None:
    connection.executemany("insert into bsre_signers values (?,?,?,?,?,?)", town.signers)
    connection.executemany("insert into events values (?,?,?,?,?)", town.events)
