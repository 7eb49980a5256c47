"""Every page of the plan: who comes in, what it shows, and in how many queries."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evidence.models import MilestoneEvidence
from sebayu.programmes.movement.evidence.tests.test_photos import jpeg
from sebayu.programmes.movement.plan import actions, current, sections
from sebayu.programmes.movement.plan.models import Initiative, Plan
from sebayu.programmes.movement.plan.tests.conftest import TODAY, World

Add = Callable[..., Initiative]
Browser = Callable[..., Client]
TREE = "/gerakan/rencana/"


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:400]
    return response.content.decode()


@pytest.fixture
def filled(planner: Actor, add: Add, plan: Plan) -> Plan:
    row = add("SL-1", quick_win=True, title="Padang Jingrang", internal_note="Rahasia dapur")
    actions.add_milestone(
        by=planner, initiative=row, title="Lampu pertama", due_on=TODAY - dt.timedelta(days=1)
    )
    add("SE-1", dimension="smart_economy", title="Job Cafe", office_key="opd_dpupr", horizon="medium")
    return plan


@pytest.mark.parametrize(
    "address", [TREE, "/gerakan/quick-win/", f"{TREE}rekap/", f"{TREE}edisi/", f"{TREE}banding/"]
)
def test_a_region_with_nothing_yet_is_taught_what_comes_next(browser: Browser, address: str) -> None:
    html = page(browser("planner"), address)
    assert 'class="empty"' in html
    assert "empty" in page(Client(), "/publik/rencana/")


def test_who_may_open_the_plan(browser: Browser, filled: Plan) -> None:
    for who in ("planner", "owner", "colleague", "stranger", "assessor"):
        page(browser(who), TREE)
    page(browser("admin"), TREE, 403)
    assert browser().get(TREE).status_code == 302


def test_only_the_secretariat_finds_the_doors_to_write(browser: Browser, filled: Plan) -> None:
    row = filled.initiatives.first()
    posts = [
        reverse("movement_plan:new_initiative", args=[filled.id]), reverse("movement_plan:change", args=[row.id]),
        reverse("movement_plan:add_part", args=[row.id, "tonggak"]), reverse("movement_plan:adopt", args=[filled.id]),
        reverse("movement_plan_import:import", args=[filled.id]), reverse("movement_plan:owner", args=[row.id]),
        reverse("movement_plan:copy_edition", args=[filled.id]), reverse("movement_plan:remove", args=[row.id]),
    ]  # fmt: skip
    for who in ("owner", "stranger", "assessor"):
        assert {browser(who).post(address).status_code for address in posts} == {403}
    assert "Inisiatif baru" not in page(browser("owner"), TREE)


def test_filters_search_and_files(browser: Browser, filled: Plan) -> None:
    client = browser("owner")
    assert "Job Cafe" in page(client, TREE)
    for query in ("q=jingrang", "dimensi=smart_living", "opd=opd_dishub", "jangka=short", "quickwin=ya"):
        html = page(client, f"{TREE}?{query}")
        assert "Padang Jingrang" in html
        assert "Job Cafe" not in html
    assert "Tidak ada yang cocok" in page(client, f"{TREE}?q=tidakada")
    assert page(client, f"{TREE}?keadaan=salah&jangka=palsu").count('class="open"') == 2
    csv = client.get(f"{TREE}?berkas=csv&quickwin=ya").content.decode("utf-8-sig")
    assert csv.count("\n") == 2
    assert "Kemajuan (dihitung)" in csv
    assert client.get(f"{TREE}?berkas=xlsx").content[:2] == b"PK"
    assert page(client, f"{TREE}?edisi=bukan-uuid", 404)


def test_the_list_does_not_ask_more_for_more_rows(
    browser: Browser, filled: Plan, add: Add, planner: Actor
) -> None:
    client = browser("owner")

    def counted() -> int:
        page(client, TREE)
        with CaptureQueriesContext(connection) as queries:
            page(client, TREE)
        return len(queries)

    few = counted()
    for n in range(6):
        row = add(f"X-{n}", dimension="smart_society")
        actions.add_milestone(by=planner, initiative=row, title="Nanti", due_on=TODAY)
    assert counted() == few


def test_an_initiative_shows_its_sum_and_its_late_milestone(browser: Browser, filled: Plan) -> None:
    row = filled.initiatives.get(code="SL-1")
    html = page(browser("owner"), reverse("movement_plan:initiative", args=[row.id]))
    assert "0\u00a0% = 1\u00a0×\u00a00\u00a0%" in html
    assert "lewat tanpa bukti" in html
    assert "Rahasia dapur" in html
    assert "Tambah bukti" in html
    assert "Tambah bukti" not in page(browser("stranger"), reverse("movement_plan:initiative", args=[row.id]))


def test_the_owner_sends_a_photo_and_the_secretariat_looks(browser: Browser, filled: Plan) -> None:
    stone = filled.initiatives.get(code="SL-1").milestones.get()
    address = reverse("movement_plan:evidence", args=[stone.id])
    page(browser("owner"), address)
    assert browser("stranger").get(address).status_code == 403
    wrong = browser("owner").post(address, {"kind": "photo", "taken_on": TODAY, "note": "Tiang 12"})
    assert wrong.status_code == 422
    assert "Tiang 12" in wrong.content.decode()
    sent = {"kind": "photo", "taken_on": TODAY, "photo": SimpleUploadedFile("x.jpg", jpeg())}
    assert browser("owner").post(address, sent).status_code == 302
    row = MilestoneEvidence.objects.get()
    assert "Lampu pertama" in page(browser("assessor"), "/gerakan/bukti/")
    photo = browser("stranger").get(reverse("movement_plan:photo", args=[row.id]))
    assert (photo.status_code, photo["Content-Type"]) == (200, "image/jpeg")
    assert browser().get(reverse("movement_plan:photo", args=[row.id])).status_code == 302
    check = reverse("movement_plan:check", args=[row.id])
    assert browser("owner").post(check).status_code == 403
    assert browser("assessor").post(check, {"dari": "antrean"}).status_code == 302
    html = page(browser("owner"), reverse("movement_plan:initiative", args=[stone.initiative_id]))
    assert "100\u00a0%" in html


def test_the_secretariat_writes_a_plan_by_hand(browser: Browser, world: World) -> None:
    client = browser("planner")
    new = client.post(
        f"{TREE}edisi/baru/",
        {"edition_label": "Bimtek I", "title": "Rencana", "horizon_from": 2026, "horizon_to": 2035},
    )
    assert new.status_code == 302
    plan = Plan.objects.get()
    values = {
        "code": "GOV-01", "title": "Surat tanpa formulir", "dimension": world.dimensions["smart_governance"].pk,
        "owner": "office:opd_diskominfo", "horizon": "short", "group": "application", "quick_win": "on",
        "starts_on": "2026-01-01", "ends_on": "2026-12-31", "budget_rupiah": "1000", "is_sure": "on",
    }  # fmt: skip
    address = reverse("movement_plan:new_initiative", args=[plan.id])
    page(client, address)
    refused = client.post(address, {**values, "ends_on": "2027-12-31"})
    assert refused.status_code == 422
    assert "Surat tanpa formulir" in refused.content.decode()
    assert client.post(address, values).status_code == 302
    row = Initiative.objects.get()
    part = reverse("movement_plan:add_part", args=[row.id, "tonggak"])
    assert client.post(part, {"title": "", "due_on": "2026-12-01", "weight": "1"}).status_code == 422
    assert client.post(part, {"title": "Dibuka", "due_on": "2026-12-01", "weight": "2"}).status_code == 302
    stone = row.milestones.get()
    page(client, reverse("movement_plan:milestone", args=[stone.id]))
    page(client, reverse("movement_plan:change", args=[row.id]))
    page(client, reverse("movement_plan:goals", args=[plan.id]))
    goal = {"title": "Tidak mengulang data", "dimension": world.dimensions["smart_governance"].pk}
    assert client.post(reverse("movement_plan:goals", args=[plan.id]), goal).status_code == 302
    assert (
        client.post(
            reverse("movement_plan:adopt", args=[plan.id]), {"on": TODAY, "basis": "Perwal (contoh)"}
        ).status_code
        == 302
    )
    assert current.plan() == plan
    assert client.post(part, {"title": "Terlambat", "due_on": "2026-12-01", "weight": "1"}).status_code == 422
    assert client.get(reverse("movement_plan:change", args=[row.id])).status_code == 400


def test_two_editions_side_by_side(browser: Browser, planner: Actor, filled: Plan, add: Add) -> None:
    actions.adopt(by=planner, plan=filled, on=TODAY, basis="Perwal (contoh)")
    new = actions.copy_plan(by=planner, plan=filled, edition_label="Bimtek IV")
    row = new.initiatives.get(code="SL-1")
    actions.change_initiative(
        by=planner, initiative=row, budget_rupiah=200_000_000, ends_on=row.ends_on + dt.timedelta(days=10)
    )
    actions.move_owner(by=planner, initiative=row, since=TODAY, basis="SK", office_key="opd_dpupr")
    actions.remove_initiative(by=planner, initiative=new.initiatives.get(code="SE-1"))
    html = page(browser("owner"), f"{TREE}banding/?ke={new.id}")
    for said in (
        "sejak Bimtek III",
        "+Rp\u00a050.000.000",
        "10 hari lebih lambat",
        "Dinas Pekerjaan Umum",
        "<s>SE-1 Job Cafe</s>",
    ):
        assert said in html
    csv = (
        browser("owner")
        .get(f"{TREE}banding/?dari={filled.id}&ke={new.id}&berkas=csv")
        .content.decode("utf-8-sig")
    )
    assert "dihapus;SE-1" in csv


def test_the_public_sees_the_plan_in_force_without_what_is_internal(
    browser: Browser, planner: Actor, filled: Plan
) -> None:
    assert "Job Cafe" not in page(Client(), "/publik/rencana/")
    assert Client().get("/publik/rencana/SL-1/").status_code == 404
    actions.adopt(by=planner, plan=filled, on=TODAY, basis="Perwal (contoh)")
    assert "Padang Jingrang" in page(Client(), "/publik/rencana/")
    html = page(Client(), "/publik/rencana/SL-1/")
    assert "Dinas Perhubungan" in html
    assert "Rahasia dapur" not in html
    assert Client().get("/publik/rencana/TIDAK-ADA/").status_code == 404


def test_parts_above_hang_their_own_section_on_the_page(
    browser: Browser, planner: Actor, filled: Plan
) -> None:
    actions.adopt(by=planner, plan=filled, on=TODAY, basis="Perwal (contoh)")
    sections.add(
        sections.Section(
            "uji", sections.PUBLIC, "plan/parts/bar.html", lambda _request, _i: {"p": {"hundredths": 77}}
        )
    )
    try:
        assert 'value="77"' in page(Client(), "/publik/rencana/SL-1/")
    finally:
        sections._sections.pop((sections.PUBLIC, "uji"))
