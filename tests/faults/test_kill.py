"""The machine room's worst day: everything is killed at once, in the middle of work, and started again."""

import shutil
import subprocess
import threading
from collections.abc import Iterator

import httpx
import pytest

from tests import scenes
from tests.product import Product, lives, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("journeys")]

MARK = """
import datetime, django
django.setup()
from sebayu.core.documents.actions import mark_hanging
from sebayu.core.ledger import Actor
mark_hanging(by=Actor.system("Pemeriksa tanda tangan"), older_than=datetime.timedelta(0))
"""


@pytest.fixture(scope="module")
def breakable() -> Iterator[Product]:
    """A product of its own, to be broken."""
    running = Product()
    try:
        yield running
    finally:
        if running.process is not None and running.process.poll() is None:
            running.kill()
        shutil.rmtree(running.folder, ignore_errors=True)


@pytest.fixture
def own(breakable: Product) -> Product:
    """Running, whatever the test before left of it."""
    if breakable.process is None or breakable.process.poll() is not None:
        breakable.start()
    return breakable


def test_kill_9_of_everything_loses_nothing_that_was_committed(own: Product) -> None:
    finished = scenes.ask(own, "Endang Rahayu", "janda_duda")
    scenes.sign(own, "Rina Astuti", finished)
    waiting = scenes.ask(own, "Sari Wulandari", "sku")
    committed = counts(own)
    killed_while_signing(own, waiting)
    own.start()
    assert all(now >= before for now, before in zip(counts(own), committed, strict=True))
    assert scenes.letter_of(own, finished)[1] == "signed"
    number_is_kept_and_settled(own, waiting)
    assert "Utuh" in own.inside("-m", "sebayu.cli", "ledger", "verify")


def test_kill_9_of_the_launcher_alone_leaves_nothing_behind(own: Product) -> None:
    """Children without a parent end by themselves, PostgreSQL included; the next start and the next Ctrl-C are as ever."""
    family = own.processes()
    assert own.process is not None
    own.process.kill()
    own.process.wait(20)
    ended_by_themselves(family)
    own.start()
    family = own.processes()
    assert own.stop() in {0, 130}
    assert not [pid for pid in family if lives(pid)]


def ended_by_themselves(family: list[int]) -> None:
    try:
        wait_until(lambda: not [pid for pid in family if lives(pid)], "the children to end by themselves", 30)
    except AssertionError as error:
        left = subprocess.run(
            ["ps", "-o", "pid,ppid,stat,wchan:20,etime,time,args", *map(str, filter(lives, family))],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        raise AssertionError(f"{error}\n{left.stdout}") from error


def killed_while_signing(own: Product, case_id: str) -> None:
    """The letter is at the signing service, which takes its time; then the power goes."""

    def press() -> None:
        try:
            scenes.sign(own, "Rina Astuti", case_id)
        except httpx.HTTPError:
            return  # the power went

    with_number = threading.Thread(target=press)
    httpx.post(f"{own.sandbox}/_faults", json={"simulator": "bsre", "fault": "slow", "seconds": 30})
    with_number.start()
    wait_until(
        lambda: own.rows(
            "SELECT 1 FROM documents_document WHERE case_id = %s AND state = 'signing'", case_id
        ),
        "the letter to be on its way to the signing service",
    )
    scenes.ask(own, "Sari Wulandari", "domisili")  # work goes on beside it
    own.kill()
    with_number.join(30)


def counts(own: Product) -> list[int]:
    tables = [
        "cases_case",
        "cases_caseevent",
        "documents_document",
        "ledger_ledgerentry",
        "exchange_evidence",
    ]
    return [own.rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables]


def number_is_kept_and_settled(own: Product, case_id: str) -> None:
    """What hung at the signing service is shown as unknown, keeps its number, and is finished by a person."""
    (before,) = own.rows("SELECT number FROM documents_document WHERE case_id = %s", case_id)
    own.inside(
        "-c", MARK
    )  # the worker does it every two minutes, once the longest call is over; not to wait for that
    letter, state, _ = scenes.letter_of(own, case_id)
    assert state == "unknown"
    with scenes.being(own, "Rina Astuti") as rina:
        rina.get("/meja/tanda-tangan/belum-pasti/")
        assert before[0] in rina.text
        rina.get(f"/meja/tanda-tangan/belum-pasti/{letter}/")
        rina.submit("how", how="again", reason="Tidak ada di riwayat layanan tanda tangan")
        assert "Sudah dituntaskan" in rina.text
    scenes.sign(own, "Rina Astuti", case_id)
    after = own.rows("SELECT state, number FROM documents_document WHERE case_id = %s", case_id)
    assert after == [("signed", before[0])]
