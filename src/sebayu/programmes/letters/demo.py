"""What the demo's council wants of its letters: targets of this year, each marked as an example."""

from collections.abc import Callable

from django.utils import timezone

from sebayu.core.indicators import actions
from sebayu.core.ledger import Actor

BY = Actor.system("Penyiapan peragaan")
BASIS = "Target peragaan, bukan keputusan sebenarnya (contoh)"
TARGETS = {
    "letters.on_time": 95,
    "letters.hours": 8,
    "letters.asked_nothing": 40,
    "letters.automatic": 25,
    "letters.satisfaction": 80,
}


def seed(say: Callable[[str], None]) -> None:
    year = timezone.localdate().year
    for key, value in TARGETS.items():
        actions.set_target(by=BY, key=key, year=year, value=value, basis=BASIS)
    say(f"Indikator surat: {len(TARGETS)} target {year} (contoh)")
