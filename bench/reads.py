"""Policy-checked, ledgered register reads through the gateway, beside the same reads without gateway and ledger."""

import multiprocessing
import os
import threading
import time

from django.db import connections

from bench._stage import percentile, stage, summary

RESIDENTS = 20_000
PROCESSES, THREADS, SECONDS = 2, 4, 12.0
PATHS = ("person.name", "person.birth_date", "person.marital_status")
AIM = 500


def measure(*, scale: float = 1.0) -> dict:
    """An officer reads three facts of one resident after another; every read is checked and entered in the ledger."""
    seconds = max(2.0, SECONDS * scale)
    with stage(residents=max(2_000, int(RESIDENTS * scale))):
        ids = _ids()
        through, times = _all(_read, ids, seconds)
        bare, bare_times = _all(_bare, ids, seconds)
        entries, chain = _ledger()
    rate = through / seconds
    return {
        "figures": {
            "reads_per_s": round(rate, 1),
            **summary(times),
            "ledger_entries": entries,
            "chain_intact": chain,
        },
        "beside": {
            "without_gateway_and_ledger_per_s": round(bare / seconds, 1),
            **{f"bare_{k}": v for k, v in summary(bare_times).items()},
        },
        "aim": {"reads_per_s": AIM},
        "holds": rate >= AIM and entries >= through and chain,
        "ratio_to_bare": round(rate / (bare / seconds), 3),
    }


def _ids() -> list:
    from sebayu.core.ledger import access
    from sebayu.core.registry.models import Person

    with access.writing():
        return list(
            Person.objects.residents().filter(area_code="33.76.02.1005").values_list("id", flat=True)[:2000]
        )


def _all(work, ids: list, seconds: float) -> tuple[int, list[float]]:
    connections.close_all()
    context = multiprocessing.get_context("spawn")
    with context.Pool(PROCESSES, initializer=_begin, initargs=(dict(os.environ),)) as pool:
        results = pool.starmap(work, [(ids[i::PROCESSES], seconds) for i in range(PROCESSES)])
    times = [t for result in results for t in result]
    return len(times), times


def _begin(environment: dict) -> None:
    os.environ.update(environment)
    from sebayu.cli.process import start_django

    start_django()


def _budi():
    from sebayu.core.identity.acting import actor_for
    from sebayu.core.identity.models import Account

    return actor_for(Account.objects.get(demo_role__contains="Petugas kelurahan"))


def _loop(call, ids: list, seconds: float) -> list[float]:
    """Several officers at once in one process, as in a web process: each waits for its own commit to reach the disk."""
    times: list[float] = []

    def one(who: int) -> None:
        until, i = time.perf_counter() + seconds, who
        while time.perf_counter() < until:
            began = time.perf_counter()
            call(ids[i % len(ids)])
            times.append(time.perf_counter() - began)
            i += THREADS
        connections.close_all()

    threads = [threading.Thread(target=one, args=(who,)) for who in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _read(ids: list, seconds: float) -> list[float]:
    from sebayu.core import exchange
    from sebayu.core.ledger import Purpose

    by, why = _budi(), Purpose("Surat Keterangan Usaha", "UU 25/2009")
    return _loop(
        lambda person: exchange.read(person_id=person, paths=PATHS, by=by, purpose=why), ids, seconds
    )


def _bare(ids: list, seconds: float) -> list[float]:
    from django.db import connection

    def call(person: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, birth_date, marital_status FROM registry_person WHERE id = %s", [person]
            )
            cursor.fetchone()

    return _loop(call, ids, seconds)


def _ledger() -> tuple[int, bool]:
    from sebayu.core.ledger.actions import seal
    from sebayu.core.ledger.chain import verify
    from sebayu.core.ledger.models import LedgerEntry

    while seal():
        pass
    return LedgerEntry.objects.filter(act="read").count(), verify().ok


__all__ = ["measure", "percentile"]
