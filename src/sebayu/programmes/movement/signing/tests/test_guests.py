"""People without an account: a link that alone does nothing, a code to the right contact, and the region's seal."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from sebayu.core.documents.errors import SigningUnavailable
from sebayu.core.documents.models import Document
from sebayu.core.identity.errors import NotAllowed, TooMany
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry
from sebayu.core.notify.models import Message
from sebayu.programmes.movement.commitments.enums import How, SeatMark
from sebayu.programmes.movement.commitments.models import Commitment, Seat
from sebayu.programmes.movement.commitments.tests.conftest import SEATS, seat_of, sign
from sebayu.programmes.movement.signing import actions as signing
from sebayu.programmes.movement.signing.errors import LinkDead, OutOfOrder, SealNotSet, WrongCode
from sebayu.programmes.movement.signing.models import SignLink

pytestmark = pytest.mark.django_db
PUBLIC = Actor.public()
GUEST_FIRST = [row for row in SEATS if "name" in row[1]]


def token_of(seat: Seat) -> str:
    """The token as it reached the guest's mail."""
    message = Message.objects.filter(account_id=seat.id, template="commitment_link").latest("created_at")
    return re.search(r"tanda-tangan/([^/]+)/", message.rendered().body)[1]


def code_of(seat: Seat) -> str:
    message = Message.objects.filter(account_id=seat.id, template="commitment_code").latest("created_at")
    return message.secret["code"]


@pytest.fixture
def invited(issued) -> tuple[Commitment, Seat, str]:
    commitment = issued(seats=GUEST_FIRST)
    seat = seat_of(commitment, "")
    return commitment, seat, token_of(seat)


def test_guest_signs_with_link_and_code_under_the_seal(bsre, city, invited) -> None:
    commitment, seat, token = invited
    signing.send_code(by=PUBLIC, token=token)
    signed = signing.sign_by_link(by=PUBLIC, token=token, code=code_of(seat))
    assert (signed.mark, signed.how, signed.signed_name) == (
        SeatMark.SIGNED,
        How.LINK,
        "Dr. Wening Contoh, M.T.",
    )
    path, body = bsre.calls[0]
    assert path.endswith("/seal/pdf")
    assert body["signatureProperties"][0]["reason"].startswith("Dr. Wening Contoh")
    signer = Document.objects.get(id=commitment.document_id).signers.get()
    assert (signer.kind, signer.name) == ("seal", "Dr. Wening Contoh, M.T.")
    link = SignLink.objects.get(seat=seat)
    assert link.used_at and link.code_ok_at
    entry = LedgerEntry.objects.filter(act="commitment.sign").get()
    assert entry.actor_name == "Dr. Wening Contoh, M.T."


def test_link_alone_signs_nothing(bsre, invited) -> None:
    _commitment, _seat, token = invited
    for code in ("", "000000", "123456"):
        with pytest.raises(WrongCode):
            signing.sign_by_link(by=PUBLIC, token=token, code=code)
    assert bsre.calls == []


def test_forwarded_link_sends_the_code_to_the_contact_of_the_seat(bsre, invited, browser) -> None:
    """Whoever got the link passed on can ask for a code; it goes to the guest, and the page shows only a hint of where."""
    _commitment, seat, token = invited
    stranger = browser(None)
    page = stranger.post(f"/publik/komitmen/tanda-tangan/{token}/", {"kirim": "1"}, follow=True)
    assert code_of(seat) not in page.content.decode()
    assert "w•••@kampus.example" in page.content.decode()
    assert "wening@kampus.example" not in page.content.decode()
    assert Message.objects.filter(template="commitment_code").exclude(account_id=seat.id).count() == 0
    page = stranger.post(
        f"/publik/komitmen/tanda-tangan/{token}/", {"code": "111111", "agrees": "on", "tanda": "1"}
    )
    assert page.status_code == 422
    assert bsre.calls == []


def test_guest_signs_on_the_page(bsre, invited, browser) -> None:
    _commitment, seat, token = invited
    guest, address = browser(None), f"/publik/komitmen/tanda-tangan/{token}/"
    assert "Yang Anda janjikan" in guest.get(address).content.decode()
    guest.post(address, {"kirim": "1"})
    unread = guest.post(address, {"code": code_of(seat), "tanda": "1"})
    assert "Centang bahwa Anda sudah membaca" in unread.content.decode()
    done = guest.post(address, {"code": code_of(seat), "agrees": "on", "tanda": "1"})
    assert "Tanda tangan Anda tersimpan" in done.content.decode()
    assert guest.get(address).status_code == 410


