"""What everybody reads: the list of commitments, the promises somebody looks for, and all of them as a file."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sebayu.programmes.movement.commitments.enums import CommitmentState, SeatMark
from sebayu.programmes.movement.commitments.models import Commitment, Seat
from sebayu.programmes.movement.commitments.tests.conftest import NO_GUEST

pytestmark = pytest.mark.django_db
PAGE = "/publik/komitmen/"


def text(response) -> str:
    return response.content.decode()


def signed(commitment: Commitment) -> Commitment:
    """As if all but Dinas Sosial had signed."""
    seats = Seat.objects.filter(commitment=commitment)
    for seat in seats.exclude(post_key="opd_dinsos.kepala"):
        seat.mark, seat.how, seat.marked_at = SeatMark.SIGNED, "certificate", commitment.issued_at
        seat.signed_name, seat.signed_title = seat.name, seat.title
        seat.save()
    return commitment


def test_citizen_finds_the_promise_of_an_office(issued, browser) -> None:
    commitment, page = signed(issued(seats=NO_GUEST)), browser(None)
    assert commitment.title in text(page.get(PAGE))
    found = text(page.get(PAGE, {"cari": "lingkungan DINAS"}))
    assert "Menepati bagian Kepala Dinas Lingkungan Hidup" in found
    assert "Menepati bagian Kepala Dinas Perhubungan" not in found
    assert f"{PAGE}{commitment.slug}/#janji-" in found
    assert "Erna Yuniarti" in text(page.get(PAGE, {"cari": "erna"}))
    none = text(page.get(PAGE, {"cari": "jembatan <b>"}))
    assert "Tidak ada janji yang cocok" in none
    assert "<b>" not in none.split('name="cari"')[1].split(">")[0]


def test_who_has_not_signed_has_promised_nothing_yet(issued, browser) -> None:
    signed(issued(seats=NO_GUEST))
    assert "Tidak ada janji yang cocok" in text(browser(None).get(PAGE, {"cari": "dinas sosial"}))


def test_all_promises_are_a_file_for_everybody(issued, draft, browser) -> None:
    commitment = signed(issued(seats=NO_GUEST))
    draft(title="Konsep yang belum terbit")
    rows = list(
        csv.reader(
            io.StringIO(browser(None).get(PAGE, {"berkas": "csv"}).content.decode("utf-8-sig")), delimiter=";"
        )
    )
    assert rows[0][:4] == ["Janji", "Penanggung jawab", "Organisasi", "Ditandatangani"]
    assert len(rows) == 1 + 4
    assert {row[-1] for row in rows[1:]} == {commitment.number}
    assert browser(None).get(PAGE, {"berkas": "xlsx"}).content.startswith(b"PK")
    Commitment.objects.filter(id=commitment.id).update(state=CommitmentState.VOID)
    assert browser(None).get(PAGE, {"berkas": "csv"}).content.decode("utf-8-sig").count("\n") == 1


def test_list_costs_no_more_queries_for_more_commitments(issued, browser) -> None:
    counts, page = [], browser(None)
    for many in (1, 3):
        for _ in range(many):
            issued(seats=NO_GUEST)
        page.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            page.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]
