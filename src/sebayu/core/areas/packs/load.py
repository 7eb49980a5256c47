"""Load one region pack: read, check each file, build the rows, check them against one another."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext as _

from sebayu.core.areas.errors import PackError, PackProblem
from sebayu.core.areas.packs import build, check, rows
from sebayu.core.areas.packs.model import HolidayYear, Pack
from sebayu.core.areas.packs.reading import Source, read

PARTS = ("region", "areas", "offices", "posts", "officials", "letters", "hours", "programmes", "sources")
LETTERHEAD = {"key", "name", "unit_code", "lines", "address", "phone", "email"}


def _stop(problems: Iterable[PackProblem]) -> None:
    if found := list(problems):
        raise PackError(found[:40])


def _holidays(folder: Path, national: Path) -> tuple[dict[int, HolidayYear], list[Source]]:
    """National years, each completed by the region's own file of that year where there is one."""
    years: dict[int, HolidayYear] = {}
    read_files = []
    for path in [*sorted(national.glob("holidays-*.yaml")), *sorted(folder.glob("holidays-*.yaml"))]:
        source = read(path, "holidays")
        _stop([*check.check_dates(source), *check.check_holidays(source)])
        read_files.append(source)
        found = rows.holidays(source.data)
        if before := years.get(found.year):
            found = HolidayYear(
                year=found.year,
                complete=before.complete,
                source=f"{before.source}; {found.source}",
                days=(*before.days, *found.days),
            )
        years[found.year] = found
    return years, read_files


def _before_building(parts: dict[str, Source]) -> None:
    """Everything that would make building fail or lie."""
    problems = [problem for source in parts.values() for problem in check.check_dates(source)]
    problems += check.check_areas(parts["areas"])
    for under in ("rules", "overrides"):
        problems += check.check_templates(parts["offices"], check.OFFICE_WORDS, under, LETTERHEAD)
    problems += check.check_templates(parts["offices"], set(), "root", LETTERHEAD)
    for under in ("rules", "extra"):
        problems += check.check_templates(parts["posts"], {"name"}, under, {"title"})
    problems += check.check_number_patterns(parts["letters"])
    problems += check.check_spans(parts["hours"])
    _stop(problems)


def _after_building(parts: dict[str, Source], pack: Pack) -> None:
    problems = [
        *check.check_offices(parts["offices"], pack),
        *check.check_posts(parts["posts"], pack),
        *check.check_officials(parts["officials"], pack),
        *check.check_duty_names(parts["programmes"], pack, "programmes"),
        *check.check_duty_names(parts["sources"], pack, "sources"),
        *check.check_letter_arms(parts["region"], pack),
    ]
    if not pack.arms.is_file():
        problems.append(parts["region"].problem(("arms",), _("gambar lambang tidak ditemukan.")))
    if pack.folder.name != pack.key:
        problems.append(
            parts["region"].problem(("key",), _("kunci wilayah harus sama dengan nama foldernya."))
        )
    _stop(problems)


def load_pack(folder: Path) -> Pack:
    """The region pack in this folder. Raises PackError with every problem found, each with file and line."""
    if not folder.is_dir():
        raise PackError([PackProblem(folder.name, 0, _("folder paket wilayah tidak ditemukan."))])
    parts = {name: read(folder / f"{name}.yaml", name) for name in PARTS}
    _before_building(parts)
    years, holiday_files = _holidays(folder, folder.parent / "_national")
    region = parts["region"].data
    areas = build.areas(region, parts["areas"].data)
    offices = build.offices(region, parts["offices"].data, areas)
    neighbourhoods = build.neighbourhoods(parts["posts"].data, areas)
    text = repr([source.data for source in [*parts.values(), *holiday_files]])
    plain = ("key", "name", "short_name", "kind", "code", "government", "head_title", "seat", "time_zone")
    pack = Pack(
        folder=folder,
        **{
            name: region[name]
            for name in (*plain, "zone_label", "mail_domain", "address", "contact", "colours")
        },
        population=region.get("population", {}),
        settings=region.get("settings", {}),
        arms=folder / region["arms"]["file"],
        arms_sure=region["arms"].get("sure", True),
        areas=areas,
        offices=offices,
        posts=build.posts(parts["posts"].data, offices, neighbourhoods),
        officials=rows.officials(parts["officials"].data, region["mail_domain"]),
        duties=rows.duties(parts["offices"].data),
        letters=rows.letters(parts["letters"].data),
        numbering=rows.numbering(parts["letters"].data),
        hours=rows.hours(parts["hours"].data),
        holidays=years,
        programmes=rows.programmes(parts["programmes"].data),
        sources=rows.sources(parts["sources"].data["sources"]),
        demo_sources=rows.sources(parts["sources"].data.get("demo", {})),
        neighbourhoods=neighbourhoods,
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )
    _after_building(parts, pack)
    return pack