def test_used_expired_and_replaced_links_are_dead(bsre, city, issued) -> None:
    commitment = issued(seats=GUEST_FIRST)
    seat = seat_of(commitment, "")
    first = token_of(seat)
    signing.send_link(by=city.planner, seat_id=seat.id)
    second = token_of(seat)
    with pytest.raises(LinkDead):
        signing.open_link(by=PUBLIC, token=first)
    SignLink.objects.filter(seat=seat).update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(LinkDead):
        signing.open_link(by=PUBLIC, token=second)
    signing.send_link(by=city.planner, seat_id=seat.id)
    third = token_of(seat)
    signing.send_code(by=PUBLIC, token=third)
    signing.sign_by_link(by=PUBLIC, token=third, code=code_of(seat))
    for action in (signing.open_link, signing.send_code):
        with pytest.raises(LinkDead):
            action(by=PUBLIC, token=third)
    with pytest.raises(LinkDead):
        signing.open_link(by=PUBLIC, token="tidak-ada")


def test_link_of_a_replaced_guest_is_dead(bsre, city, invited) -> None:
    _commitment, seat, token = invited
    signing.vacate(by=city.planner, seat_id=seat.id, reason="Meninggal dunia")
    with pytest.raises(LinkDead):
        signing.open_link(by=PUBLIC, token=token)
    signing.reseat(
        by=city.planner, seat_id=seat.id, reason="Wakil rektor hadir", name="Ir. Contoh Dua", title="Wakil Rektor",
        organisation="Universitas Contoh Tegal", email="dua@kampus.example",
    )  # fmt: skip
    assert token_of(seat) != token
    with pytest.raises(LinkDead):
        signing.open_link(by=PUBLIC, token=token)


def test_code_is_tried_five_times_and_not_longer_than_its_minutes(bsre, invited) -> None:
    _commitment, seat, token = invited
    signing.send_code(by=PUBLIC, token=token)
    code = code_of(seat)
    SignLink.objects.filter(seat=seat).update(code_expires_at=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(WrongCode):
        signing.sign_by_link(by=PUBLIC, token=token, code=code)
    signing.send_code(by=PUBLIC, token=token)
    code = code_of(seat)
    wrong = "000000" if code != "000000" else "000001"
    for _ in range(5):
        with pytest.raises(WrongCode):
            signing.sign_by_link(by=PUBLIC, token=token, code=wrong)
    with pytest.raises(WrongCode):
        signing.sign_by_link(by=PUBLIC, token=token, code=code)
    for _ in range(3):
        signing.send_code(by=PUBLIC, token=token)
    with pytest.raises(TooMany):
        signing.send_code(by=PUBLIC, token=token)


def test_guest_waits_for_his_turn(bsre, city, issued) -> None:
    commitment = issued()
    seat = seat_of(commitment, "")
    signing.send_link(by=city.planner, seat_id=seat.id)
    with pytest.raises(OutOfOrder):
        signing.send_code(by=PUBLIC, token=token_of(seat))
    for who in ("dlh", "dishub", "dinsos", "sekda"):
        sign(city, commitment, who)
    assert signing.send_code(by=PUBLIC, token=token_of(seat)).code_sent_at


def test_seal_that_is_away_leaves_the_link_alive(bsre, invited, settings) -> None:
    _commitment, seat, token = invited
    signing.send_code(by=PUBLIC, token=token)
    address, settings.SEBAYU_BSRE_URL = settings.SEBAYU_BSRE_URL, "http://127.0.0.1:9"
    with pytest.raises(SigningUnavailable):
        signing.sign_by_link(by=PUBLIC, token=token, code=code_of(seat))
    settings.SEBAYU_BSRE_URL = address
    assert signing.sign_by_link(by=PUBLIC, token=token, code=code_of(seat)).mark == SeatMark.SIGNED
    settings.SEBAYU_BSRE_SEAL_CODE = ""
    with pytest.raises(SealNotSet):
        signing.sign_by_link(by=PUBLIC, token=token, code="123456")


def test_guest_refuses_with_his_code_and_a_reason(bsre, invited) -> None:
    _commitment, seat, token = invited
    signing.send_code(by=PUBLIC, token=token)
    done = signing.refuse_by_link(by=PUBLIC, token=token, code=code_of(seat), reason="Belum disetujui senat")
    assert (done.mark, done.note) == (SeatMark.REFUSED, "Belum disetujui senat")
    with pytest.raises(LinkDead):
        signing.open_link(by=PUBLIC, token=token)


def test_links_go_out_from_officials_only(city, issued) -> None:
    seat = seat_of(issued(seats=GUEST_FIRST), "")
    citizen = Actor(kind="citizen", name="Sari", account_id=city.dlh.account_id)
    with pytest.raises(NotAllowed):
        signing.send_link(by=citizen, seat_id=seat.id)


def test_neither_token_nor_code_is_kept(bsre, invited) -> None:
    _commitment, seat, token = invited
    signing.send_code(by=PUBLIC, token=token)
    code = code_of(seat)
    kept = str(list(SignLink.objects.values_list())) + str(list(LedgerEntry.objects.values_list()))
    assert token not in kept
    assert code not in re.findall(r"\b\d{6}\b", kept)
