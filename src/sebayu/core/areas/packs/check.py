"""What a schema cannot see: dates that exist, references that point somewhere, counts that agree."""

import datetime as dt
import string
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from sebayu.core.areas.errors import PackProblem
from sebayu.core.areas.packs.model import GARUDA, Pack
from sebayu.core.areas.packs.reading import Source

NUMBER_WORDS = {"code", "n", "unit", "month", "month_roman", "year", "letter", "day"}
OFFICE_WORDS = {"name", "slug", "joined", "code", "kecamatan", "number"}


def _walk(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield path, value
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in below:
        yield from _walk(item, (*path, key))


def check_dates(source: Source) -> Iterator[PackProblem]:
    """Every date exists and nothing ends before it begins."""
    for path, value in _walk(source.data):
        if path and path[-1] in {"from", "until", "date", "as_of"} and isinstance(value, str):
            try:
                dt.date.fromisoformat(value)
            except ValueError:
                yield source.problem(path, _("tanggal %s tidak ada dalam kalender.") % value)
        if isinstance(value, dict) and {"from", "until"} <= value.keys() and value["until"] < value["from"]:
            yield source.problem(path, _("berakhir (%(until)s) sebelum mulai (%(from)s).") % value)


def check_letter_arms(source: Source, pack: Pack) -> Iterator[PackProblem]:
    """Where letters are to bear the Garuda, the pack brings its picture: we draw none ourselves."""
    wanted = pack.settings.get("letter_arms", "")
    named = wanted.values() if isinstance(wanted, dict) else [wanted]
    if "garuda" in named and not pack.arms.with_name(GARUDA).is_file():
        yield source.problem(
            ("settings", "letter_arms"), _("gambar %s tidak ada di folder paket daerah.") % GARUDA
        )


def _placeholders(text: str) -> set[str] | None:
    try:
        return {
            name.split(".")[0].split("[")[0]
            for _t, name, _f, _c in string.Formatter().parse(text)
            if name is not None
        }
    except ValueError:
        return None


def _bad_template(source: Source, path: tuple[Any, ...], text: str, known: set[str]) -> Iterator[PackProblem]:
    words = _placeholders(text)
    if words is None or not words <= known or any(mark in text for mark in (".__", "[", "!")):
        yield source.problem(
            path,
            _("isian dalam “%(text)s” tidak dikenal. Yang tersedia: %(known)s.")
            % {"text": text, "known": ", ".join(sorted(known))},
        )


def check_templates(source: Source, known: set[str], under: str, leaves: set[str]) -> Iterator[PackProblem]:
    """Patterns name only what will be filled in; nothing reaches into objects."""
    for path, value in _walk(source.data.get(under)):
        leaf = next((step for step in reversed(path) if isinstance(step, str)), "")
        if isinstance(value, str) and leaf in leaves:
            yield from _bad_template(source, (under, *path), value, known)


def check_number_patterns(source: Source) -> Iterator[PackProblem]:
    for index, row in enumerate(source.data["numbering"]):
        path = ("numbering", index, "pattern")
        yield from _bad_template(source, path, row["pattern"], NUMBER_WORDS)
        if "n" not in (_placeholders(row["pattern"]) or ()):
            yield source.problem(path, _("pola nomor harus memuat {n}, nomor urutnya."))


def check_areas(source: Source) -> Iterator[PackProblem]:
    """Codes lie below their parent, no code twice, sources are named, counts as the ministry counts them."""
    data, seen = source.data, set()
    total: Counter[str] = Counter()
    for i, district in enumerate(data["kecamatan"]):
        count: Counter[str] = Counter()
        rows: list[tuple[tuple[Any, ...], Any]] = [(("kecamatan", i), district)]
        for kind in ("kelurahan", "desa"):
            below = [(("kecamatan", i, kind, j), row) for j, row in enumerate(district.get(kind, ()))]
            count[kind] = len(below)
            rows += below
        for path, row in rows:
            if not row["code"].startswith(district["code"]):
                yield source.problem(
                    path,
                    _("kode %(a)s tidak berada di bawah %(b)s.") % {"a": row["code"], "b": district["code"]},
                )
            if row["code"] in seen:
                yield source.problem(path, _("kode %s tertulis dua kali.") % row["code"])
            if row["source"] not in data["sources"]:
                yield source.problem(path, _("sumber “%s” tidak ada dalam daftar sources.") % row["source"])
            seen.add(row["code"])
        yield from _counted(source, ("kecamatan", i), district.get("expect", {}), count)
        total += count
        total["kecamatan"] += 1
    yield from _counted(source, (), data.get("expect", {}), total)


def _counted(
    source: Source, path: tuple, expect: dict[str, int], count: Counter[str]
) -> Iterator[PackProblem]:
    for kind, number in expect.items():
        if count[kind] != number:
            yield source.problem(
                (*path, "expect"),
                _("%(kind)s seharusnya %(expect)d, tertulis %(found)d.")
                % {"kind": kind, "expect": number, "found": count[kind]},
            )


def check_nip(nip: str) -> bool:
    """Birth date, month of appointment at 16 or older, sex, serial: the shape of an 18-digit NIP."""
    try:
        born = dt.date.fromisoformat(f"{nip[:4]}-{nip[4:6]}-{nip[6:8]}")
        appointed = dt.date(int(nip[8:12]), int(nip[12:14]), 1)
    except ValueError:
        return False
    return appointed.year - born.year >= 16 and nip[14] in "12" and nip[15:] != "000"


def check_officials(source: Source, pack: Pack) -> Iterator[PackProblem]:
    known = {post.key for post in pack.posts}
    keys: Counter[str] = Counter(row["key"] for row in source.data["officials"])
    for i, row in enumerate(source.data["officials"]):
        path = ("officials", i)
        if keys[row["key"]] > 1:
            yield source.problem(path, _("kunci pejabat “%s” dipakai dua kali.") % row["key"])
        if row.get("nip") and not check_nip(row["nip"]):
            yield source.problem(
                (*path, "nip"), _("NIP tidak tersusun benar (lahir, pengangkatan, jenis kelamin, urut).")
            )
        for j, mandate in enumerate(row["mandates"]):
            if mandate["post"] not in known:
                yield source.problem((*path, "mandates", j), _("jabatan “%s” tidak ada.") % mandate["post"])
    yield from _one_holder(source, pack)


def _one_holder(source: Source, pack: Pack) -> Iterator[PackProblem]:
    """A post has one definitive holder at a time."""
    held: dict[str, list[tuple[dt.date, dt.date, int, int]]] = {}
    for i, official in enumerate(pack.officials):
        for j, mandate in enumerate(official.mandates):
            if mandate.kind == "definitive":
                until = mandate.valid_until or dt.date.max
                held.setdefault(mandate.post_key, []).append((mandate.valid_from, until, i, j))
    for post, terms in held.items():
        terms.sort()
        for before, after in pairwise(terms):
            if after[0] <= before[1]:
                path = ("officials", after[2], "mandates", after[3])
                yield source.problem(
                    path, _("jabatan “%s” sudah dipegang orang lain pada tanggal itu.") % post
                )


def check_offices(source: Source, pack: Pack) -> Iterator[PackProblem]:
    keys, units = Counter(o.key for o in pack.offices), Counter(o.unit_code for o in pack.offices)
    for key, count in keys.items():
        if count > 1:
            yield PackProblem(source.file, 0, _("kunci perangkat “%s” dipakai dua kali.") % key)
    for unit, count in units.items():
        if count > 1:
            yield PackProblem(
                source.file, 0, _("kode perangkat “%s” dipakai dua kali: nomor surat akan kembar.") % unit
            )
    for key in source.data.get("overrides", {}):
        if key not in keys:
            yield source.problem(("overrides", key), _("perangkat “%s” tidak ada.") % key)
    for duty, rows in source.data["duties"].items():
        for i, row in enumerate(rows):
            if row["office"] not in keys:
                yield source.problem(("duties", duty, i), _("perangkat “%s” tidak ada.") % row["office"])


def check_posts(source: Source, pack: Pack) -> Iterator[PackProblem]:
    offices = {office.key for office in pack.offices}
    for i, row in enumerate(source.data.get("extra", ())):
        if row["office"] not in offices:
            yield source.problem(("extra", i), _("perangkat “%s” tidak ada.") % row["office"])
    villages = {row.code for row in pack.villages()}
    for code in source.data["neighbourhoods"].get("areas", {}):
        if code not in villages:
            yield source.problem(
                ("neighbourhoods", "areas", code), _("kelurahan atau desa %s tidak ada.") % code
            )


def check_duty_names(source: Source, pack: Pack, under: str) -> Iterator[PackProblem]:
    known = {row.duty for row in pack.duties}
    for key, row in source.data.get(under, {}).items():
        if row.get("duty", next(iter(known))) not in known:
            yield source.problem((under, key), _("tugas “%s” tidak ada di offices.yaml.") % row["duty"])


def check_spans(source: Source) -> Iterator[PackProblem]:
    """Spans of a day run forward and do not overlap."""
    for i, row in enumerate(source.data["hours"]):
        for day, spans in row["days"].items():
            ends = [part for text in spans for part in text.split("-")]
            if any(a >= b for a, b in pairwise(ends)):
                yield source.problem(("hours", i, "days", day), _("jam harus urut dan tidak bertumpuk."))


def check_holidays(source: Source) -> Iterator[PackProblem]:
    year = str(source.data["year"])
    for i, row in enumerate(source.data["days"]):
        if not row["date"].startswith(year):
            yield source.problem(
                ("days", i),
                _("tanggal %(date)s bukan dari tahun %(year)s.") % {"date": row["date"], "year": year},
            )
