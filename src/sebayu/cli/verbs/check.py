"""Periksa paket daerah, deklarasi layanan dengan contohnya, dan setelan; sebut berkas, baris, sebab, dan cara membetulkannya."""

import argparse
import json
import os

from sebayu.cli.process import say, start_django

HELP = "periksa paket daerah dan layanan; --report: apa yang dihemat tiap surat"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--report",
        action="store_true",
        help="per surat: data yang perlu, diambil, ditanyakan, fotokopi yang dihindari",
    )
    parser.add_argument("--json", action="store_true", help="laporan sebagai JSON")
    parser.add_argument("--region", default=os.environ.get("SEBAYU_REGION", "kota_tegal"))


def run(args: argparse.Namespace) -> int:
    os.environ["SEBAYU_REGION"] = args.region
    os.environ.setdefault("SEBAYU_DEBUG", "1")  # nothing is served: no key is needed to read files
    start_django()
    if args.report:
        return report(as_json=args.json)
    errors = check_regions() + check_services()
    advise()
    say("Semua baik." if not errors else f"{errors} kesalahan.")
    return 1 if errors else 0


def check_regions() -> int:
    """Every pack loads; what an official should still confirm is listed, not counted as an error."""
    from sebayu.core.areas import region
    from sebayu.core.areas.errors import PackError

    errors = 0
    for key in region.keys():  # noqa: SIM118 - a function of the room
        try:
            pack = region.load(key)
        except PackError as error:
            errors += 1
            say(f"{key}: {error}")
            continue
        unsure = pack.unsure()
        say(
            f"{pack.name}: {len(pack.villages())} kelurahan/desa, {len(pack.offices)} kantor; {len(unsure)} hal perlu dipastikan daerah"
        )
    return errors


def check_services() -> int:
    """Every declaration of every programme, with its worked examples and its letter."""
    from sebayu.core.documents import kinds
    from sebayu.core.facts import vocabulary
    from sebayu.core.services import catalogue, check

    letters = kinds.every()
    errors = 0
    for service in catalogue.all():
        for problem in check(service, vocabulary(), letters):
            errors += problem.level == "error"
            say(f"{'GALAT' if problem.level == 'error' else 'saran'} {problem}")
    say(
        f"{len(catalogue.all())} layanan diperiksa bersama {sum(len(s.examples) for s in catalogue.all())} contoh."
    )
    return errors


def advise() -> None:
    """What works but will surprise somebody: a calendar without this year's holidays, a channel half configured."""
    from sebayu.core.calendar import working_days
    from sebayu.core.notify import channels

    for line in [*working_days.check(), *channels.health()]:
        say(f"saran {line}")


def report(*, as_json: bool) -> int:
    from sebayu.core.services import catalogue, totals
    from sebayu.core.services import report as report_of

    reports = {service.key: report_of(service) for service in catalogue.all()}
    sums = totals(reports)
    if as_json:
        print(
            json.dumps(
                {"letters": {k: r.to_json() for k, r in reports.items()}, "totals": sums}, ensure_ascii=False
            )
        )
        return 0
    say(
        f"{'surat':24}{'perlu':>6}{'diambil':>9}{'ditanya':>9}{'dipilih':>9}{'RT/RW':>7}{'fotokopi dihindari':>20}"
    )
    for key, one in sorted(reports.items()):
        if one.obsolete:
            say(f"{key:24}  tidak diperlukan lagi menurut hukum")
            continue
        counts = (
            len(one.needed),
            len(one.known),
            len(one.asked),
            len(one.chosen),
            len(one.attested),
            len(one.copies_avoided),
        )
        say(f"{key:24}{counts[0]:>6}{counts[1]:>9}{counts[2]:>9}{counts[3]:>9}{counts[4]:>7}{counts[5]:>20}")
    say(
        f"\n{sums['letters']} surat; {sums['ask_none']} tanpa pertanyaan, {sums['ask_at_most_one']} dengan paling banyak satu pertanyaan; "
        f"{sums['copies_avoided']} lembar fotokopi tidak diminta lagi."
    )
    return 0
