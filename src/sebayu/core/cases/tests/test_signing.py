"""Batches that stop in time, signers who change, letters that cannot be made, and what becomes of a number on another way."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone

from sebayu.core.cases import actions
from sebayu.core.cases.actions import letter
from sebayu.core.cases.errors import LetterAtSigner
from sebayu.core.cases.figures import figures
from sebayu.core.cases.models import Case
from sebayu.core.cases.tests.conftest import PASSPHRASE
from sebayu.core.documents.errors import LetterNotRendered
from sebayu.core.documents.models import Document, IssuedNumber
from sebayu.core.documents.tests.fake_bsre import FakeBsre
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import Account, Mandate, Office, Post
from sebayu.core.ledger import Actor
from sebayu.core.notify.models import Message


@pytest.fixture
def at_sign(ask: Callable[..., Case], darmo: Actor, budi: Actor) -> Callable[[], Case]:
    """One more letter on the desk of the lurah."""

    def _make() -> Case:
        case = actions.attest(by=darmo, case_id=ask().id, answer="yes")
        return actions.decide_step(by=budi, case_id=case.id, verdict="approve")

    return _make


@pytest.fixture
def substitute(town: Any) -> Actor:
    """Bu Catur stands in for the lurah from today."""
    catur = Account.objects.create_user(
        name="Catur Santoso", email="catur@contoh.test", signer_nik="3376014101800009"
    )
    post = Post.objects.get(office_id="kel_mintaragen", role="head")
    Mandate.objects.create(account=catur, post=post, kind="plh", valid_from=timezone.localdate())
    return actor_for(catur)


def kinds(calls: list) -> list[str]:
    return [path.rpartition("/")[2] for path, _body in calls]


# Batches.


def test_first_refusal_leaves_the_rest_untouched(at_sign: Callable, rina: Actor, bsre: FakeBsre) -> None:
    made = [at_sign() for _ in range(4)]
    results = actions.sign_many(by=rina, case_ids=[c.id for c in made], passphrase="salah")
    assert [(r.ok, r.untouched) for r in results] == [(False, False), *[(False, True)] * 3]
    assert kinds(bsre.calls).count("pdf") == 1  # one wrong try, not four
    assert Document.objects.count() == 1


def test_refusal_after_a_success_does_not_stop_the_batch(
    at_sign: Callable, rina: Actor, bsre: FakeBsre
) -> None:
    made = [at_sign() for _ in range(3)]
    states = []
    for result in actions.sign_each(by=rina, case_ids=[c.id for c in made], passphrase=PASSPHRASE):
        states.append(result.ok)
        bsre.mode = "error_400" if len(states) == 1 else "ok"
    assert states == [True, False, True]


def test_a_letter_that_is_not_mine_does_not_stop_the_batch(
    at_sign: Callable, ask: Callable, rina: Actor, bsre: FakeBsre
) -> None:
    results = actions.sign_many(by=rina, case_ids=[ask().id, at_sign().id], passphrase=PASSPHRASE)
    assert [(r.ok, r.untouched) for r in results] == [(False, False), (True, False)]


def test_a_service_that_is_away_is_asked_once(
    at_sign: Callable, rina: Actor, bsre: FakeBsre, settings: Any
) -> None:
    made = [at_sign() for _ in range(3)]
    settings.SEBAYU_BSRE_URL = "http://127.0.0.1:9"
    results = actions.sign_many(by=rina, case_ids=[c.id for c in made], passphrase=PASSPHRASE)
    assert [(r.code, r.untouched) for r in results] == [
        ("signing_unavailable", False),
        ("", True),
        ("", True),
    ]


def test_two_unknown_outcomes_running_are_enough(at_sign: Callable, rina: Actor, bsre: FakeBsre) -> None:
    made = [at_sign() for _ in range(4)]
    bsre.mode = "drop"
    results = actions.sign_many(by=rina, case_ids=[c.id for c in made], passphrase=PASSPHRASE)
    assert [(r.unknown, r.untouched) for r in results] == [(True, False)] * 2 + [(False, True)] * 2


def test_a_hanging_letter_is_not_counted_as_waiting_for_a_signature(
    at_sign: Callable, rina: Actor, bsre: FakeBsre
) -> None:
    made = [at_sign() for _ in range(2)]
    assert figures(rina).to_sign == 2
    bsre.mode = "drop"
    actions.sign(by=rina, case_id=made[0].id, passphrase=PASSPHRASE)
    assert (figures(rina).to_sign, figures(rina).hanging) == (1, 1)


def test_who_stops_listening_stops_the_signing(at_sign: Callable, rina: Actor, bsre: FakeBsre) -> None:
    made = [at_sign() for _ in range(3)]
    progress = actions.sign_each(by=rina, case_ids=[c.id for c in made], passphrase=PASSPHRASE)
    assert next(progress).ok
    progress.close()
    assert Document.objects.count() == 1


# Signers.


def test_expired_certificate_is_said_plainly_and_a_substitute_signs(
    at_sign: Callable, rina: Actor, substitute: Actor, bsre: FakeBsre, town: Any
) -> None:
    Mandate.objects.filter(kind="plh").update(valid_from=timezone.localdate() + timezone.timedelta(days=1))
    case = at_sign()
    bsre.mode = "expired"
    result = actions.sign(by=rina, case_id=case.id, passphrase=PASSPHRASE)
    assert result.code == "certificate_invalid"
    assert "kedaluwarsa" in result.error and "Plh." in result.error
    case.refresh_from_db()
    old = Document.objects.get(pk=case.document_id)
    assert (old.state, bool(old.number)) == ("numbered", True)
    Mandate.objects.filter(kind="plh").update(valid_from=timezone.localdate())
    bsre.mode = "ok"
    bsre.people["3376014101800009"] = "CATUR SANTOSO"
    assert actions.sign(by=substitute, case_id=case.id, passphrase=PASSPHRASE).ok
    case.refresh_from_db()
    new = Document.objects.get(pk=case.document_id)
    assert (case.state, new.state, new.signer_name) == ("issued", "signed", "Catur Santoso")
    assert new.signer_title.startswith("Plh.")
    voided = IssuedNumber.objects.get(document=old)
    assert voided.void_reason == letter.SUCCEEDED and new.number != old.number


def test_the_definitive_signer_does_not_sign_the_letter_of_the_substitute(
    at_sign: Callable, rina: Actor, substitute: Actor, bsre: FakeBsre
) -> None:
    case = at_sign()
    actions.sign(by=substitute, case_id=case.id, passphrase="salah")
    result = actions.sign(by=rina, case_id=case.id, passphrase=PASSPHRASE)
    assert (result.ok, result.code) == (False, "not_the_signer")


def test_a_letter_printed_for_another_signing_service_makes_way(
    at_sign: Callable, rina: Actor, bsre: FakeBsre, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbered before a simulator was configured: the page does not say TIDAK SAH, so it must not carry its signature."""
    case = at_sign()
    with monkeypatch.context() as patch:
        patch.setattr("sebayu.core.documents.sheet.is_simulated", lambda: True)
        actions.sign(by=rina, case_id=case.id, passphrase="salah")
    old = Document.objects.get()
    assert actions.sign(by=rina, case_id=case.id, passphrase=PASSPHRASE).ok
    old.refresh_from_db()
    assert (old.state, old.end_reason) == ("void", letter.OTHER_SERVICE)


