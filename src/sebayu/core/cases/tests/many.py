"""Many cases at once, straight into the table: for lists, not for the way of one case."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django.utils import timezone

from sebayu.core.cases.models import Case, ServiceVersion
from sebayu.core.exchange.models import Evidence
from sebayu.core.ledger.access import writing

DESK = "kel_mintaragen:officer"
STEPS = [{"key": "check_officer", "kind": "check", "by": "officer", "question": "", "fact": ""}]


def cases(count: int, *, desk: str = DESK, start: dt.datetime | None = None, **more: Any) -> list[Case]:
    """Open cases on a desk, due one minute after another."""
    start = start or timezone.now() + dt.timedelta(hours=1)
    version = ServiceVersion.objects.get_or_create(
        version="v" * 64, defaults={"service_key": "uji", "canonical": ""}
    )[0]
    with writing():
        evidence = Evidence.objects.bulk_create(
            [Evidence(purpose="Uji", basis="Uji", service_key="uji") for _ in range(count)]
        )
        first = Case.objects.count()
        made = [
            Case(
                **{
                    "number": f"UJI-26-{first + n:06d}",
                    "service_key": "uji",
                    "service_version": version.version,
                    "service_title": "Surat Uji",
                    "subject_id": uuid4(),
                    "subject_name": f"Warga {first + n}",
                    "requester_name": f"Warga {first + n}",
                    "area_code": "33.76.02.1005",
                    "rt": "001",
                    "rw": "005",
                    "office_key": desk.partition(":")[0] or "kel_mintaragen",
                    "office_name": "Kelurahan Mintaragen",
                    "desk": desk,
                    "steps": STEPS,
                    "step_kind": "check",
                    "step_since": timezone.now(),
                    "step_due_at": start + dt.timedelta(minutes=n),
                    "due_at": start + dt.timedelta(days=1, minutes=n),
                    "evidence": evidence[n],
                    "known": 3,
                    "needed": 3,
                    **more,
                }
            )
            for n in range(count)
        ]
        return Case.objects.bulk_create(made)
