"""Evidence: who adds it, what it has to be, who looks at it, and what it is worth as the days go by."""

import datetime as dt
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from sebayu.core.cases.models import Case
from sebayu.core.cases.tests.many import cases
from sebayu.core.documents.models import Document
from sebayu.core.identity.errors import NotAllowed
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry
from sebayu.programmes.movement.evidence import actions as proving
from sebayu.programmes.movement.evidence import progress
from sebayu.programmes.movement.evidence.conf import FRESH_DAYS, GONE_DAYS
from sebayu.programmes.movement.evidence.errors import (
    BadPhoto,
    EvidenceFromTomorrow,
    EvidenceIncomplete,
    EvidenceNotFound,
    EvidenceTwice,
    NotYours,
    OwnEvidence,
)
from sebayu.programmes.movement.evidence.models import MilestoneEvidence
from sebayu.programmes.movement.evidence.tests.test_photos import exif, jpeg
from sebayu.programmes.movement.plan import actions
from sebayu.programmes.movement.plan.models import Initiative, Milestone, Plan
from sebayu.programmes.movement.plan.tests.conftest import TODAY, World

Add = Callable[..., Initiative]
DAY = dt.timedelta(days=1)


@pytest.fixture
def stone(planner: Actor, add: Add) -> Milestone:
    return actions.add_milestone(
        by=planner, initiative=add(), title="Lampu pertama menyala", due_on=TODAY + DAY
    )


def decree(by: Actor, stone: Milestone, **more: object) -> MilestoneEvidence:
    values = {"kind": "decree", "number": "620/11 Tahun 2026 (contoh)", "taken_on": TODAY, **more}
    return proving.add_evidence(by=by, milestone=stone, **values)


def share(stone: Milestone, on: dt.date | None = None) -> float | None:
    return progress.of(stone.initiative, on).share


def test_the_owner_adds_it_and_the_ledger_knows(world: World, stone: Milestone) -> None:
    row = decree(world.actor("owner"), stone)
    assert row.by_office == "Dinas Perhubungan"
    assert LedgerEntry.objects.last().act == "plan.add_evidence"


@pytest.mark.parametrize("who", ["colleague", "stranger", "assessor", "admin"])
def test_nobody_else_does(world: World, stone: Milestone, who: str) -> None:
    with pytest.raises(NotYours):
        decree(world.actor(who), stone)
    assert not MilestoneEvidence.objects.exists()


def test_a_decree_counts_when_a_second_person_has_looked(world: World, stone: Milestone) -> None:
    row = decree(world.actor("owner"), stone)
    assert share(stone) == 0
    for who in ("owner", "stranger"):
        with pytest.raises(NotAllowed):
            proving.check_evidence(by=world.actor(who), evidence_id=row.id)
    proving.check_evidence(by=world.actor("assessor"), evidence_id=row.id)
    assert share(stone) == 1


def test_the_secretariat_does_not_check_its_own(world: World, stone: Milestone) -> None:
    row = decree(world.actor("planner"), stone)
    with pytest.raises(OwnEvidence):
        proving.check_evidence(by=world.actor("planner"), evidence_id=row.id)


def test_a_photo_is_cleaned_and_checked(world: World, stone: Milestone) -> None:
    content = jpeg(exif(b"Exif\x00\x00GPS -6.87"))
    row = proving.add_evidence(
        by=world.actor("owner"), milestone=stone, kind="photo", taken_on=TODAY, photo=content
    )
    assert b"GPS" not in bytes(row.photo.content)
    assert share(stone) == 0
    proving.check_evidence(by=world.actor("planner"), evidence_id=row.id)
    assert share(stone) == 1
    with pytest.raises(EvidenceTwice):
        proving.add_evidence(
            by=world.actor("owner"), milestone=stone, kind="photo", taken_on=TODAY, photo=jpeg()
        )
    with pytest.raises(BadPhoto):
        proving.add_evidence(
            by=world.actor("owner"), milestone=stone, kind="photo", taken_on=TODAY, photo=b"%PDF-1.7"
        )


def test_what_is_offered_has_to_be_whole_and_in_the_past(world: World, stone: Milestone) -> None:
    owner = world.actor("owner")
    with pytest.raises(EvidenceFromTomorrow):
        decree(owner, stone, taken_on=TODAY + 2 * DAY)
    with pytest.raises(EvidenceIncomplete):
        decree(owner, stone, number=" ")
    with pytest.raises(EvidenceIncomplete):
        decree(owner, stone, taken_on=None)
    for kind in ("document", "case"):
        with pytest.raises(EvidenceNotFound):
            proving.add_evidence(by=owner, milestone=stone, kind=kind, number="470/1/2026")


def letter(number: str) -> Document:
    """A signed letter straight into the table: how it is signed is tested where letters are signed."""
    made = Document.objects.create(
        letter_key="sktm", title="Surat", office_key="kel_bancar", subject_id=uuid4()
    )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE documents_document SET state = 'signed', number = %s, issued_at = now(), signed_at = now(), verified_at = now(), signer_name = 'Rina',"
            " sha256 = repeat('a', 64), unsigned_sha256 = repeat('b', 64) WHERE id = %s",
            [number, made.pk],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    return made


