"""Filling a fresh demo: schema, region, town, cast, and a little history, each only when it is not there yet."""

import time
from collections.abc import Callable
from pathlib import Path

from sebayu.cli import cast, town
from sebayu.cli.region import follow_sandbox, in_order, load_region

Say = Callable[[str], None]
SOURCES = ("dukcapil", "dtsen", "oss", "pbb", "school")


def seed(residents: int, folder: Path, say: Say) -> None:
    """Bring the demo's database to where a visitor may begin."""
    from django.conf import settings
    from django.core.management import call_command

    began = time.monotonic()
    call_command("migrate", verbosity=0, interactive=False)
    say(f"Skema basis data siap ({time.monotonic() - began:.1f} detik)")
    call_command("collectstatic", "--noinput", verbosity=0)
    if _is_filled():
        follow_sandbox(settings.SEBAYU_SANDBOX_URL)
        return
    load_region(
        say,
        sandbox_url=settings.SEBAYU_SANDBOX_URL,
        credentials={name: f"env:SEBAYU_{name.upper()}" for name in SOURCES},
    )
    _load_town(residents, folder, say)
    say(f"Pejabat dengan NIK penanda tangan: {cast.give_signing_numbers()}; pemeran: {len(cast.make_cast())}")
    from sebayu.cli.history import make_history

    make_history(say)
    _compute_numbers(say)
    _seed_programmes(say)
    _compute_numbers(say)
    _publish_numbers(say)
    _mark_filled()


def _load_town(residents: int, folder: Path, say: Say) -> None:
    from django.conf import settings

    from sebayu.core.registry.models import Person

    if Person.objects.exists():
        return
    made = town.made_on(town.town_file(folder, residents))
    built = town.build(settings.SEBAYU_REGION, residents, say, today=made)
    began = time.monotonic()
    counts = town.load_registry(built)
    say(
        f"Register termuat: {sum(counts.values()):,} baris dalam {time.monotonic() - began:.1f} detik".replace(
            ",", "."
        )
    )


def _seed_programmes(say: Say) -> None:
    """Each programme fills its own part of the demo; parts of one programme in the order of `seed_order`."""
    for programme in in_order("seed_demo"):
        programme.seed_demo(say)


def _compute_numbers(say: Say) -> None:
    """Numbers exist before anybody opens the room; once more after the programmes have added their own rows."""
    from sebayu.core.indicators import runs

    report = runs.compute(by=cast.BY)
    say(f"Indikator: {report.values} angka dihitung dalam {report.seconds:.1f} detik")
    if report.failed:
        raise RuntimeError(f"indicator sources failed: {', '.join(report.failed)}")


def _publish_numbers(say: Say) -> None:
    from sebayu.core.indicators.public import shelf

    made = shelf.put(by=cast.BY)
    say(
        f"Data terbuka: {made.numbers} angka dari {made.cells} sel, {made.suppressed} disembunyikan karena terlalu sedikit"
    )


def _is_filled() -> bool:
    from sebayu.core.ledger.models import LedgerEntry

    return LedgerEntry.objects.filter(act="demo.filled").exists()


def _mark_filled() -> None:
    from django.db import transaction

    from sebayu.core.ledger import Purpose
    from sebayu.core.ledger.actions import record

    with transaction.atomic():
        record(
            by=cast.BY,
            act="demo.filled",
            purpose=Purpose("Menyiapkan peragaan", "Peragaan, bukan data sebenarnya"),
        )
