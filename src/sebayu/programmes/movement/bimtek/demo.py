"""The demo's Bimtek: stages held and passed some weeks ago, homework that went back once, readiness that rose; nothing of Purbalingga invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from sebayu.core.gatherings import actions as gatherings
from sebayu.core.gatherings.enums import Kind
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import Account, Mandate
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.bimtek import actions, gates
from sebayu.programmes.movement.bimtek.enums import Verdict
from sebayu.programmes.movement.bimtek.loading import load
from sebayu.programmes.movement.bimtek.models import Homework, ReadinessItem, Stage
from sebayu.programmes.movement.structure import current

MACHINE = Actor.system("Peragaan")
DAYS_AGO = {"bimtek_1": 120, "bimtek_2": 88, "bimtek_3": 54, "bimtek_4": 12}
SCORES = {
    "human_resources": (2, 3), "bureaucracy": (3, 3), "budget": (2, 3), "physical": (3, 4), "digital": (2, 4),
    "social": (3, 4), "institutions": (2, 4), "regulation": (2, 3), "enforcement": (2, 2),
}  # fmt: skip
EVIDENCE = ("Penilaian awal pada Bimtek II", "Dokumen pelaksanaan dan laporan triwulan (contoh)")
GUESTS = [
    ("Mawar Sasmita (contoh)", "Forum komunitas warga (contoh)"),
    ("Yudha Baskara (contoh)", "Asosiasi pengusaha (contoh)"),
    ("Laras Kinasih (contoh)", "Perguruan tinggi mitra (contoh)"),
    ("Galih Pamungkas (contoh)", "Karang taruna (contoh)"),
]
AGENDA = [
    {"time": "08.30", "title": "Daftar hadir", "speaker": ""},
    {"time": "09.00", "title": "Pembukaan", "speaker": "Sekretaris Daerah"},
    {"time": "09.30", "title": "Paparan dan diskusi kelompok tiap dimensi", "speaker": "Tim ahli"},
    {"time": "14.00", "title": "Kesimpulan dan tugas", "speaker": "Sekretariat Gerakan"},
]


def seed(say: Callable[[str], None]) -> None:
    """Load what the pack says; where its stages carry no days of their own, let them have been held some weeks ago."""
    n = load(by=MACHINE)
    stages = list(Stage.objects.filter(edition=current.edition()).order_by("order"))
    secretary = _holder("opd_diskominfo.sekretariat_gerakan")
    if stages and secretary and all(s.starts_on is None for s in stages):
        _hold(stages, secretary)
    say(f"Bimtek: {n} tahap, {Stage.objects.exclude(passed_on=None).count()} lulus")


def _holder(post_key: str) -> Actor | None:
    mandate = Mandate.objects.on().filter(post_id=post_key).select_related("account").first()
    return actor_for(mandate.account) if mandate else None


def _hold(stages: list[Stage], secretary: Actor) -> None:
    today = timezone.localdate()
    assessor = _holder("kota_tegal.penilai") or MACHINE
    for stage in stages:
        day = today - dt.timedelta(days=DAYS_AGO.get(stage.key, 5))
        actions.plan_stage(
            by=secretary, stage=stage, starts_on=day, ends_on=day, place="Pendapa Ki Gede Sebayu"
        )
        _session(stage, day, secretary)
        if stage.key == "bimtek_2":
            _score(stage, day, today, secretary, assessor)
        for n, homework in enumerate(stage.homework.select_related("dimension")):
            _do(homework, stage, day, secretary, assessor, returned=n == 3)
    _notes(stages[1], assessor)
    if len(stages) > 2:
        _minutes(stages[2], secretary)
    for gate in stages[-1].gates.filter(check_key=""):
        actions.state_gate(
            by=secretary, gate=gate, evidence="Catatan paparan tim ahli, tersimpan di sekretariat (contoh)"
        )
    for stage in stages[:-1]:  # the last waits for the signed commitment
        if all(s.is_open for s in gates.standings(stage)):
            actions.pass_stage(by=secretary, stage=stage, on=stage.ends_on)


def _session(stage: Stage, day: dt.date, by: Actor) -> None:
    begins = timezone.make_aware(dt.datetime.combine(day, dt.time(8, 30)))
    hall = gatherings.plan(
        by=by, title=stage.title, kind=Kind.TRAINING, starts_at=begins, ends_at=begins + dt.timedelta(hours=7),
        office_key=by.office_key, place=stage.place, owner_ref=stage.owner_ref, agenda=AGENDA,
    )  # fmt: skip
    rows = [
        {"name": m.account.name, "organisation": m.post.office.name, "capacity": m.post.title}
        for m in Mandate.objects.on(day)
        .filter(
            post__office__kind__in=["opd", "kecamatan"],
            post__role__in=["head", "camat", "officer", "secretary"],
        )
        .select_related("account", "post__office")
        .order_by("post_id")
    ]
    rows += [{"name": name, "organisation": of} for name, of in GUESTS[: 1 + stage.order % 4]]
    hall = gatherings.open_doors(by=by, gathering=hall)
    gatherings.record(by=by, gathering=hall, rows=rows)
    gatherings.close_doors(by=by, gathering=hall)


def _do(
    homework: Homework, stage: Stage, day: dt.date, secretary: Actor, assessor: Actor, *, returned: bool
) -> None:
    """Handed in by the coordinating OPD and accepted; one went back first."""
    Homework.objects.filter(pk=homework.pk).update(due_on=day + dt.timedelta(days=14))
    coordinator = current.coordinator(homework.dimension)
    author = (_holder(coordinator.post_key) if coordinator else None) or secretary
    name = f"{homework.title} {homework.dimension.title}.pdf"
    if returned:
        actions.submit(by=author, homework=homework, name=name, content=_paper("1"))
        reason = "Sasaran belum terukur: sebut angka awal, angka tujuan, dan dari data mana."
        actions.review(by=assessor, homework=homework, verdict=Verdict.RETURNED, reason=reason)
    actions.submit(by=author, homework=homework, name=name, content=_paper("2"))
    actions.review(by=assessor, homework=homework, verdict=Verdict.ACCEPTED)


def _paper(text: str) -> bytes:
    """The smallest page that a reader opens."""
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    return head + page + f"% contoh {text}\n".encode() + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def _score(stage: Stage, day: dt.date, today: dt.date, secretary: Actor, assessor: Actor) -> None:
    for item in ReadinessItem.objects.all():
        for when, value, said, by in zip(
            (day, today - dt.timedelta(days=6)),
            SCORES.get(item.key, (2, 3)),
            EVIDENCE,
            (secretary, assessor),
            strict=True,
        ):
            actions.score(by=by, edition=stage.edition, item=item, score=value, evidence=said, scored_on=when)


def _notes(stage: Stage, assessor: Actor) -> None:
    said = {
        "smart_governance": "Ukur berapa data yang tidak perlu lagi diisi warga, bukan berapa formulir yang dipasang di internet.",
        "smart_society": "Cocokkan dulu daftar anak tidak sekolah ke rumahnya sebelum menambah program.",
    }
    for key, text in said.items():
        actions.note(by=assessor, stage=stage, text=text, dimension=current.dimension(key))


def _minutes(stage: Stage, secretary: Actor) -> None:
    if (
        stage.ends_on is None
        or not Account.objects.filter(mandates__post_id="opd_diskominfo.kepala").exists()
    ):
        return
    actions.write_minutes(
        by=secretary,
        stage=stage,
        held_on=stage.ends_on,
        led_by="Sekretaris Daerah",
        points=["Peta jalan jangka pendek, menengah, dan panjang dipaparkan tiap dimensi.",
                "Satu quick win tiap dimensi disepakati untuk satu tahun ke depan."],
        decisions=["OPD koordinator melengkapi bukti awal tiap quick win.",
                   "Sekretariat menyiapkan naskah Komitmen Bersama untuk tahap berikutnya."],
    )  # fmt: skip