def test_a_letter_proves_itself_until_it_is_revoked(world: World, stone: Milestone) -> None:
    made = letter("470/1/2026")
    row = proving.add_evidence(by=world.actor("owner"), milestone=stone, kind="document", number="470/1/2026")
    assert row.ref == str(made.pk)
    assert share(stone) == 1
    Document.objects.filter(pk=made.pk).update(state="revoked", ended_at=timezone.now(), end_reason="Keliru")
    assert share(stone) == 0
    assert progress.of(stone.initiative).parts[0].why == "surat ini tidak lagi berlaku"


def test_a_case_proves_itself_until_it_no_longer_does(world: World, stone: Milestone) -> None:
    (case,) = cases(1, number="KTG-26-000001")
    with pytest.raises(EvidenceNotFound):
        proving.add_evidence(by=world.actor("owner"), milestone=stone, kind="case", number="KTG-26-000001")
    Case.objects.filter(pk=case.pk).update(
        state="issued", closed_at=timezone.now(), document_id=uuid4(), desk=""
    )
    row = proving.add_evidence(by=world.actor("owner"), milestone=stone, kind="case", number="KTG-26-000001")
    assert row.taken_on == timezone.localdate()
    assert share(stone) == 1
    Case.objects.filter(pk=case.pk).update(state="refused", reason="Dibuka kembali", document_id=None)
    assert share(stone) == 0


def test_evidence_fades_and_is_gone(world: World, stone: Milestone) -> None:
    row = decree(world.actor("owner"), stone)
    proving.check_evidence(by=world.actor("planner"), evidence_id=row.id)
    half = FRESH_DAYS + (GONE_DAYS - FRESH_DAYS) // 2
    found = [share(stone, TODAY + dt.timedelta(days=age)) for age in (0, FRESH_DAYS, half, GONE_DAYS)]
    assert found[:2] == [1, 1]
    assert found[2] == pytest.approx(0.5, abs=0.01)
    assert found[3] == 0
    assert "terlalu lama" in progress.of(stone.initiative, TODAY + GONE_DAYS * DAY).parts[0].why


def test_a_milestone_past_due_without_evidence_is_late(planner: Actor, add: Add) -> None:
    row = add()
    actions.add_milestone(by=planner, initiative=row, title="Lewat", due_on=TODAY - DAY)
    actions.add_milestone(by=planner, initiative=row, title="Nanti", due_on=TODAY)
    found = progress.of(row)
    assert (found.share, found.late, found.state) == (0, 1, "unproven")
    assert [part.is_late for part in found.parts] == [True, False]
    assert found.parts[0].why == "lewat batas tanpa bukti"


def test_withdrawn_evidence_counts_no_more_and_stays_written(world: World, stone: Milestone) -> None:
    row = decree(world.actor("owner"), stone)
    proving.check_evidence(by=world.actor("planner"), evidence_id=row.id)
    with pytest.raises(EvidenceIncomplete):
        proving.withdraw_evidence(by=world.actor("owner"), evidence_id=row.id, because=" ")
    with pytest.raises(NotYours):
        proving.withdraw_evidence(by=world.actor("stranger"), evidence_id=row.id, because="iseng")
    proving.withdraw_evidence(by=world.actor("owner"), evidence_id=row.id, because="Salah tonggak")
    assert share(stone) == 0
    assert MilestoneEvidence.objects.get().withdrawn_because == "Salah tonggak"
    decree(world.actor("owner"), stone)  # the same decree may be given again


def test_evidence_goes_on_counting_in_the_next_edition(
    world: World, planner: Actor, plan: Plan, stone: Milestone
) -> None:
    actions.adopt(by=planner, plan=plan, on=TODAY, basis="Perwal (contoh)")
    row = decree(world.actor("owner"), stone)  # the owner adds it to a plan nobody may change
    proving.check_evidence(by=planner, evidence_id=row.id)
    copied = actions.copy_plan(by=planner, plan=plan, edition_label="Bimtek IV")
    assert progress.of(copied.initiatives.get()).share == 1


def test_the_new_owner_adds_evidence_and_the_old_one_no_more(
    world: World, planner: Actor, stone: Milestone
) -> None:
    actions.move_owner(
        by=planner, initiative=stone.initiative, since=TODAY, basis="SK", office_key="opd_diskominfo"
    )
    with pytest.raises(NotYours):
        decree(world.actor("owner"), stone)
    decree(world.actor("colleague"), stone)


def test_the_database_keeps_evidence_as_it_was_given(world: World, stone: Milestone) -> None:
    row = decree(world.actor("owner"), stone)
    found = MilestoneEvidence.objects.filter(pk=row.pk)
    for attempt in (
        lambda: found.update(taken_on=TODAY - DAY),
        lambda: found.update(ref="lain"),
        found.delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
