"""Sixty indicators over five years and 1,000,000 cases: everything anew, one more night, and the leaders' page."""

import time
from typing import Any

from bench import inbox
from bench._stage import percentile, stage, summary, timed, told

CASES, YEARS, INDICATORS = 1_000_000, 5, 60
NEW, REOPENED = 2_000, 10
PAGES = 60
FULL_S, NIGHT_S, PAGE_MS = 60.0, 10.0, 100.0
APP = "bench"


def measure(*, scale: float = 1.0) -> dict:
    """Every case is a real one multiplied by SQL and spread evenly over five years and all wards. Twenty indicators are those of the
    letters, forty more are declared over the same cases. `full` begins with nothing, `again` reads everything and finds nothing new."""
    count = max(20_000, int(CASES * scale))
    with stage(residents=4_000) as _:
        from sebayu.core.indicators import catalogue, reading, runs
        from sebayu.core.indicators.models import Cell, Value
        from sebayu.core.ledger import Actor

        by = Actor.system("bench")
        sources = inbox._sources()
        told(f"filling up to {count:,} cases over {YEARS} years")
        _fill(count, sources)
        _declare()
        keys = [row.key for row in catalogue.all() if row.is_computed][:INDICATORS]
        whole = runs.compute(by=by)
        told(f"full: {whole.seconds} s, {whole.values:,} values")
        again = runs.compute(by=by, full=True)
        told(f"again: {again.seconds} s")
        _night(count, sources)
        night = runs.compute(by=by)
        told(f"night: {night.seconds} s")
        many = timed(lambda: reading.many(keys), 60)
        spark = timed(lambda: reading.many_series(keys), 60)
        page = _page()
        peer = _peer()
        counts = {
            "cases": count,
            "indicators": len(keys),
            "cells": Cell.objects.count(),
            "values": Value.objects.count(),
        }
    failed = sorted({*whole.failed, *again.failed, *night.failed})
    p95 = percentile(page, 0.95) * 1000
    return {
        "figures": {
            **counts,
            "full_s": whole.seconds,
            "again_s": again.seconds,
            "night_s": night.seconds,
            "night_values": night.values,
            "night_revised": night.revised,
            "sources_s": {row.key: row.seconds for row in whole.sources},
            "night_sources_s": {row.key: row.seconds for row in night.sources},
            "room_page": summary(page),
            "sixty_readings": summary(many),
            "sixty_sparklines": summary(spark),
            "failed_sources": failed,
        },
        "beside": {
            **peer,
            "note": "one plain statement per indicator over the cases, region only, by month: what a dashboard without cells asks for every page",
            "ratio_of_a_page": round(peer["sixty_statements_s"] / (percentile(many, 0.5) or 1), 1),
        },
        "aim": {"full_s": FULL_S, "night_s": NIGHT_S, "page_p95_ms": PAGE_MS},
        "holds": not failed
        and max(whole.seconds, again.seconds) < FULL_S
        and night.seconds < NIGHT_S
        and p95 <= PAGE_MS,
    }


