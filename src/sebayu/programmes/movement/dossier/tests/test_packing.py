"""The pack: what is in it, who may have it, and that it does not ask once for each item."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from sebayu.core.identity.models import Account, Office
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.dossier import packing
from sebayu.programmes.movement.evaluation import actions
from sebayu.programmes.movement.evaluation.models import Item
from sebayu.programmes.movement.evaluation.tests.conftest import People, score_all
from sebayu.programmes.movement.evaluation.tests.test_scoring import MEANS
from sebayu.programmes.movement.follow_ups import actions as follow_ups

pytestmark = pytest.mark.django_db
Enter = Callable[[Account], Client]


def text(response: Any) -> str:
    return response.content.decode()


def test_pack_holds_tables_report_evidence_and_digests(
    assessing: Any, people: People, assessor: Actor, as_: Enter
) -> None:
    edition = assessing(2024)
    score_all(edition, assessor, MEANS)
    answer = as_(people.assessor).get(f"/gerakan/evaluasi/{edition.id}/berkas/")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert set(archive.namelist()) == {"evaluasi.xlsx", "bukti.csv", "laporan.pdf", "SHA256SUMS"}
    for line in archive.read("SHA256SUMS").decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    assert archive.read("laporan.pdf").startswith(b"%PDF")
    book = load_workbook(io.BytesIO(archive.read("evaluasi.xlsx")))
    assert book.sheetnames[1] == "Nilai"
    assert book["Nilai"].max_row == 11


def test_pack_is_for_assessor_and_secretariat(assessing: Any, people: People, as_: Enter) -> None:
    url = f"/gerakan/evaluasi/{assessing().id}/"
    accounts = (people.assessor, people.planner, people.other_assessor, people.town.rina)
    assert [as_(who).get(f"{url}berkas/").status_code for who in accounts] == [200, 200, 404, 403]
    assert f"{url}berkas/" in text(as_(people.planner).get(url))
    assert f"{url}berkas/" not in text(as_(people.town.rina).get(url))


def test_recommendations_are_in_the_book_and_the_report(assessing: Any, assessor: Actor) -> None:
    edition = assessing()
    office = Office.objects.get(key="kel_mintaragen")
    follow_ups.recommend(
        by=assessor, edition=edition, text="Buka data", office=office, due_on=timezone.localdate()
    )
    tables = {title: rows for title, _head, rows in packing._tables(edition)}
    assert tables["Rekomendasi"][0][0] == "Buka data"
    assert packing._report(edition)["recommendations"][0][0] == "Buka data"


def test_words_of_more_items_cost_no_more_queries(opened: Any, planner: Actor) -> None:
    counts = []
    for year, many in ((2023, 1), (2024, 6)):
        edition = opened(year)
        for item in Item.objects.filter(part__edition=edition)[:many]:
            actions.write_words(by=planner, item=item, text="Uraian")
            actions.attach(by=planner, item=item, title="Keputusan", ref="Nomor (contoh)")
        actions.hand_over(by=planner, edition=edition)
        with CaptureQueriesContext(connection) as asked:
            packing._tables(edition)
        counts.append(len(asked))
    assert counts[0] == counts[1]