# Another way than to the signer.


@pytest.fixture
def numbered(at_sign: Callable, rina: Actor, bsre: FakeBsre) -> Case:
    """A letter with a number whose signature was refused."""
    case = at_sign()
    actions.sign(by=rina, case_id=case.id, passphrase="salah")
    case.refresh_from_db()
    return case


def _return(case: Case, rina: Actor, sari: Actor) -> None:
    actions.decide_step(by=rina, case_id=case.id, verdict="return", note="Sekolah yang mana?")


def _refuse(case: Case, rina: Actor, sari: Actor) -> None:
    actions.decide_step(by=rina, case_id=case.id, verdict="refuse", note="Di atas desil 4")


def _cancel(case: Case, rina: Actor, sari: Actor) -> None:
    actions.cancel(by=sari, case_id=case.id)


WAYS = [_return, _refuse, _cancel]


@pytest.mark.parametrize("way", WAYS)
def test_number_is_void_with_its_reason_when_the_case_goes_another_way(
    way: Callable, numbered: Case, rina: Actor, sari: Actor
) -> None:
    way(numbered, rina, sari)
    document = Document.objects.get(pk=numbered.document_id)
    assert document.state == "void" and "sebelum ditandatangani" in document.end_reason
    numbered.refresh_from_db()
    assert numbered.document_id is None


