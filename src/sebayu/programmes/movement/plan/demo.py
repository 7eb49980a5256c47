"""The demo's plan: the quick wins of the region pack with their owners, a few more initiatives marked (contoh), and two editions to compare.

A region whose six quick wins are not known gets no plan at all: its pages teach what comes next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils import timezone

from sebayu.core.areas import region
from sebayu.core.areas.packs.model import ProgrammeRow
from sebayu.core.indicators import catalogue
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.plan import actions
from sebayu.programmes.movement.plan.codes import stem
from sebayu.programmes.movement.plan.models import Initiative, Plan
from sebayu.programmes.movement.structure import current
from sebayu.programmes.movement.structure.models import Dimension

MACHINE = Actor.system("Peragaan")
THIRD, FOURTH = 54, 12  # days ago: as the demo's Bimtek
BASIS = "Peraturan kepala daerah tentang rencana induk (contoh)"
VISION = "Kota yang tidak meminta warga mengulang data yang sudah dipegang pemerintah (contoh)."
MISSION = "Berbagi data, infrastruktur, dan aplikasi antarperangkat daerah (contoh)\nMenyediakan layanan tanpa formulir (contoh)\nMendampingi warga yang belum terbiasa (contoh)"
GOALS = {
    "smart_governance": "Warga tidak perlu mengisi ulang yang sudah diketahui",
    "smart_branding": "Kota mudah dikenal, dikunjungi, dan dipercaya penanam modal",
    "smart_economy": "Pencari kerja diantar sampai bekerja",
    "smart_living": "Jalan terang dan aman di malam hari",
    "smart_society": "Setiap anak kembali belajar",
    "smart_environment": "Limbah berbahaya tercatat dari sumber sampai pemusnahan",
}
# indicator, baseline, target, weight: what the letters compute from the first day.
LETTERS = (("letters.on_time", 50, 95, 3), ("letters.asked_nothing", 0, 60, 2), ("letters.portal", 0, 50, 1))
# dimension, title, duty, horizon, group, days from start to end, rupiah, milestones (title, days from now, decree days ago)
MORE: tuple[tuple[str, str, str, str, str, int, int, tuple[tuple[str, int, int | None], ...]], ...] = (
    ("smart_governance", "Peraturan Satu Data daerah (contoh)", "systems", "short", "policy", 300, 75_000_000,
     (("Rancangan selesai dibahas", -30, 34), ("Peraturan ditetapkan", 60, None))),
    ("smart_governance", "Satu kotak masuk untuk semua perangkat daerah (contoh)", "systems", "medium", "application", 1500, 1_250_000_000,
     (("Tiga perangkat daerah memakai satu kotak masuk", -10, None), ("Semua perangkat daerah memakainya", 400, None))),
    ("smart_living", "Peta tiang dan lampu jalan (contoh)", "street_lights", "short", "infrastructure", 330, 420_000_000,
     (("Tiang di empat kecamatan terdata", 45, None),)),
    ("smart_society", "Kelas literasi digital di kelurahan (contoh)", "systems", "medium", "literacy", 1500, 300_000_000,
     (("Pendamping di setiap kelurahan ditunjuk", -5, 20), ("Kelas pertama di setiap kelurahan", 90, None))),
    ("smart_branding", "Kalender kegiatan kota (contoh)", "tourism", "medium", "application", 1200, 180_000_000,
     (("Kalender tahun depan diumumkan", 40, None),)),
    ("smart_economy", "Lowongan kerja terhubung dengan data pencari kerja (contoh)", "job_services", "long", "application", 3000, 650_000_000,
     (("Perjanjian dengan lima pemberi kerja", 120, None),)),
)  # fmt: skip


def seed(say: Callable[[str], None]) -> None:
    dimensions = {d.key: d for d in current.dimensions()}
    wins = {row.dimension: row for row in region.pack().programmes.values() if row.dimension in dimensions}
    if Plan.objects.exists():
        return
    if not dimensions or len(wins) < len(dimensions):
        say("Rencana induk: belum ada; quick win daerah ini belum diketahui dan tidak dikarang")
        return
    today = timezone.localdate()
    third = _third(dimensions, wins, today)
    actions.adopt(by=MACHINE, plan=third, on=today - dt.timedelta(days=THIRD), basis=BASIS)
    fourth = _fourth(third, today)
    actions.adopt(by=MACHINE, plan=fourth, on=today - dt.timedelta(days=FOURTH), basis=BASIS)
    say(
        f"Rencana induk: {Plan.objects.count()} edisi, {fourth.initiatives.count()} inisiatif, {len(wins)} quick win"
    )


def _third(dimensions: dict[str, Dimension], wins: dict[str, ProgrammeRow], today: dt.date) -> Plan:
    plan = actions.create_plan(
        by=MACHINE,
        edition_label="Bimtek III",
        title=f"Rencana Induk Kota Cerdas {region.pack().name}",
        horizon_from=today.year,
        horizon_to=today.year + 9,
        vision=VISION,
        mission=MISSION,
    )
    goals = {
        key: actions.add_goal(by=MACHINE, plan=plan, title=f"{GOALS[key]} (contoh)", dimension=d)
        for key, d in dimensions.items()
        if key in GOALS
    }
    start = today - dt.timedelta(days=THIRD)
    for key, row in wins.items():
        _win(plan, row, dimensions[key], goals.get(key), start, today)
    for more in MORE:
        if more[0] in dimensions:
            _other(plan, dimensions[more[0]], goals.get(more[0]), more, start, today)
    rows = {row.title: row for row in plan.initiatives.all()}
    lamps, poles = (next((r for t, r in rows.items() if part in t), None) for part in ("Jingrang", "tiang"))
    if lamps and poles:
        actions.add_dependency(by=MACHINE, initiative=lamps, needs=poles)
    return plan


def _win(
    plan: Plan, row: ProgrammeRow, dimension: Dimension, goal: Any, start: dt.date, today: dt.date
) -> None:
    made = actions.add_initiative(
        by=MACHINE,
        plan=plan,
        code=f"{stem(dimension)}-01",
        title=row.title,
        summary=f"{row.expansion}. {row.summary}." if row.expansion else f"{row.summary}.",
        dimension=dimension,
        goal=goal,
        duty=row.duty,
        horizon="short",
        group="application",
        quick_win=True,
        programme_key=row.key,
        starts_on=start,
        ends_on=start + dt.timedelta(days=364),
        is_sure=row.sure,
    )
    stones = [
        ("Data awal dihitung dari layanan, bukan dikira-kira", 45),
        ("Layanan dibuka untuk seluruh warga", 150),
    ]
    if not row.sure:
        stones.insert(0, ("Nama resmi dan pemiliknya dipastikan daerah", 20))
    if row.key == "letters":
        known = {one.key for one in catalogue.all()}
        for key, baseline, target, weight in LETTERS:
            if key in known:
                actions.add_proof(
                    by=MACHINE, initiative=made, indicator_key=key, weight=weight, baseline=Decimal(baseline), target=Decimal(target)
                )  # fmt: skip
        stones = [("Semua kelurahan menerbitkan surat dari sistem", 150)]
    for title, days in stones:
        actions.add_milestone(
            by=MACHINE, initiative=made, title=title, due_on=today + dt.timedelta(days=days)
        )


def _other(
    plan: Plan, dimension: Dimension, goal: Any, more: tuple, start: dt.date, today: dt.date
) -> Initiative:
    _key, title, duty, horizon, group, days, rupiah, stones = more
    n = plan.initiatives.filter(dimension=dimension).count() + 1
    made = actions.add_initiative(
        by=MACHINE,
        plan=plan,
        code=f"{stem(dimension)}-{n:02d}",
        title=title,
        dimension=dimension,
        goal=goal,
        duty=duty,
        horizon=horizon,
        group=group,
        starts_on=start,
        ends_on=start + dt.timedelta(days=days),
        budget_rupiah=rupiah,
    )
    year = dt.date(today.year, 12, 31)
    actions.add_activity(
        by=MACHINE, initiative=made, title="Persiapan (contoh)", starts_on=start, ends_on=max(start, year), budget_rupiah=rupiah // 4
    )  # fmt: skip
    for name, due, _evidence_days in stones:
        actions.add_milestone(by=MACHINE, initiative=made, title=name, due_on=today + dt.timedelta(days=due))
    return made


def _fourth(third: Plan, today: dt.date) -> Plan:
    """What the last Bimtek changed: one dearer, one later, one given up, one new."""
    plan = actions.copy_plan(by=MACHINE, plan=third, edition_label="Bimtek IV")
    rows = {row.title: row for row in plan.initiatives.select_related("dimension", "goal")}
    for title, row in rows.items():
        if title.startswith("Satu kotak masuk"):
            actions.change_initiative(by=MACHINE, initiative=row, budget_rupiah=1_400_000_000)
        if title.startswith("Peta tiang"):
            later = row.ends_on + dt.timedelta(days=31)
            actions.change_initiative(by=MACHINE, initiative=row, ends_on=later)
        if title.startswith("Kalender kegiatan"):
            actions.remove_initiative(by=MACHINE, initiative=row)
        if title.startswith("Kelas literasi"):
            fresh = ("smart_society", "Pendamping bagi warga tanpa telepon pintar (contoh)", "systems", "short", "literacy", 320, 90_000_000,
                     (("Pendamping bertugas di loket", 70, None),))  # fmt: skip
            _other(plan, row.dimension, row.goal, fresh, today - dt.timedelta(days=FOURTH), today)
    return plan
