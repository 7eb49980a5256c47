"""A hall that signs at once: one waits in line, the others hear at once that nothing was sent, and no code is used up by waiting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from sebayu.core.documents.actions import joint
from sebayu.core.documents.errors import TurnTaken
from sebayu.core.documents.tests.fake_bsre import SECRET
from sebayu.core.ledger import Actor
from sebayu.core.notify.models import Message
from sebayu.programmes.movement.commitments.models import Commitment
from sebayu.programmes.movement.commitments.tests.conftest import NO_GUEST, SEATS, seat_of, sign
from sebayu.programmes.movement.signing import actions as signing
from sebayu.programmes.movement.signing import queueing
from sebayu.programmes.movement.signing.models import SignLink

pytestmark = pytest.mark.django_db
Hold = Callable[[Commitment, bool], object]


@pytest.fixture
def another() -> Iterator[Hold]:
    """Somebody at another desk: signing this very document, and if asked to, one more in line behind him."""
    other = connection.copy()

    @contextmanager
    def hold(commitment: Commitment, is_full: bool) -> Iterator[Callable[[], None]]:
        key = int.from_bytes(commitment.document_id.bytes[:4], "big", signed=True)
        held = [(joint._TURNS, key), *((queueing._PLACES, n) for n in range(queueing.PLACES) if is_full)]
        with other.cursor() as cursor:
            for lock in held:
                cursor.execute("SELECT pg_advisory_lock(%s, %s)", lock)

        def let_go() -> None:
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock_all()")

        yield let_go
        let_go()

    yield hold
    other.close()


def nobody_sleeps(_seconds: float) -> None:
    raise AssertionError("a thread was held")


def test_full_line_is_answered_at_once_and_nothing_is_sent(bsre, city, issued, another, monkeypatch) -> None:
    commitment = issued(seats=NO_GUEST)
    monkeypatch.setattr(joint.time, "sleep", nobody_sleeps)
    with another(commitment, True), pytest.raises(TurnTaken):
        sign(city, commitment, "dlh")
    assert bsre.calls == []
    assert sign(city, commitment, "dlh").mark == "signed"


def test_one_waits_in_line_until_the_turn_is_free(bsre, city, issued, another, monkeypatch) -> None:
    commitment = issued(seats=NO_GUEST)
    with another(commitment, False) as let_go:
        monkeypatch.setattr(joint.time, "sleep", lambda _seconds: let_go())
        assert sign(city, commitment, "dlh").mark == "signed"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [queueing._PLACES],
        )
        assert cursor.fetchone()[0] == 0  # the place is given back


def test_page_says_when_to_ask_again(bsre, city, issued, another, browser) -> None:
    commitment = issued(seats=NO_GUEST)
    seat = seat_of(commitment, "opd_dishub.kepala")
    page, sent = browser(city.dishub_account), {"s": [str(seat.id)], "passphrase": SECRET}
    with another(commitment, True):
        answer = page.post("/gerakan/komitmen/menunggu-saya/", sent)
    assert (answer.status_code, answer["Retry-After"]) == (409, str(queueing.AGAIN))
    assert "belum dikirim" in answer.content.decode()
    again = page.post("/gerakan/komitmen/menunggu-saya/", sent)
    assert (again.status_code, again.headers.get("Retry-After")) == (302, None)


def test_waiting_uses_up_no_try_of_a_guest(bsre, issued, another, browser) -> None:
    commitment = issued(seats=[row for row in SEATS if row[0] == "academic"])
    mail = Message.objects.filter(account_id=seat_of(commitment, "").id)
    token = (
        mail.filter(template="commitment_link").latest("created_at").secret["path"].strip("/").split("/")[-1]
    )
    signing.send_code(by=Actor.public(), token=token)
    code = re.sub(r"\D", "", mail.filter(template="commitment_code").latest("created_at").secret["code"])
    page, address = browser(None), f"/publik/komitmen/tanda-tangan/{token}/"
    with another(commitment, True):
        for _ in range(8):
            answer = page.post(address, {"code": code, "agrees": "on", "tanda": "1"})
            assert answer["Retry-After"] == str(queueing.AGAIN)
    assert SignLink.objects.get().tries == 0
    done = page.post(address, {"code": code, "agrees": "on", "tanda": "1"})
    assert "Tanda tangan Anda tersimpan" in done.content.decode()