@pytest.mark.parametrize("way", WAYS)
def test_a_letter_at_the_signer_holds_its_case(
    way: Callable, at_sign: Callable, rina: Actor, sari: Actor, bsre: FakeBsre
) -> None:
    case = at_sign()
    bsre.mode = "drop"
    assert actions.sign(by=rina, case_id=case.id, passphrase=PASSPHRASE).unknown
    with pytest.raises(LetterAtSigner):
        way(case, rina, sari)
    case.refresh_from_db()
    assert (case.state, Document.objects.get(pk=case.document_id).state) == ("open", "unknown")


def test_returned_letter_says_the_new_answer(numbered: Case, rina: Actor, sari: Actor) -> None:
    old = numbered.document_id
    _return(numbered, rina, sari)
    actions.answer(by=sari, case_id=numbered.id, answers={"purpose": "Keringanan rumah sakit"})
    assert actions.sign(by=rina, case_id=numbered.id, passphrase=PASSPHRASE).ok
    numbered.refresh_from_db()
    assert numbered.document_id != old and numbered.state == "issued"


# Letters that cannot be made.


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """The template fails; calling it mends the template."""

    def fail(*_: object, **__: object) -> None:
        raise LetterNotRendered(reference="letter uji")

    with monkeypatch.context() as patch:
        patch.setattr("sebayu.core.documents.render.pdf", fail)
        yield patch.undo


def test_a_template_that_fails_numbers_nothing_and_tells_the_operator_once(
    at_sign: Callable, rina: Actor, bsre: FakeBsre, broken: Callable
) -> None:
    office = Office.objects.create(
        key="opd_diskominfo", name="Dinas Kominfo", kind="opd", valid_from="2020-01-01"
    )
    post = Post.objects.create(key="opd_diskominfo.pengelola_sistem", office=office, role="admin", title="Pengelola Sistem", valid_from="2020-01-01")  # fmt: skip
    keeper = Account.objects.create_user(name="Pengelola", email="sistem@contoh.test")
    Mandate.objects.create(account=keeper, post=post, valid_from="2020-01-01")
    made = [at_sign(), at_sign()]
    results = actions.sign_many(by=rina, case_ids=[c.id for c in made], passphrase=PASSPHRASE)
    assert [(r.ok, r.code) for r in results] == [(False, "letter_not_rendered")] * 2
    assert not Document.objects.exists() and not IssuedNumber.objects.exists() and not bsre.calls
    for case in made:
        case.refresh_from_db()
        assert (case.state, case.step_kind, case.document_id) == ("open", "sign", None)
        assert "gagal dicetak" in case.events.get(kind="issue_failed").note
    assert Message.objects.filter(template="letter_broken", account_id=keeper.id).count() == 1
    broken()
    assert all(r.ok for r in actions.sign_many(by=rina, case_ids=[c.id for c in made], passphrase=PASSPHRASE))
