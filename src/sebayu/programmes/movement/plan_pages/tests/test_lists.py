"""What every list has, on the three that had less: search, filters in the address, steady pages, files, a right count, bounded queries."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evidence import actions as proving
from sebayu.programmes.movement.evidence.models import MilestoneEvidence
from sebayu.programmes.movement.plan import actions
from sebayu.programmes.movement.plan.models import Initiative, Plan
from sebayu.programmes.movement.plan.tests.conftest import TODAY, World

Add = Callable[..., Initiative]
Browser = Callable[..., Client]
QUEUE, EDITIONS, PUBLIC = "/gerakan/bukti/", "/gerakan/rencana/edisi/", "/publik/rencana/"


def page(client: Client, address: str) -> str:
    found = client.get(address)
    assert found.status_code == 200, address
    return found.content.decode()


def queries(client: Client, address: str) -> int:
    page(client, address)
    with CaptureQueriesContext(connection) as asked:
        page(client, address)
    return len(asked)


@pytest.fixture
def wait(world: World, planner: Actor, add: Add) -> Callable[[int], None]:
    """So many decrees waiting, each at a milestone of its own."""
    row = add("SL-1")

    def make(count: int) -> None:
        start = MilestoneEvidence.objects.count()
        for n in range(start, start + count):
            stone = actions.add_milestone(
                by=planner, initiative=row, title=f"Tonggak-{n:02d}", due_on=TODAY, weight=1
            )
            proving.add_evidence(
                by=world.actor("owner"),
                milestone=stone,
                kind="decree",
                number=f"600/{n:02d} (contoh)",
                taken_on=TODAY,
            )

    return make


def shown(text: str) -> list[str]:
    return sorted(set(re.findall(r"Tonggak-\d\d", text)))


def test_the_queue_is_turned_without_losing_any_while_it_shrinks(
    browser: Browser, wait: Callable[[int], None], world: World
) -> None:
    wait(30)
    client = browser("assessor")
    first = page(client, QUEUE)
    assert len(shown(first)) == 25
    assert re.search(r'count">30<', first)
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    for row in MilestoneEvidence.objects.order_by("added_at", "id")[:5]:
        proving.check_evidence(by=world.actor("assessor"), evidence_id=row.id)
    second = page(client, following.group(1).replace("&amp;", "&"))
    assert set(shown(first)) | set(shown(second)) == {f"Tonggak-{n:02d}" for n in range(30)}
    assert not set(shown(first)) & set(shown(second))


def test_the_queue_is_searched_filtered_and_exported(browser: Browser, wait: Callable[[int], None]) -> None:
    wait(3)
    client = browser("assessor")
    assert shown(page(client, f"{QUEUE}?cari=tonggak-01")) == ["Tonggak-01"]
    assert shown(page(client, f"{QUEUE}?cari=perhubungan+600%2F02")) == ["Tonggak-02"]
    assert shown(page(client, f"{QUEUE}?jenis=photo")) == []
    assert "Hapus saringan" in page(client, f"{QUEUE}?dimensi=smart_economy")
    assert len(shown(page(client, f"{QUEUE}?jenis=omongkosong&sesudah=x&sebelum=%00"))) == 3
    csv = client.get(f"{QUEUE}?cari=tonggak-01&berkas=csv").content.decode("utf-8-sig")
    assert shown(csv) == ["Tonggak-01"]
    assert "Pak Budi" not in csv  # the office answers, not its officer
    assert client.get(f"{QUEUE}?berkas=xlsx").content[:2] == b"PK"


def test_no_list_asks_more_for_more_rows(
    browser: Browser, wait: Callable[[int], None], planner: Actor, plan: Plan, add: Add
) -> None:
    wait(2)
    assessor, owner = browser("assessor"), browser("owner")
    few = queries(assessor, QUEUE), queries(owner, EDITIONS)
    wait(6)
    for n in range(4):
        actions.create_plan(
            by=planner, edition_label=f"E{n}", title="Rencana", horizon_from=2026, horizon_to=2035
        )
    assert (queries(assessor, QUEUE), queries(owner, EDITIONS)) == few


def test_editions_are_searched_filtered_paged_and_exported(
    browser: Browser, planner: Actor, plan: Plan, add: Add
) -> None:
    add("SL-1")
    actions.adopt(by=planner, plan=plan, on=TODAY, basis="Keputusan 17 (contoh)")
    for n in range(27):
        actions.create_plan(
            by=planner, edition_label=f"Konsep-{n:02d}", title="Rencana", horizon_from=2026, horizon_to=2035
        )
    client = browser("owner")
    first, second = page(client, EDITIONS), page(client, f"{EDITIONS}?hal=2")
    labels = [set(re.findall(r"Konsep-\d\d", text)) for text in (first, second)]
    assert len(labels[0]) == 25
    assert len(labels[0] | labels[1]) == 27
    assert not labels[0] & labels[1]
    assert "dari 28" in first
    assert "Bimtek III" in page(client, f"{EDITIONS}?cari=keputusan+17")
    assert "Konsep-01" not in page(client, f"{EDITIONS}?keadaan=adopted")
    assert "Tidak ada yang cocok" in page(client, f"{EDITIONS}?cari=tidakada")
    csv = client.get(f"{EDITIONS}?keadaan=adopted&berkas=csv").content.decode("utf-8-sig")
    assert len(csv.splitlines()) == 2
    assert "Keputusan 17 (contoh);1;150000000" in csv


@pytest.fixture
def in_force(planner: Actor, plan: Plan, add: Add) -> Plan:
    for n in range(27):
        add(f"SL-{n:02d}", internal_note="RAHASIA", starts_on=TODAY - dt.timedelta(days=1))
    add("SE-01", dimension="smart_economy", quick_win=True)
    return actions.adopt(by=planner, plan=plan, on=TODAY, basis="Keputusan (contoh)")


def test_everybody_turns_filters_and_takes_the_plan_home(browser: Browser, in_force: Plan) -> None:
    client = browser()
    pages = [page(client, f"{PUBLIC}?hal={n}") for n in (1, 2)]
    codes = [set(re.findall(r"/publik/rencana/(S[LE]-\d\d)/", text)) for text in pages]
    assert len(codes[0] | codes[1]) == 28
    assert not codes[0] & codes[1] - {"SE-01"}
    assert "dari 28" in pages[0]
    assert "Quick win: selesai" in pages[0]
    assert "Quick win: selesai" not in pages[1]
    assert "SL-03" not in page(client, f"{PUBLIC}?keadaan=reached")
    csv = client.get(f"{PUBLIC}?q=SL-03&berkas=csv").content.decode("utf-8-sig")
    assert len(csv.splitlines()) == 2
    assert "RAHASIA" not in csv
    assert client.get(f"{PUBLIC}?berkas=xlsx").content[:2] == b"PK"
