"""Parts of the machine that break while a letter is on its way: a template, a web process, the worker."""

import os
import shutil
import signal
from collections.abc import Iterator

import pytest

from tests import scenes
from tests.product import Product, lives, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("journeys")]

DIES = """
import os, signal, django
django.setup()
from sebayu.core.cases.actions import signing
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import Account
signing.documents.sign = lambda **_: os.kill(os.getpid(), signal.SIGKILL)
signing.sign(by=actor_for(Account.objects.get(name__startswith="Rina Astuti")), case_id="{case}", passphrase="-")
"""


@pytest.fixture(scope="module")
def own() -> Iterator[Product]:
    """A product of its own, from a source tree of its own, to be broken."""
    running = Product(own_source=True)
    try:
        running.start()
        yield running
    finally:
        if running.process is not None and running.process.poll() is None:
            running.kill()
        shutil.rmtree(running.folder, ignore_errors=True)


def letters(own: Product, case_id: str) -> list[tuple[str, str]]:
    return own.rows(
        "SELECT state, number FROM documents_document WHERE case_id = %s ORDER BY created_at", case_id
    )


def deliveries(own: Product, case_id: str) -> list[dict]:
    """What reached a phone about the finished letter."""
    return [
        m for m in own.messages() if case_id in m["text"]["body"] and "ditandatangani" in m["text"]["body"]
    ]


def test_a_template_that_fails_numbers_nothing_and_is_told(own: Product) -> None:
    case_id = scenes.ask(own, "Endang Rahayu", "janda_duda")
    numbers = own.rows("SELECT count(*) FROM documents_issuednumber")
    template = own.source / "src/sebayu/programmes/letters/letters/janda_duda.typ"
    sound = template.read_text()
    template.write_text(sound + '\n#panic("rusak")\n')
    result = scenes.sign(own, "Rina Astuti", case_id).text
    assert "0 dari 1 surat ditandatangani" in result and "gagal dicetak dan belum diberi nomor" in result
    assert scenes.state(own, case_id) == ("open", "sign") and letters(own, case_id) == []
    assert own.rows("SELECT count(*) FROM documents_issuednumber") == numbers
    with scenes.being(own, "Rina Astuti") as rina:
        rina.get(f"/meja/urusan/{case_id}/")
        assert "Surat gagal dibuat" in rina.text
        assert rina.get("/meja/tanda-tangan/").status_code == 200
    own.lend_part("opd_diskominfo.pengelola_sistem", "Pengelola sistem")
    keeper = own.rows("SELECT a.name FROM identity_account a JOIN identity_mandate m ON m.account_id = a.id"
                      " WHERE m.post_id = 'opd_diskominfo.pengelola_sistem'")[0][0]  # fmt: skip
    with scenes.being(own, keeper.split(",")[0]) as operator:
        operator.get("/meja/operator/")
        assert "1 surat gagal dibuat" in operator.text and "Surat Keterangan" in operator.text, operator.text[
            :1500
        ]
    told = own.rows(
        "SELECT count(*) FROM notify_message WHERE template = 'letter_broken' AND case_id = %s", case_id
    )
    assert told == [(1,)]
    assert "rusak" not in own.log("web") or "Traceback" not in own.log("web")
    template.write_text(sound)
    scenes.sign(own, "Rina Astuti", case_id)
    assert [state for state, _ in letters(own, case_id)] == ["signed"]


def test_a_process_killed_between_number_and_signature_leaves_one_letter(own: Product) -> None:
    case_id = scenes.ask(own, "Endang Rahayu", "janda_duda")
    own.inside("-c", DIES.format(case=case_id), ends=-signal.SIGKILL)
    ((state, number),) = letters(own, case_id)
    assert (state, bool(number)) == ("numbered", True)
    assert "1 dari 1" in scenes.sign(own, "Rina Astuti", case_id).text
    assert letters(own, case_id) == [("signed", number)]
    wait_until(lambda: deliveries(own, case_id), "the letter to reach a phone")
    assert len(deliveries(own, case_id)) == 1


def test_a_worker_killed_between_signature_and_delivery_delivers_once(own: Product) -> None:
    case_id = scenes.ask(own, "Endang Rahayu", "janda_duda")
    worker = next(pid for pid in own.processes() if command(pid).endswith("worker --region kota_tegal"))
    os.kill(worker, signal.SIGSTOP)  # it does nothing more, and then it is gone
    scenes.sign(own, "Rina Astuti", case_id)
    ((state, number),) = letters(own, case_id)
    assert state == "signed" and not deliveries(own, case_id)
    family = own.processes()
    os.kill(worker, signal.SIGKILL)
    assert own.process is not None
    own.process.wait(30)  # the demo says that a part is gone, and stops as a whole
    assert not [pid for pid in family if lives(pid)]
    own.start()
    wait_until(lambda: deliveries(own, case_id), "the letter to reach a phone after the restart", 90)
    sweep(own)
    assert len(deliveries(own, case_id)) == 1
    assert letters(own, case_id) == [("signed", number)]


def command(pid: int) -> str:
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as line:
            return line.read().replace(b"\0", b" ").decode().strip()
    except OSError:
        return ""


def sweep(own: Product) -> None:
    """The worker's own second look, at once: it must find nothing left to send."""
    own.inside(
        "-c", "import django; django.setup(); from sebayu.core.notify.delivering import sweep; sweep()"
    )
