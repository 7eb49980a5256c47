"""Every read of my facts is shown to me, explained; nothing about others is."""

import csv
import io
import uuid

from django.db import transaction
from django.test import Client

from sebayu.core.cases import lists
from sebayu.core.identity.acting import actor_for
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record
from sebayu.web.tests import flow
from sebayu.web.tests.town import Town

DUTY = Purpose("Pemutakhiran DTSEN triwulan IV", "Inpres 4/2025")


def read(
    town: Town,
    by: Actor,
    purpose: Purpose = DUTY,
    facts: tuple[str, ...] = ("household.welfare_decile",),
    **more,
) -> None:
    with transaction.atomic():
        record(
            by=by,
            act="read",
            purpose=purpose,
            subjects=[town.person_sari.pk, *more.get("others", [])],
            facts=facts,
        )


def page(client: Client, query: str = "") -> str:
    return client.get(f"/siapa-melihat/{query}").content.decode()


def test_a_read_for_another_duty_stands_out_with_who_what_and_why(sari: Client, town: Town) -> None:
    read(town, actor_for(town.budi))
    html = page(sari)
    assert "Budi Prasetya" in html
    assert "Petugas Kelurahan Mintaragen" in html
    assert "Desil kesejahteraan" in html
    assert "Bukan permintaan Anda." in html
    assert "Pemutakhiran DTSEN triwulan IV" in html
    assert "Inpres 4/2025" in html
    assert "dibaca 1 kali oleh 1 kantor" in html


def test_a_read_for_my_own_case_links_to_it(sari: Client, town: Town) -> None:
    case = flow.attested(town)
    purpose = Purpose("Memeriksa syarat", "Perwal (contoh)", case_id=case.pk, case_number=case.number)
    read(town, actor_for(town.budi), purpose)
    html = page(sari)
    assert f'href="/urusan/{case.pk}/"' in html
    assert "Bukan permintaan Anda." not in html.split("Memeriksa syarat")[0][-300:]


def test_standing_in_a_desks_list_is_because_of_my_case(sari: Client, town: Town) -> None:
    flow.attested(town)
    lists.page(by=actor_for(town.budi))
    html = page(sari)
    assert "nama Anda ada di situ karena urusan Anda" in html
    assert "Bukan permintaan Anda." not in html
    assert "nama Anda ada di situ" not in page(sari, "?untuk=lain")


def test_my_own_visits_are_shown_only_when_asked_for(sari: Client, town: Town) -> None:
    sari.get("/data-saya/")
    assert "Anda sendiri" not in page(sari)
    assert "Anda sendiri" in page(sari, "?sendiri=1")


def test_others_people_and_cases_stay_hidden(sari: Client, town: Town) -> None:
    purpose = Purpose("Surat Pengantar Nikah", "PMA 30/2024", case_id=uuid.uuid4(), case_number="PGG-26-0001")
    read(town, town.citizen(town.joko), purpose, others=[town.person_joko.pk])
    html = page(sari)
    assert "Warga lain" in html
    assert "Joko" not in html
    assert "PGG-26-0001" not in html


def test_filters_narrow_by_office_and_purpose_and_never_break(sari: Client, town: Town) -> None:
    case = flow.attested(town)
    read(town, actor_for(town.budi))
    read(
        town,
        actor_for(town.rina),
        Purpose("Melihat konsep", "Perwal (contoh)", case_id=case.pk, case_number=case.number),
    )
    assert "Melihat konsep" not in page(sari, "?untuk=lain").split("<form")[1]
    assert "Pemutakhiran DTSEN" not in page(sari, "?untuk=saya").split("<form")[1]
    assert "Pemutakhiran DTSEN" not in page(sari, "?kantor=tidak_ada").split("<form")[1]
    for query in ("?hari=9999", "?hal=x", "?hal=999", "?untuk=<script>", "?kantor=%00'--", "?sendiri=2"):
        response = sari.get(f"/siapa-melihat/{query}")
        assert response.status_code == 200
        assert "<script>" not in response.content.decode().split("<main")[1]


def test_nobody_sees_the_reads_of_another(as_, town: Town) -> None:
    read(town, actor_for(town.budi))
    assert "Pemutakhiran DTSEN" not in page(as_(town.joko))


def test_file_holds_the_same_and_no_formula(sari: Client, town: Town) -> None:
    read(town, actor_for(town.budi), Purpose("=HYPERLINK(1)", "-1+1"))
    response = sari.get("/siapa-melihat/unduh/")
    assert "attachment" in response["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[1][1] == "Budi Prasetya"
    assert rows[1][4] == "'=HYPERLINK(1)"
    assert rows[1][5] == "'-1+1"


def test_pages_turn_without_more_queries(sari: Client, town: Town) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    read(town, actor_for(town.budi))
    page(sari)
    with CaptureQueriesContext(connection) as few:
        page(sari)
    for _ in range(40):
        read(town, actor_for(town.budi))
    with CaptureQueriesContext(connection) as many:
        html = page(sari)
    assert len(many) == len(few) <= 12
    assert "1–30 dari 41 pembacaan" in html
