"""First page of an officer's inbox and a case page, server time, with 10,000 and with 1,000,000 cases."""

import time

from bench._stage import percentile, stage, summary, told

SMALL, LARGE = 10_000, 1_000_000
REQUESTS = 120
OPEN_PER_WARD = 300
LIMIT_MS, LIMIT_RATIO = 50.0, 1.5


def measure(*, scale: float = 1.0) -> dict:
    """The same desk, with the same backlog, over a short and over a very long history: what an officer waits for must not grow with
    what his office has done in ten years. Requests go through the whole of Django (middleware, permissions, ledger, templates)."""
    large = max(20_000, int(LARGE * scale))
    with stage(residents=4_000) as _:
        sources = _sources()
        told(f"filling up to {SMALL:,} cases")
        _fill(SMALL, sources)
        small = _look()
        told(f"filling up to {large:,} cases")
        _fill(large, sources)
        big = _look()
        floor = _floor()
    p95 = {name: percentile(times, 0.95) * 1000 for name, times in big.items()}
    ratios = {name: round(percentile(big[name], 0.5) / percentile(small[name], 0.5), 2) for name in big}
    return {
        "figures": {
            **{f"{name}_{SMALL}": summary(times) for name, times in small.items()},
            **{f"{name}_{large}": summary(times) for name, times in big.items()},
            "ratio_of_medians": ratios,
        },
        "beside": {
            "empty_page_same_stack": summary(floor),
            "note": "the public health answer: the floor of Django and the database",
        },
        "aim": {"p95_ms": LIMIT_MS, "ratio": LIMIT_RATIO},
        "holds": max(p95.values()) <= LIMIT_MS and max(ratios.values()) <= LIMIT_RATIO,
    }


def _sources() -> dict:
    """Real cases opened through the real doors, to be multiplied; and the wards they may lie in."""
    from sebayu.cli import history
    from sebayu.core.cases.models import Case
    from sebayu.core.identity.models import Office

    history.make_history(told, count=24, sign=False)
    wards = list(
        Office.objects.filter(kind="kelurahan").order_by("key").values_list("key", "name", "area_code")
    )
    return {"cases": list(Case.objects.values_list("id", flat=True)), "wards": wards}


_COPY = """
    WITH numbered AS (
        SELECT g AS n, gen_random_uuid() AS case_id, gen_random_uuid() AS evidence_id,
               %(cases)s::uuid[] AS sources, %(wards)s::text[] AS wards, %(names)s::text[] AS names, %(areas)s::text[] AS areas
        FROM generate_series(%(first)s::int, %(last)s::int) g
    ), picked AS (
        SELECT n, case_id, evidence_id, sources[1 + n %% array_length(sources, 1)] AS source,
               wards[1 + n %% array_length(wards, 1)] AS ward, names[1 + n %% array_length(wards, 1)] AS ward_name,
               areas[1 + n %% array_length(wards, 1)] AS area, n < %(open)s AS is_open
        FROM numbered
    ), evidence AS (
        INSERT INTO exchange_evidence ({evidence})
        SELECT {evidence_values} FROM picked p JOIN cases_case c ON c.id = p.source JOIN exchange_evidence e ON e.id = c.evidence_id
        RETURNING 1
    )
    INSERT INTO cases_case ({case})
    SELECT {case_values} FROM picked p JOIN cases_case c ON c.id = p.source
"""


def _fill(until: int, sources: dict) -> None:
    """Multiply by SQL: open ones first (the same backlog in both sizes), then years of closed ones."""
    from django.db import connection

    from sebayu.core.cases.models import Case

    there, step = Case.objects.count(), 100_000
    statement = _statement()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for first in range(there, until, step):
            cursor.execute(
                statement,
                {
                    "cases": sources["cases"],
                    "wards": [w[0] for w in sources["wards"]],
                    "names": [w[1] for w in sources["wards"]],
                    "areas": [w[2] for w in sources["wards"]],
                    "first": first,
                    "last": min(first + step, until) - 1,
                    "open": OPEN_PER_WARD * len(sources["wards"]),
                },
            )
        cursor.execute("SET session_replication_role = origin")
        for table in ("cases_case", "exchange_evidence", "cases_caseevent", "ledger_ledgerentry"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def _statement() -> str:
    from sebayu.core.cases.models import Case
    from sebayu.core.exchange.models import Evidence

    changed = {
        "id": "p.case_id", "number": "'BCH-' || p.n", "evidence_id": "p.evidence_id", "office_key": "p.ward", "office_name": "p.ward_name",
        "area_code": "p.area",
        "desk": "CASE WHEN p.is_open THEN p.ward || ':officer' ELSE '' END",
        "state": "CASE WHEN p.is_open THEN 'open' ELSE 'cancelled' END",
        "step_kind": "CASE WHEN p.is_open THEN 'check' ELSE '' END",
        "step_due_at": "CASE WHEN p.is_open THEN now() + (p.n %% 300) * interval '7 minutes' END",
        "step_since": "now() - (p.n %% 90) * interval '1 minute'",
        "closed_at": "CASE WHEN p.is_open THEN NULL ELSE now() - p.n * interval '4 minutes' END",
        "opened_at": "now() - (p.n + 30) * interval '4 minutes'",
        "document_id": "NULL", "attest_token": "''", "escalated_at": "NULL", "holder_id": "NULL", "holder_name": "''",
    }  # fmt: skip
    case = [field.column for field in Case._meta.concrete_fields]
    evidence = [field.column for field in Evidence._meta.concrete_fields]
    own = {"id": "p.evidence_id", "case_id": "p.case_id", "frozen_at": "NULL", "digest": "''"}
    return _COPY.format(
        case=", ".join(case),
        case_values=", ".join(changed.get(column, f"c.{column}") for column in case),
        evidence=", ".join(evidence),
        evidence_values=", ".join(own.get(column, f"e.{column}") for column in evidence),
    )


def _look() -> dict[str, list[float]]:
    """Server time of each page for Pak Budi, requests one after another."""
    from django.test import Client

    from sebayu.core.cases.models import Case
    from sebayu.core.identity.models import Account

    client = Client(SERVER_NAME="localhost")
    client.force_login(
        Account.objects.get(demo_role__contains="Petugas kelurahan"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    ids = list(
        Case.objects.filter(desk="kel_mintaragen:officer")
        .order_by("step_due_at")
        .values_list("id", flat=True)[:60]
    )
    return {
        "inbox": _times(client, ["/meja/"] * REQUESTS),
        "case": _times(client, [f"/meja/urusan/{ids[i % len(ids)]}/" for i in range(REQUESTS)]),
    }


def _times(client, paths: list[str]) -> list[float]:
    found = []
    for turn, path in enumerate(paths):
        began = time.perf_counter()
        response = client.get(path)
        spent = time.perf_counter() - began
        if response.status_code != 200:
            raise RuntimeError(f"{path.split('/')[1]} answered {response.status_code}")
        if turn >= 10:
            found.append(spent)
    return found


def _floor() -> list[float]:
    from django.test import Client

    return _times(Client(SERVER_NAME="localhost"), ["/api/v1/health"] * 60)
