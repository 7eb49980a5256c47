"""The demo's part: surveys answered by those whose letters came, three past evaluations marked as examples, and one running."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from django.utils import timezone

from sebayu.core.areas import region
from sebayu.core.cases.enums import CaseState
from sebayu.core.cases.models import Case
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.actions import create_account
from sebayu.core.identity.enums import Role
from sebayu.core.identity.models import Account, Mandate
from sebayu.core.ledger import Actor
from sebayu.core.satisfaction import actions as survey
from sebayu.core.satisfaction.models import Invitation
from sebayu.programmes.movement.evaluation import actions
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, Item, WeightSet

BY = Actor.system("Penyiapan peragaan")
Say = Callable[[str], None]
ANSWERED, MOST_ANSWERED, REACHABLE = 0.8, 400, 12
REMARKS = ("Cepat, tidak perlu fotokopi.", "Petugas ramah.", "Saya kira harus ke RT dulu, ternyata tidak.",
           "Mohon ada kursi di loket.", "Pesannya jelas.")  # fmt: skip
# Means around which the items of each past year were scored, oldest first; invented.
PAST = (
    ("sleman", {"baseline": 55, "output": 62, "outcome": 48, "impact": 51, "quick_win": 64}),
    ("jambi_2022", {"baseline": 60, "output": 68, "outcome": 57, "impact": 58, "quick_win": 70}),
    ("sleman", {"baseline": 66, "output": 74, "outcome": 63, "impact": 66, "quick_win": 76}),
)
WORDS = {
    "O1": "Dewan, tim pelaksana, dan tim teknis sudah ditetapkan; keputusannya tercantum di samping (contoh).",
    "C2": "Batas waktu surat diturunkan menjadi satu hari kerja; yang terlambat dibahas setiap Senin (contoh).",
    "Q1": "Keenam quick win berjalan; dua di antaranya masih menunggu data dari dinas pemilik (contoh).",
}


def seed(say: Say) -> None:
    """Fill what is still empty; a region other than Tegal gets the published weights and nothing invented."""
    actions.load_weight_sets(by=BY)
    answered = _surveys()
    if region.pack().key != "kota_tegal" or EvaluationEdition.objects.exists():
        say(f"Survei kepuasan: {answered} jawaban; evaluasi: himpunan bobot termuat")
        return
    found = people()
    if found is None:
        return
    planner, assessor = found
    past = _past(planner, assessor)
    _running(planner, assessor)
    say(f"Survei kepuasan: {answered} jawaban; evaluasi: {len(past)} tahun lalu (contoh) dan satu berjalan")


def _surveys() -> int:
    """Most of those whose case ended have answered; some at the counter, some not yet."""
    chance = random.Random(2028)  # noqa: S311 - a demo, not a secret
    _give_accounts()
    survey.invite(by=BY, limit=MOST_ANSWERED)
    waiting = list(Invitation.objects.waiting().order_by("ended_at", "id")[:MOST_ANSWERED])
    done = 0
    for invitation in waiting:
        if chance.random() > ANSWERED:
            continue
        mood = chance.choices((2, 3, 4), (1, 4, 6))[0]
        answers = [min(4, max(1, mood + chance.choice((-1, 0, 0, 0, 1)))) for _element in range(9)]
        survey.answer(
            by=Actor.public(),
            token=invitation.token,
            answers=answers,
            note=chance.choice(REMARKS) if chance.random() < 0.3 else "",
            seconds=chance.randint(18, 75),
        )
        done += 1
    return done


def _give_accounts() -> None:
    """Whoever asked on the portal has an account: the demo's requesters get theirs, so that they can be told."""
    ended = Case.objects.filter(state=CaseState.ISSUED, requester_id__isnull=False).order_by(
        "closed_at", "id"
    )
    known = set(Account.objects.exclude(person_id=None).values_list("person_id", flat=True))
    rows = ended.exclude(requester_id__in=known).values_list("requester_id", "requester_name")[
        : REACHABLE * 3
    ]
    for n, (person_id, name) in enumerate(list(dict(rows).items())[:REACHABLE]):
        create_account(by=BY, name=name, phone=f"+62819{n:07d}", person_id=person_id)


def people() -> tuple[Actor, Actor] | None:
    """Who plays the secretariat and the assessor."""
    found = []
    for role in (Role.PLANNER, Role.ASSESSOR):
        mandate = (
            Mandate.objects.on().filter(post__role=role).select_related("account").order_by("post_id").first()
        )
        if mandate is None:
            return None
        found.append(actor_for(mandate.account))
    return found[0], found[1]


def _open(planner: Actor, assessor: Actor, year: int, weights: str, title: str) -> EvaluationEdition:
    edition = actions.open_edition(
        by=planner,
        year=year,
        weight_set=WeightSet.objects.get(key=weights),
        period_from=dt.date(year, 1, 1),
        period_until=dt.date(year, 12, 31),
        title=title,
        text="(contoh) Nilai karangan untuk peragaan; butir disusun sendiri.",
    )
    actions.assign(
        by=planner, edition=edition, account_id=assessor.account_id, organisation="Perguruan tinggi (contoh)"
    )
    return edition


def _past(planner: Actor, assessor: Actor) -> list[EvaluationEdition]:
    chance = random.Random(2029)  # noqa: S311 - a demo, not a secret
    first = timezone.localdate().year - len(PAST)
    made = []
    for year, (weights, means) in enumerate(PAST, start=first):
        edition = _open(planner, assessor, year, weights, f"Evaluasi {year} (contoh)")
        actions.hand_over(by=planner, edition=edition)
        for item in Item.objects.filter(part__edition=edition).select_related("part"):
            value = means[item.part.key] + chance.randint(-4, 4)
            text = f"Disalin dari laporan evaluasi {year} (contoh)."
            actions.score(by=assessor, item=item, value=value, evidence=text)
        made.append(actions.conclude(by=planner, edition=edition))
    return made


def _running(planner: Actor, assessor: Actor) -> None:
    """This year's: answered in part, not handed over yet; the parts above ask beneficiaries first (`hand_over`)."""
    year = timezone.localdate().year
    edition = _open(planner, assessor, year, "sleman", f"Evaluasi {year} (contoh)")
    items = _items(edition)
    for code, text in WORDS.items():
        actions.write_words(by=planner, item=items[code], text=text)
    actions.attach(by=planner, item=items["O1"], title="Keputusan pembentukan tim", ref="Nomor (contoh)")


def _items(edition: EvaluationEdition) -> dict[str, Item]:
    found = Item.objects.filter(part__edition=edition).select_related("part__edition")
    return {item.code: item for item in found}


def hand_over(planner: Actor, assessor: Actor, edition: EvaluationEdition) -> None:
    """Hand the running one over: half scored, with an interview and a request."""
    items = _items(edition)
    actions.hand_over(by=planner, edition=edition)
    for code, value in (("O1", 80), ("O2", 71), ("C1", 66)):
        text = "Dokumen diperlihatkan saat wawancara (contoh)."
        actions.score(by=assessor, item=items[code], value=value, evidence=text)
    today = timezone.localdate()
    actions.note_interview(
        by=assessor,
        edition=edition,
        with_whom="Kepala dinas dan pengelola rencana aksi",
        held_on=today - dt.timedelta(days=3),
        notes="Tonggak triwulan dibahas rutin; bukti anggaran perubahan belum ada (contoh).",
    )
    actions.ask_for_evidence(
        by=assessor,
        item=items["O2"],
        text="Salinan DPA perubahan (contoh)",
        due_on=today + dt.timedelta(days=7),
    )
