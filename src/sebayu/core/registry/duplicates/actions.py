"""Looking for pairs in the register, and deciding about one."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.ledger.actions import record
from sebayu.core.ledger.actor import Actor, Purpose
from sebayu.core.registry.changing import changing, require_keeper
from sebayu.core.registry.duplicates import finding
from sebayu.core.registry.enums import PairState, Verdict
from sebayu.core.registry.errors import AlreadyThere, WrongTime
from sebayu.core.registry.importing import applying, suspects
from sebayu.core.registry.importing.judging import Judge, Judged
from sebayu.core.registry.importing.planning import COMPARED
from sebayu.core.registry.models import Person, SuspectedPair

PURPOSE = Purpose(text="Memeriksa dugaan data penduduk ganda", basis="UU 27/2022 ps. 29")
ANSWERS = frozenset({PairState.SAME, PairState.DIFFERENT, PairState.LATER})


def find(*, by: Actor, area: str) -> int:
    """Suspected pairs in the register of an area that nobody has been asked about yet; how many are new."""
    require_keeper(by, area)
    with changing(by, PURPOSE.text):
        before = SuspectedPair.objects.count()
        SuspectedPair.objects.bulk_create(finding.pairs(area), ignore_conflicts=True, batch_size=500)
        new = SuspectedPair.objects.count() - before
        record(
            by=by,
            act="registry.find_pairs",
            purpose=PURPOSE,
            facts=COMPARED,
            detail={"area": area, "new": new},
        )
    return new


def decide(*, by: Actor, pair_id: UUID, answer: str, note: str = "") -> SuspectedPair:
    """Same person, different persons, or later. A row of an extract that was decided is done at once; its values are forgotten here."""
    if answer not in ANSWERS:
        raise WrongTime(_("Pilih satu dari tiga jawaban."))
    with changing(by, f"{PURPOSE.text} {note}".strip()):
        pair = SuspectedPair.objects.select_for_update().get(pk=pair_id)
        require_keeper(by, pair.area_code)
        if pair.is_of_import and pair.state in (PairState.SAME, PairState.DIFFERENT):
            raise WrongTime(
                _("Baris impor ini sudah diputuskan dan sudah dikerjakan. Perbaiki lewat data penduduknya.")
            )
        touched = [pair.person_id, *([pair.other_id] if pair.other_id else [])]
        if pair.is_of_import and answer != PairState.LATER:
            touched += _work_off(pair, answer, by)
            pair.row = None
        pair.state, pair.note = PairState(answer), note.strip()[:300]
        pair.decided_at, pair.decided_by = timezone.now(), ", ".join(p for p in (by.name, by.post) if p)[:200]
        pair.save()
        detail = {"pair": str(pair.id), "answer": answer}
        record(
            by=by,
            act="registry.decide_pair",
            purpose=PURPOSE,
            subjects=touched,
            facts=COMPARED,
            detail=detail,
        )
    return pair


def _work_off(pair: SuspectedPair, answer: str, by: Actor) -> list[UUID]:
    """Write the row: as somebody new, or into the entry it belongs to. A NIK that is there is never overwritten."""
    record_ = suspects.record_of(pair)
    person = Person.objects.select_for_update().filter(pk=pair.person_id).first()
    if person is None and answer == PairState.SAME:
        raise WrongTime(_("Orang ini tidak ada lagi di register. Muat ulang daftar."))
    if answer == PairState.SAME and person is not None:
        require_keeper(by, person.area_code)
        judged = Judge.same(record_, person)
    else:
        judged = Judged(record_, Verdict.NEW)
    try:
        with transaction.atomic():
            return applying.write([judged])
    except IntegrityError:  # its message quotes the row
        raise AlreadyThere(
            _("NIK di baris ini sudah tercatat pada orang lain. Cari orangnya lebih dahulu.")
        ) from None
