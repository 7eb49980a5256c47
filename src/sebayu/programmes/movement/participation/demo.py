"""The demo's citizens follow some promises and say something about them; nothing where no plan is in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from sebayu.core.gatherings import actions as gatherings
from sebayu.core.gatherings.enums import Kind
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import Account, Mandate
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.participation import actions, reading
from sebayu.programmes.movement.participation.models import Comment, Follow
from sebayu.programmes.movement.plan import current
from sebayu.programmes.movement.plan.models import Initiative

SAID = {
    "letters": ("Sudah saya coba: surat usaha selesai siang itu juga, tidak perlu fotokopi KTP.", ""),
    "street_lights": ("Gang di belakang pasar masih gelap sejak bulan lalu. Mohon dicek malam hari.", ""),
    "job_cafe": ("Apakah ada jadwal sore untuk yang bekerja pagi?", None),
    "back_to_school": (
        "Anak tetangga saya namanya tidak usah disebut di sini, kasihan.",
        "Menyangkut anak; kami hubungi lewat RT",
    ),
}


def seed(say: Callable[[str], None]) -> None:
    wins = {i.programme_key: i for i in current.quick_wins() if i.programme_key}
    citizens = list(
        Account.objects.exclude(person_id=None).exclude(demo_role="").order_by("demo_role", "id")[:4]
    )
    moderator = _holder("opd_diskominfo.sekretariat_gerakan")
    if wins and citizens and moderator:
        _fill(wins, citizens, moderator)
    say(f"Peran serta: {Follow.objects.count()} pengikut, {Comment.objects.count()} komentar")


def _holder(post_key: str) -> Actor | None:
    mandate = Mandate.objects.on().filter(post_id=post_key).select_related("account").first()
    return actor_for(mandate.account) if mandate else None


def _fill(wins: dict[str, Initiative], citizens: list[Account], moderator: Actor) -> None:
    people = [actor_for(account, as_citizen=True) for account in citizens]
    for n, initiative in enumerate(wins.values()):
        for person in people[: 1 + n % len(people)]:
            actions.follow(by=person, initiative=initiative)
    for n, (programme, (text, refused)) in enumerate(SAID.items()):
        if programme not in wins:
            continue
        made = actions.comment(by=people[n % len(people)], initiative=wins[programme], text=text)
        if refused:
            actions.refuse(by=moderator, comment=made, reason=refused)
        elif refused is not None:
            actions.publish(by=moderator, comment=made)
    _session(next(iter(wins.values())), moderator)


def _session(initiative: Initiative, by: Actor) -> None:
    """One session of digital help that is still to come."""
    day = timezone.localdate() + dt.timedelta(days=9)
    begins = timezone.make_aware(dt.datetime.combine(day, dt.time(9, 0)))
    gatherings.plan(
        by=by,
        title="Pendampingan literasi digital bersama RW",
        kind=Kind.LITERACY,
        starts_at=begins,
        ends_at=begins + dt.timedelta(hours=3),
        office_key=by.office_key,
        place="Balai pertemuan warga (contoh)",
        owner_ref=reading.session_ref(initiative.lineage),
        agenda=[
            {"time": "09.00", "title": "Meminta surat tanpa formulir", "speaker": "Pendamping kelurahan"}
        ],
    )
