"""The demo's papers and teams: what the region pack says, nothing more."""

from collections.abc import Callable

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.structure.loading import load


def seed(say: Callable[[str], None]) -> None:
    there = load(by=Actor.system("Peragaan"))
    say(
        f"Gerakan: {there['decrees']} keputusan, {there['members']} anggota tim, {there['dimensions']} dimensi"
    )
