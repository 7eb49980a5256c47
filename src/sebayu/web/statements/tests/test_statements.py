"""Numbers from outside: stated by the head of the owning office, counted once signed, marked everywhere, closed to everybody else."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sebayu.core.documents.models import Document
from sebayu.core.documents.tests.authority import authority
from sebayu.core.documents.tests.conftest import use
from sebayu.core.documents.tests.fake_bsre import SECRET, FakeBsre
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.models import Mandate
from sebayu.core.indicators import actions, catalogue, periods, reading
from sebayu.core.indicators.declare import Frequency
from sebayu.core.indicators.models import Statement
from sebayu.core.indicators.public import shelf
from sebayu.core.indicators.tests import town as declared
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry
from sebayu.web.room import cards
from sebayu.web.statements.forms import OFFERED, offered
from sebayu.web.tests.town import LONG_AGO, Town

OURS = replace(declared.STATED, office="kel_mintaragen")
LIST, ONE = "/meja/pernyataan/", "/meja/pernyataan/uji.stated/"
MONTH = timezone.localdate().replace(day=1)
LAST = periods.before("month", MONTH)
GIVEN = {"period": LAST.isoformat(), "value": "5,82", "evidence": "BPS, Sakernas Agustus (contoh)"}


@pytest.fixture(autouse=True)
def _numbers(db: None) -> Iterator[None]:
    catalogue.register(
        declared.APP, programme="uji", sources=[declared.ENDED], indicators=[declared.DONE, OURS]
    )
    yield
    catalogue.withdraw(declared.APP)


@pytest.fixture
def rina(as_: Callable, town: Town) -> Client:
    """Head of Kelurahan Mintaragen, which owns the number."""
    return as_(town.rina)


@pytest.fixture
def bsre(settings: Any, tmp_path: Path, transactional_db: None, town: Town) -> Iterator[FakeBsre]:
    with FakeBsre(authority()) as fake:
        fake.people = {town.rina.signer_nik: "RINA ASTUTI"}
        use(fake, settings, tmp_path)
        yield fake


def stated(client: Client, **more: str) -> str:
    """Fill in the form; the address of its signature."""
    answer = client.post(ONE, {**GIVEN, **more})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"]


def signed(client: Client, **more: str) -> Statement:
    url = stated(client, **more)
    answer = client.post(url, {"passphrase": SECRET})
    assert (answer.status_code, answer["Location"]) == (302, ONE)
    return Statement.objects.get(pk=url.rstrip("/").rpartition("/")[2])


def test_nothing_stated_yet_says_what_to_do(rina: Client) -> None:
    page = rina.get(LIST)
    (line,) = page.context["lines"]
    assert (line.tone, line.state, line.until) == ("idle", "Belum dinyatakan", None)
    assert "Pernyataan angka" in page.content.decode()
    assert "Belum ada. Setelah ditandatangani" in rina.get(ONE).content.decode()
    card = rina.get("/ruang/angka/").context["cards"]
    assert {c.key: c.declared for c in card}["uji.stated"] == "belum dinyatakan"


def test_signed_statement_counts_and_is_marked(rina: Client, bsre: FakeBsre) -> None:
    url = stated(rina)
    assert reading.latest("uji.stated").value is None
    assert "Angkanya belum berlaku" in rina.get(ONE).content.decode()
    page = rina.get(url)
    assert "5,82\u00a0%" in page.content.decode() and "Sakernas" in page.content.decode()
    assert rina.get(f"{url}gambar/").content.startswith(b"\x89PNG")
    done = rina.post(url, {"passphrase": SECRET}, follow=True).content.decode()
    assert "Angkanya sekarang berlaku" in done and "Dinyatakan kantor" in done
    number = rina.get("/ruang/angka/uji.stated/")
    assert (number.context["card"].figure, number.context["card"].declared) == ("5,82", "dinyatakan kantor")
    assert "Lurah Mintaragen" in number.content.decode() and "Sakernas" in number.content.decode()
    assert "dinyatakan kantor" in rina.get("/ruang/angka/").content.decode()
    assert rina.get(url).status_code == 404  # signed once, there is nothing left to sign


def test_secret_is_asked_for_and_kept_nowhere(rina: Client, bsre: FakeBsre) -> None:
    url = stated(rina)
    asked = rina.post(url, {"passphrase": ""})
    assert asked.status_code == 422 and "Isi kata sandi sertifikat" in asked.content.decode()
    wrong = rina.post(url, {"passphrase": "salah-sekali"})
    assert wrong.status_code == 422 and "salah-sekali" not in wrong.content.decode()
    assert Statement.objects.get().state == "draft"
    page = rina.post(url, {"passphrase": SECRET}, follow=True)
    assert Statement.objects.get().state == "signed"
    assert SECRET not in page.content.decode() + str(dict(rina.session))
    assert not LedgerEntry.objects.filter(detail__icontains=SECRET).exists()
    assert Document.objects.count() == 1  # numbered once; a wrong secret costs no second number


def test_unknown_outcome_is_settled_by_a_person_and_then_counted(rina: Client, bsre: FakeBsre) -> None:
    url = stated(rina)
    bsre.mode = "timeout"
    hanging = rina.post(url, {"passphrase": SECRET})
    assert hanging.status_code == 422 and "Hasil tanda tangan belum pasti" in hanging.content.decode()
    document = Document.objects.get()
    settle = f"/meja/tanda-tangan/belum-pasti/{document.pk}/"
    assert settle in rina.get(url).content.decode()
    rina.post(settle, {"how": "again", "reason": "Tidak ada di catatan BSrE"})
    bsre.mode = "ok"
    assert rina.post(url, {"passphrase": SECRET}).status_code == 302
    assert Statement.objects.get().state == "signed"


def test_a_letter_found_to_be_signed_needs_no_second_signature(
    rina: Client, bsre: FakeBsre, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = stated(rina)
    statement = Statement.objects.get()
    with monkeypatch.context() as patch:  # the signature is kept, what should follow it is not
        patch.setattr(actions, "_count", lambda *_args: None)
        actions.sign_statement(by=actor_for(town.rina), statement_id=statement.id, passphrase=SECRET)
    assert reading.latest("uji.stated").value is None
    page = rina.get(url).content.decode()
    assert "ternyata sudah ditandatangani" in page and 'type="password"' not in page
    assert rina.post(url).status_code == 302
    assert reading.latest("uji.stated").value == 5.82


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"value": "banyak"}, "value"), ({"value": "101"}, "value"), ({"value": ""}, "value"), ({"evidence": " "}, "evidence"),
        ({"period": "2999-01-01"}, "period"), ({"period": "x"}, "period"), ({"evidence": "x" * 501}, "evidence"),
    ],
)  # fmt: skip
def test_errors_keep_what_was_typed(rina: Client, more: dict, field: str) -> None:
    answer = rina.post(ONE, {**GIVEN, **more})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    if field != "evidence":
        assert "Sakernas" in answer.content.decode()
    assert not Statement.objects.exists()


def test_who_comes_in(as_: Callable, town: Town, rina: Client, bsre: FakeBsre) -> None:
    url = stated(rina)
    other = as_(town.joko)  # heads another office
    Mandate.objects.create(account=town.joko, post_id="kel_panggung.head", valid_from=LONG_AGO, kind="plt")
    assert other.get(LIST).context["lines"] == []
    assert "tidak memiliki angka" in other.get(LIST).content.decode()
    assert other.get(ONE).status_code == other.post(ONE, GIVEN).status_code == 403
    for address in (url, f"{url}gambar/"):
        assert other.get(address).status_code == 404
    assert other.post(url, {"passphrase": SECRET}).status_code == 404
    assert other.post(f"{url}buang/").status_code == 404
    for account in (town.budi, town.tuti, town.sari, town.darmo):
        client = as_(account)
        for address in (LIST, ONE, url, f"{url}gambar/"):
            assert client.get(address).status_code == 403
        assert (
            client.post(url, {"passphrase": SECRET}).status_code
            == client.post(f"{url}buang/").status_code
            == 403
        )
    assert Client().get(LIST).status_code == 302
    assert [s.state for s in Statement.objects.all()] == ["draft"]


def test_rail_offers_it_only_to_the_owner(as_: Callable, town: Town, rina: Client) -> None:
    assert f'href="{LIST}"' in rina.get("/meja/").content.decode()
    assert f'href="{LIST}"' not in as_(town.budi).get("/meja/").content.decode()


def discarded(client: Client, url: str) -> str:
    page = client.post(f"{url}buang/", follow=True)
    return page.content.decode()


def test_a_draft_is_thrown_away_and_waits_no_more(rina: Client) -> None:
    url = stated(rina)
    assert "Buang pernyataan ini" in rina.get(url).content.decode()
    assert "Pernyataan dibuang" in discarded(rina, url)
    assert rina.get(url).status_code == rina.post(f"{url}buang/").status_code == 404
    assert rina.get(LIST).context["lines"][0].draft is None
    assert LedgerEntry.objects.filter(act="indicator.discard_statement").count() == 1
    assert stated(rina, value="5,6") != url, "the next one begins anew"


def test_the_number_of_a_discarded_letter_stays_taken(rina: Client, bsre: FakeBsre) -> None:
    url = stated(rina)
    rina.post(url, {"passphrase": "salah-sekali"})
    number = Document.objects.get().number
    assert number and "tetap tercatat sebagai batal" in rina.get(url).content.decode()
    discarded(rina, url)
    assert (Document.objects.get().number, Document.objects.get().state) == (number, "void")


def test_nothing_is_thrown_away_while_its_signature_is_unknown(rina: Client, bsre: FakeBsre) -> None:
    url = stated(rina)
    bsre.mode = "timeout"
    rina.post(url, {"passphrase": SECRET})
    assert "Buang pernyataan ini" not in rina.get(url).content.decode()
    assert "Tuntaskan dahulu" in discarded(rina, url)
    assert Statement.objects.get().replaced_at is None


def test_computed_number_cannot_be_stated(rina: Client) -> None:
    page = rina.get("/meja/pernyataan/uji.done/")
    assert page.status_code == 400 and "tidak dapat diketik" in page.content.decode()
    assert rina.post("/meja/pernyataan/uji.done/", GIVEN).status_code == 400
    assert rina.get("/meja/pernyataan/tidak.ada/").status_code == 404


def test_a_later_statement_replaces_and_both_stay_to_be_read(rina: Client, bsre: FakeBsre) -> None:
    signed(rina)
    signed(rina, value="5,6")
    new, old = rina.get(ONE).context["history"]
    assert (new["value"], new["replaced_at"]) == ("5,6\u00a0%", None)
    assert old["value"] == "5,82\u00a0%" and old["replaced_at"]
    assert rina.get(LIST).context["lines"][0].last == "5,6\u00a0%"


def test_faded_statement_says_so_and_shows_no_number(rina: Client, bsre: FakeBsre) -> None:
    begin = periods.start("month", MONTH - dt.timedelta(days=200))
    signed(rina, period=begin.isoformat())
    (line,) = rina.get(LIST).context["lines"]
    assert (line.tone, line.state, line.last) == ("warn", "Sudah terlalu lama", "5,82\u00a0%")
    assert line.until < timezone.localdate()
    page = rina.get("/ruang/angka/uji.stated/")
    assert (page.context["card"].figure, page.context["card"].declared) == ("–", "sudah terlalu lama")
    assert "Yang terakhir dinyatakan: 5,82" in page.content.decode()


def test_public_sees_a_statement_once_it_is_published(client: Client, rina: Client, bsre: FakeBsre) -> None:
    signed(rina)
    shelf.put(by=Actor.system("Uji"))
    signed(rina, value="5,7")
    page = client.get("/publik/angka/uji.stated/")
    assert page.context["card"].figure == "5,82"
    assert "dinyatakan kantor" in page.content.decode()
    assert ONE not in page.content.decode() and "/janji/" not in page.content.decode()


def test_public_never_reads_that_a_statement_is_small_or_still_counts_when_faded(
    client: Client, rina: Client, bsre: FakeBsre
) -> None:
    shelf.put(by=Actor.system("Uji"))
    begin = periods.start("month", MONTH - dt.timedelta(days=200))
    signed(rina)
    assert "Terlalu sedikit" not in client.get("/publik/angka/uji.stated/").content.decode()
    faded = replace(OURS, fades_after_days=0)
    catalogue.register(
        declared.APP, programme="uji", sources=[declared.ENDED], indicators=[declared.DONE, faded]
    )
    signed(rina, period=begin.isoformat())
    shelf.put(by=Actor.system("Uji"))
    card = client.get("/publik/angka/uji.stated/").context["card"]
    assert (card.figure, card.declared) == ("–", "sudah terlalu lama")


@pytest.mark.parametrize("frequency", list(Frequency))
def test_periods_offered_have_begun_and_come_once(frequency: Frequency) -> None:
    rows = offered(replace(OURS, frequency=frequency))
    days = [dt.date.fromisoformat(value) for value, _label in rows]
    assert len(set(days)) == OFFERED[frequency] and days == sorted(days, reverse=True)
    assert max(days) <= timezone.localdate()
    assert "masih berjalan" in rows[0][1]
    assert all(periods.start(frequency, day) == day for day in days)


def test_declared_figures_keep_their_digits() -> None:
    assert cards.digits(OURS, 5.82) == "5,82"
    assert cards.digits(declared.ON_TIME, 62.069) == "62,1"
    assert cards.told(OURS, None) == "–"
