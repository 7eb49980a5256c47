"""Fifty issuers take letter numbers at once: no duplicate, no unexplained gap, and how fast."""

import datetime as dt
import threading
import time

from bench._stage import stage

ISSUERS, EACH = 50, 40


def measure(*, scale: float = 1.0) -> dict:
    """Each issuer takes numbers in transactions of its own; some roll back on purpose, which must leave no gap."""
    each = max(4, int(EACH * scale))
    with stage(residents=0, people=False):
        from django.db import connection, transaction

        from sebayu.core.documents import numbers

        rule, occasion = _rule(numbers)
        taken: list[tuple[int, bool]] = []
        lock = threading.Lock()

        def issue(who: int) -> None:
            for turn in range(each):
                fails = (who + turn) % 10 == 0
                try:
                    with transaction.atomic():
                        number = numbers.take(rule=rule, occasion=occasion)
                        if fails:
                            raise RuntimeError
                except RuntimeError:
                    continue
                with lock:
                    taken.append((number.record.n, True))
            connection.close()

        threads = [threading.Thread(target=issue, args=(who,)) for who in range(ISSUERS)]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        spent = time.perf_counter() - began
        sequence = _sequence_alone(len(taken))
    values = sorted(value for value, _ in taken)
    duplicates = len(values) - len(set(values))
    gaps = (values[-1] - values[0] + 1) - len(set(values)) if values else -1
    return {
        "figures": {
            "issued": len(values),
            "duplicates": duplicates,
            "gaps": gaps,
            "numbers_per_s": round(len(values) / spent, 1),
        },
        "beside": {
            "bare_row_lock_per_s": round(sequence, 1),
            "note": "one connection, UPDATE ... RETURNING and commit, nothing else",
        },
        "aim": {"duplicates": 0, "gaps": 0},
        "holds": duplicates == 0 and gaps == 0 and values[0] == 1,
    }


def _rule(numbers):
    from sebayu.core.areas.region import pack

    today = dt.date(2026, 11, 21)
    rule = numbers.rule_for(pack(), "sktm", "kelurahan", today)
    occasion = numbers.Occasion(
        letter_key="sktm", office_key="kel_mintaragen", code="400.10.4.3", unit="Kel.Mintaragen", on=today
    )
    return rule, occasion


def _sequence_alone(times: int) -> float:
    """The floor of the machine: one row locked, raised and committed, one connection."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_counter (n int); INSERT INTO bench_counter VALUES (0)")
        began = time.perf_counter()
        for _ in range(times):
            cursor.execute("UPDATE bench_counter SET n = n + 1 RETURNING n")
            cursor.fetchone()
        return times / (time.perf_counter() - began)
