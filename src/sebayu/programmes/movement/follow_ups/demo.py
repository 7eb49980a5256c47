"""The demo's follow-ups of last year's evaluation: one taken up, one overdue, one done; marked as examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from sebayu.core.identity.models import Office
from sebayu.programmes.movement.evaluation.demo import people
from sebayu.programmes.movement.evaluation.enums import EditionState
from sebayu.programmes.movement.evaluation.models import EvaluationEdition
from sebayu.programmes.movement.follow_ups import actions
from sebayu.programmes.movement.follow_ups.models import Recommendation

RECOMMENDED = (
    (
        "Umumkan indeks kepuasan tiap kelurahan di papan pengumuman dan portal",
        "opd_diskominfo",
        45,
        "started",
    ),
    ("Pasang penghitung nyala lampu pada seluruh ruas jalan protokol", "opd_dishub", -6, "open"),
    ("Buka data tonggak rencana aksi setiap triwulan", "opd_diskominfo", -20, "done"),
)


def seed(say: Callable[[str], None]) -> None:
    """Nothing where nobody has assessed anything, or where it is there already."""
    edition = EvaluationEdition.objects.filter(state=EditionState.CONCLUDED).first()
    found = people()
    if edition is None or found is None or Recommendation.objects.exists():
        return
    planner, assessor = found
    today = timezone.localdate()
    for text, office_key, days, state in RECOMMENDED:
        office = Office.objects.filter(key=office_key).first()
        if office is None:
            continue
        due = today + dt.timedelta(days=days)
        made = actions.recommend(
            by=assessor, edition=edition, text=f"{text} (contoh)", office=office, due_on=due
        )
        if state == "started":
            actions.move(by=planner, recommendation=made, state="started")
        elif state == "done":
            actions.move(
                by=planner, recommendation=made, state="reported", text="Data triwulan diumumkan (contoh)."
            )
            actions.move(by=assessor, recommendation=made, state="done")
    say(f"Tindak lanjut: {Recommendation.objects.count()} rekomendasi (contoh)")