def _declare() -> None:
    """Forty more over the same rows, of every kind of formula."""
    from dataclasses import replace

    from sebayu.core.indicators import catalogue
    from sebayu.core.indicators.declare import Frequency, Indicator, Ratio, Share, Total, Unit

    ended = catalogue.source("letters.ended")
    source = replace(ended, key="bench.ended")
    names = sorted(set(ended.measures) - {"all"})
    kinds = [
        Total,
        lambda of: Share(of, "all"),
        lambda of: Ratio(of, "all"),
        lambda of: Ratio(of, "decided", 1000),
    ]
    made = [
        Indicator(
            f"bench.{n}", title=f"Ukuran {n}", unit=Unit.COUNT, source="bench.ended", formula=kinds[n % 4](names[n // 4 % len(names)]),
            frequency=Frequency.QUARTER if n % 5 == 0 else Frequency.MONTH, dimension="smart_governance",
        )
        for n in range(INDICATORS - len([row for row in catalogue.all() if row.is_computed]))
    ]  # fmt: skip
    catalogue.register(APP, programme="bench", sources=[source], indicators=made)


def _fill(until: int, sources: dict, *, first: int | None = None, recent: bool = False) -> None:
    from django.db import connection

    from sebayu.core.cases.models import Case

    there, step = Case.objects.count() if first is None else first, 100_000
    seconds = 1 if recent else YEARS * 365 * 86_400 // until
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for begin in range(there, until, step):
            names = {"wards": 0, "names": 1, "areas": 2}
            values: dict[str, Any] = {key: [ward[n] for ward in sources["wards"]] for key, n in names.items()}
            values |= {
                "cases": sources["cases"],
                "first": begin,
                "last": min(begin + step, until) - 1,
                "open": 0,
            }
            cursor.execute(_statement(seconds, there if recent else 0), values)
        cursor.execute("SET session_replication_role = origin")
        for table in ("cases_case", "exchange_evidence"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def _statement(seconds: int, offset: int) -> str:
    from sebayu.core.cases.models import Case
    from sebayu.core.exchange.models import Evidence

    ended = f"(now() - (p.n - {offset}) * interval '{seconds} seconds')"
    changed = {
        "id": "p.case_id", "number": "'BCH-' || p.n", "evidence_id": "p.evidence_id", "office_key": "p.ward", "office_name": "p.ward_name",
        "area_code": "p.area", "desk": "''", "step_kind": "''", "step_due_at": "NULL", "step_since": "NULL", "escalated_at": "NULL",
        "holder_id": "NULL", "holder_name": "''", "attest_token": "''", "reason": "'-'",
        "state": "CASE WHEN p.n %% 20 = 0 THEN 'cancelled' WHEN p.n %% 11 = 0 THEN 'refused' ELSE 'issued' END",
        "document_id": "CASE WHEN p.n %% 20 = 0 OR p.n %% 11 = 0 THEN NULL ELSE gen_random_uuid() END",
        "closed_at": ended, "opened_at": f"{ended} - (p.n %% 300) * interval '13 minutes'",
        "due_at": f"{ended} + (p.n %% 10 - 1) * interval '1 hour'",
    }  # fmt: skip
    case = [field.column for field in Case._meta.concrete_fields]
    evidence = [field.column for field in Evidence._meta.concrete_fields]
    own = {"id": "p.evidence_id", "case_id": "p.case_id", "frozen_at": "NULL", "digest": "''"}
    return inbox._COPY.format(
        case=", ".join(case),
        case_values=", ".join(changed.get(column, f"c.{column}") for column in case),
        evidence=", ".join(evidence),
        evidence_values=", ".join(own.get(column, f"e.{column}") for column in evidence),
    )


def _night(count: int, sources: dict) -> None:
    """A busy day, and some cases of long ago taken up again: their old days have to be counted anew."""
    from django.utils import timezone

    from sebayu.core.cases.models import Case, CaseEvent

    _fill(count + NEW, sources, first=count, recent=True)
    old = list(
        Case.objects.filter(number__in=[f"BCH-{count // 60 * n + 20}" for n in range(1, REOPENED + 1)])
    )
    CaseEvent.objects.bulk_create(
        [
            CaseEvent(case=case, kind=kind, at=at)
            for case in old
            for kind, at in (("cancelled", case.closed_at), ("reopened", timezone.now()))
        ]
    )
    Case.objects.filter(pk__in=[case.pk for case in old]).update(
        state="open",
        closed_at=None,
        document_id=None,
        desk="kel_mintaragen:officer",
        step_due_at=timezone.now(),
        step_kind="check",
    )


def _page() -> list[float]:
    """The leaders' page through the whole of Django, requests one after another."""
    from django.test import Client

    from sebayu.core.identity.models import Account, Mandate

    leader = Mandate.objects.filter(post__role="leader").values("account")
    client = Client(SERVER_NAME="localhost")
    client.force_login(
        Account.objects.filter(pk__in=leader).first(),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return inbox._times(client, ["/ruang/"] * PAGES)


def _peer() -> dict[str, float]:
    """The same numbers asked of the table: one measured, times sixty; and the floor, reading the table once."""
    from django.db import connection

    def ask(statement: str) -> float:
        with connection.cursor() as cursor:
            began = time.perf_counter()
            cursor.execute(statement)
            cursor.fetchall()
            return time.perf_counter() - began

    month = "date_trunc('month', closed_at AT TIME ZONE 'Asia/Jakarta')"
    counted = "count(*) FILTER (WHERE closed_at <= due_at), count(*)"
    plain = f"SELECT {month}, {counted} FROM cases_case WHERE closed_at IS NOT NULL GROUP BY 1"  # noqa: S608 - constants
    one = min(ask(plain) for _ in range(3))
    floor = min(ask("SELECT count(closed_at) FROM cases_case") for _ in range(3))
    return {
        "one_statement_s": round(one, 3),
        "sixty_statements_s": round(one * INDICATORS, 2),
        "table_once_s": round(floor, 3),
    }
