"""Drafting, issuing and the ends of a letter; who may; what the database refuses."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from sebayu.core.documents import actions, kinds, render
from sebayu.core.documents.enums import MOVES, State
from sebayu.core.documents.errors import (
    LetterIncomplete,
    LetterNotRendered,
    NoSigner,
    NotTheLetter,
    NumberingMissing,
    ReasonNeeded,
    WrongState,
)
from sebayu.core.documents.migrations import __path__ as migrations_path
from sebayu.core.documents.models import Document, DocumentContent, IssuedNumber, NumberSeries
from sebayu.core.documents.tests.conftest import FACTS, PASSPHRASE
from sebayu.core.identity.models import Account, Mandate
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.errors import Forbidden, SilentRead
from sebayu.core.ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("uji")


@pytest.fixture
def signed(bsre, hall, make):
    def _signed(**rest: object) -> Document:
        return actions.sign(by=hall.lurah, document=make(**rest), passphrase=PASSPHRASE)

    return _signed


def test_issue_numbers_freezes_and_records(hall, make) -> None:
    document = make(valid_days=90)
    assert document.state == State.NUMBERED
    assert document.number.startswith("400.10.4.3/001/Kel.Mintaragen")
    assert (document.signer_name, document.signer_title) == ("Rina Astuti, S.Sos.", "Lurah Mintaragen")
    assert document.subject_hint == "S*** W********"
    assert document.valid_until == dt.date.today() + dt.timedelta(days=90)
    acts = LedgerEntry.objects.about(hall.sari_id).values_list("act", flat=True)
    assert list(acts) == ["document.issue", "document.draft"]
    assert actions.open_file(by=hall.sari, document=document).startswith(b"%PDF-")


def test_numbers_follow_one_another(make) -> None:
    assert [make().number.split("/")[1] for _ in range(3)] == ["001", "002", "003"]


def test_code_comes_from_the_region_pack_unless_given(make) -> None:
    with pytest.raises(NumberingMissing, match="contoh_sktm"):
        make(archive_code="local")
    assert not IssuedNumber.objects.exists()


def test_letter_with_an_empty_place_is_not_issued(make, hall) -> None:
    document = make(issued=False, facts={"person.nik": "", "answers.purpose": None})
    with pytest.raises(LetterIncomplete, match=r"answers\.purpose, NIK"):
        actions.issue(by=hall.budi, document=document)
    better = actions.redraft(by=hall.budi, document=document, context=FACTS)
    assert actions.issue(by=hall.budi, document=better).state == State.NUMBERED


def test_template_that_fails_takes_no_number(make, hall, monkeypatch) -> None:
    document = make(issued=False)

    def broken(*args: object, **rest: object) -> None:
        raise LetterNotRendered(reference="letter contoh_sktm")

    monkeypatch.setattr(render, "pdf", broken)
    with pytest.raises(LetterNotRendered):
        actions.issue(by=hall.budi, document=document)
    monkeypatch.undo()
    assert not NumberSeries.objects.exists()
    assert Document.objects.get(id=document.id).state == State.DRAFT
    assert actions.issue(by=hall.budi, document=document).number.split("/")[1] == "001"


def test_issue_is_taken_back_when_its_ledger_entry_fails(make, hall, monkeypatch) -> None:
    document = make(issued=False)

    def refuse(*args: object, **rest: object) -> None:
        raise RuntimeError("ledger")

    monkeypatch.setattr("sebayu.core.documents.moves.record", refuse)
    with pytest.raises(RuntimeError, match="ledger"):
        actions.issue(by=hall.budi, document=document)
    assert Document.objects.get(id=document.id).state == State.DRAFT
    assert not IssuedNumber.objects.exists()


def test_second_tap_issues_nothing_new(make, hall) -> None:
    document = make(issued=False)
    actions.issue(by=hall.budi, document=document)
    with pytest.raises(WrongState):
        actions.issue(by=hall.budi, document=document)
    assert IssuedNumber.objects.count() == 1


def test_empty_chair_is_said_plainly(make, hall) -> None:
    Mandate.objects.filter(account=hall.lurah_account).delete()
    with pytest.raises(NoSigner):
        make()


def test_signer_is_the_holder_on_the_day_of_issue_and_stays_printed(make, hall) -> None:
    document = make(issued=False)
    Mandate.objects.filter(account=hall.lurah_account).delete()
    acting = Account.objects.create_user(
        email="plt@contoh.invalid", name="Sugeng Contoh", nip="", rank="Penata"
    )
    Mandate.objects.create(
        account=acting, post_id="kel_mintaragen.lurah", kind="plt", valid_from=dt.date(2020, 1, 1)
    )
    document = actions.issue(by=hall.budi, document=document)
    assert (document.signer_name, document.signer_title) == ("Sugeng Contoh", "Plt. Lurah Mintaragen")
    acting.name = "Nama Baru"
    acting.save()
    assert document.signers.get().name == "Sugeng Contoh"


@pytest.mark.parametrize(("who", "may"), [("sari", False), ("tuti", False), ("budi", True), ("lurah", True)])
def test_draft_is_made_by_the_office(who: str, may: bool, make, hall) -> None:
    if may:
        assert make(issued=False, by=getattr(hall, who)).state == State.DRAFT
    else:
        with pytest.raises(Forbidden):
            make(issued=False, by=getattr(hall, who))


@pytest.mark.parametrize(
    ("who", "may"), [("sari", True), ("budi", True), ("lurah", True), ("tuti", False), ("stranger", False)]
)
def test_letter_is_opened_by_whom_it_concerns_and_each_opening_is_recorded(
    who: str, may: bool, make, hall
) -> None:
    document = make()
    hall.stranger = Actor.public()
    if not may:
        with pytest.raises(Forbidden):
            actions.open_file(by=getattr(hall, who), document=document)
        with pytest.raises(Forbidden):
            actions.picture(by=getattr(hall, who), document=document)
        return
    assert actions.picture(by=getattr(hall, who), document=document, ppi=40)[0].startswith(b"\x89PNG")
    entry = LedgerEntry.objects.about(hall.sari_id).first()
    assert (entry.act, "person.name" in entry.facts) == ("read", True)


def test_draft_is_looked_at_as_a_picture_only(make, hall) -> None:
    document = make(issued=False)
    assert actions.picture(by=hall.budi, document=document, ppi=40)
    with pytest.raises(WrongState):
        actions.open_file(by=hall.budi, document=document)


def test_content_cannot_be_read_silently(make) -> None:
    make()
    with pytest.raises(SilentRead):
        list(DocumentContent.objects.all())


def test_void_keeps_number_and_reason(make, hall) -> None:
    document = actions.void(by=hall.budi, document=make(), reason="Salah orang")
    assert IssuedNumber.objects.get(document=document).void_reason == "Salah orang"
    assert make().number.split("/")[1] == "002"


@pytest.mark.parametrize("who", ["sari", "tuti"])
def test_void_by_a_stranger_is_refused(who: str, make, hall) -> None:
    with pytest.raises(Forbidden):
        actions.void(by=getattr(hall, who), document=make(), reason="Salah orang")


@pytest.mark.parametrize("who", ["sari", "tuti", "budi"])
def test_revoke_is_for_the_head_of_the_office(who: str, signed, hall) -> None:
    document = signed()
    with pytest.raises(Forbidden):
        actions.revoke(by=getattr(hall, who), document=document, reason="Keterangan tidak benar")
    with pytest.raises(ReasonNeeded):
        actions.revoke(by=hall.lurah, document=document, reason=" ")
    revoked = actions.revoke(by=hall.lurah, document=document, reason="Keterangan tidak benar")
    assert (revoked.state, revoked.end_reason) == (State.REVOKED, "Keterangan tidak benar")
    with pytest.raises(WrongState):
        actions.revoke(by=hall.lurah, document=document, reason="Keterangan tidak benar")


def test_replace_needs_a_signed_letter_for_the_same_person(signed, make, hall) -> None:
    old, new = signed(), signed()
    with pytest.raises(WrongState):
        actions.replace(by=hall.lurah, document=old, heir=make(), reason="Salah nama usaha")
    with pytest.raises(NotTheLetter):
        actions.replace(by=hall.lurah, document=old, heir=old, reason="Salah nama usaha")
    replaced = actions.replace(by=hall.lurah, document=old, heir=new, reason="Salah nama usaha")
    assert (replaced.state, replaced.replaced_by) == (State.REPLACED, new)


FORBIDDEN_SQL = [
    "UPDATE documents_document SET number = 'x'",
    "UPDATE documents_document SET token = 'x'",
    "UPDATE documents_document SET sha256 = repeat('0', 64)",
    "UPDATE documents_document SET is_simulator = true",
    "UPDATE documents_document SET state = 'draft'",
    "UPDATE documents_document SET state = 'numbered'",
    "DELETE FROM documents_document",
    "UPDATE documents_documentfile SET content = 'x'",
    "DELETE FROM documents_documentfile",
    "UPDATE documents_documentcontent SET context = '{}'",
    "UPDATE documents_documentsigner SET name = 'x'",
    "DELETE FROM documents_documentsigner",
    "UPDATE documents_signattempt SET reason = 'x'",
    "DELETE FROM documents_signattempt",
    "INSERT INTO documents_documentfile (document_id, position, content, sha256, size, at)"
    " SELECT document_id, 9, content, repeat('0', 64), size, at FROM documents_documentfile WHERE position = 0",
]


@pytest.mark.parametrize("sql", FORBIDDEN_SQL)
def test_database_refuses_to_edit_a_signed_letter(sql: str, signed) -> None:
    signed()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("state", [State.SIGNED, State.REVOKED, State.REPLACED])
def test_database_refuses_signed_without_signature(state: str, make) -> None:
    document = make()
    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(id=document.id).update(state=state)
    Document.objects.filter(id=document.id).update(state=State.SIGNING)
    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(id=document.id).update(
            state=State.SIGNED, sha256="a" * 64, signed_at=document.issued_at, verified_at=document.issued_at
        )


def test_database_and_code_know_the_same_moves() -> None:
    source = list(migrations_path)[0] + "/0002_invariants.py"  # noqa: RUF015
    with open(source, encoding="utf-8") as file:
        text = file.read()
    moves = {f"{a.value}>{b.value}" for a, targets in MOVES.items() for b in map(State, targets)}
    block = text.split("MOVES = (")[1].split(")")[0]
    assert {word for word in block.replace('"', " ").split() if ">" in word} == moves


def test_every_kind_of_the_tests_is_announced(hall: SimpleNamespace) -> None:
    assert {"contoh_sktm", "contoh_sku"} <= set(kinds.every())


def test_hostile_values_are_stored_and_printed(make, hall) -> None:
    document = make(facts={"person.name": "Robert'); DROP TABLE x;-- \x00\u202e #panic()"})
    with writing():
        shown = DocumentContent.objects.get(document=document).context["shown"]
    assert shown["person.name"] == "Robert'); DROP TABLE x;--  #panic()"


def test_kecamatan_is_signed_by_the_camat(hall) -> None:
    document = actions.draft(
        by=SYSTEM,
        letter_key="contoh_sktm",
        context=FACTS,
        office_key="kec_tegal_timur",
        subject_id=hall.sari_id,
        archive_code="100",
        paper="F4",
    )
    issued = actions.issue(by=SYSTEM, document=document)
    assert issued.signer_title == "Camat Tegal Timur"
