"""Sources and agreements on screen: recorded, ended, warned about in time, with what their end changes."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from sebayu.core.exchange import effects
from sebayu.core.exchange.actions import configure_source, record_agreement
from sebayu.core.exchange.models import Agreement, SourceConfig
from sebayu.core.exchange.sources import REMOTE
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry
from sebayu.web.office.tests.test_accounts import count_queries
from sebayu.web.tests.town import Town

SYSTEM = Actor.system("uji")


def connect(source: str, mode: str = "value") -> None:
    configure_source(by=SYSTEM, source=source, mode=mode, base_url="http://127.0.0.1:9/x")


def agree(source: str, number: str = "PKS-1", days: int = 400, **more: object) -> Agreement:
    today = timezone.localdate()
    given = {
        "user_office_key": "kota_tegal", "user_office": "Pemerintah Kota Tegal", "purpose": "Pelayanan surat", "basis": "Permendagri 102/2019",
        "method": "value", "elements": REMOTE[source].paths, "valid_from": today - dt.timedelta(days=30), "valid_until": today + dt.timedelta(days=days),
    }  # fmt: skip
    return record_agreement(by=SYSTEM, source=source, number=number, **given | more)


def new(**more: object) -> dict:
    today = timezone.localdate()
    return {
        "number": "470/PKS/2026", "user_office_key": "kota_tegal", "purpose": "Pelayanan surat", "basis": "Permendagri 102/2019",
        "method": "value", "elements": ["person.name", "person.birth_date"], "return_data": "", "valid_from": today.isoformat(),
        "valid_until": (today + dt.timedelta(days=700)).isoformat(), **more,
    }  # fmt: skip


def test_an_agreement_is_recorded_with_its_elements(nur: Client, town: Town) -> None:
    form = nur.get("/kantor/perjanjian/baru/?sumber=dukcapil").content.decode()
    assert "NAMA_LGKP" in form
    response = nur.post("/kantor/perjanjian/baru/?sumber=dukcapil", new())
    made = Agreement.objects.get()
    assert response["Location"] == f"/kantor/perjanjian/{made.id}/"
    assert (made.user_office, made.recorded_by) == ("Pemerintah Kota Tegal", "Nur Suryani, Pengelola Sistem")
    assert set(made.elements.values_list("path", flat=True)) == {"person.name", "person.birth_date"}
    assert LedgerEntry.objects.filter(act="agreement.record").count() == 1
    html = nur.get(response["Location"]).content.decode()
    assert "470/PKS/2026" in html and "2 unsur data" in html


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"elements": []}, "elements"),
        ({"elements": ["person.religion_of_neighbour"]}, "elements"),
        ({"valid_until": "2020-01-01"}, "mendahului"),
        ({"user_office_key": "x"}, "user_office_key"),
        ({"method": "telepati"}, "method"),
        ({"number": " "}, "number"),
    ],
)  # fmt: skip
def test_a_wrong_agreement_is_not_recorded(nur: Client, town: Town, more: dict, said: str) -> None:
    response = nur.post("/kantor/perjanjian/baru/?sumber=dukcapil", new(**more))
    assert response.status_code == 422
    errors = response.context["form"].errors
    assert said in errors or said in str(errors)
    assert not Agreement.objects.exists()


def test_the_same_number_twice_is_said_in_words(nur: Client, town: Town) -> None:
    agree("dukcapil", number="470/PKS/2026")
    response = nur.post("/kantor/perjanjian/baru/?sumber=dukcapil", new())
    assert response.status_code == 422
    assert "nomornya sudah ada" in response.content.decode()
    assert "Pelayanan surat" in response.content.decode()


def test_what_ends_soon_says_which_services_change(nur: Client, town: Town) -> None:
    connect("dtsen")
    agreement = agree("dtsen", days=20)
    html = nur.get("/kantor/sumber/").content.decode()
    assert "perjanjian berakhir 20 hari lagi" in html
    changed = effects.of_end(agreement)
    assert "Surat Keterangan Tidak Mampu" in {effect.title for effect in changed}
    page = nur.get(f"/kantor/perjanjian/{agreement.id}/").content.decode()
    assert all(effect.title in page for effect in changed)
    Agreement.objects.update(valid_until=timezone.localdate() + dt.timedelta(days=61))
    assert "hari lagi" not in nur.get("/kantor/sumber/").content.decode()


def test_effects_follow_what_else_may_be_asked(town: Town) -> None:
    connect("oss")
    first = agree("oss", days=20)
    lost = {effect.key for effect in effects.of_end(first)}
    assert lost, "services about a business ask OSS"
    second = agree("oss", number="PKS-2", days=10)
    assert {effect.key for effect in effects.of_end(first)} == lost, "the second ends even earlier"
    second.valid_until = first.valid_until + dt.timedelta(days=100)
    second.save()
    assert effects.of_end(first) == []
    second.services = [min(lost)]
    second.save()
    assert {effect.key for effect in effects.of_end(first)} == lost - {min(lost)}
    configure_source(by=SYSTEM, source="oss", mode="manual")
    assert effects.of_end(first) == [], "officers look already"


def test_an_agreement_for_one_service_changes_that_service_alone(town: Town) -> None:
    connect("dtsen")
    agreement = agree("dtsen", services=["uji_tidak_mampu"])
    assert {effect.key for effect in effects.of_end(agreement)} <= {"uji_tidak_mampu"}


def test_an_agreement_is_ended_with_a_reason(nur: Client, budi: Client, town: Town) -> None:
    agreement = agree("dukcapil")
    url = f"/kantor/perjanjian/{agreement.id}/akhiri/"
    today = timezone.localdate()
    assert budi.post(url, {"on": today, "because": "x"}).status_code == 403
    assert nur.post(url, {"on": today, "because": " "}).status_code == 422
    nur.post(url, {"on": today.isoformat(), "because": "Diganti perjanjian baru"})
    agreement.refresh_from_db()
    assert (agreement.ended_on, agreement.ended_because) == (today, "Diganti perjanjian baru")
    html = nur.get(f"/kantor/perjanjian/{agreement.id}/").content.decode()
    assert "diakhiri" in html and "Akhiri sebelum waktunya" not in html
    assert not Agreement.objects.on(today).exists()


def test_a_source_is_set_without_its_secret(nur: Client, town: Town) -> None:
    good = {
        "mode": "value",
        "base_url": "https://register.contoh.test/api",
        "credentials_ref": "env:SEBAYU_OSS",
        "owner_office_key": "",
        "timeout_ms": "3000",
    }
    assert nur.post("/kantor/sumber/oss/", good).status_code == 302
    assert SourceConfig.objects.get(pk="oss").base_url == good["base_url"]
    for wrong in (
        {"credentials_ref": "rahasia-sekali"},
        {"base_url": "https://a:b@contoh.test/"},
        {"base_url": ""},
        {"timeout_ms": "1"},
    ):
        assert nur.post("/kantor/sumber/oss/", good | wrong).status_code == 422
    assert nur.post("/kantor/sumber/oss/", good | {"mode": "verify"}).status_code == 422, (
        "OSS does not offer it"
    )
    assert SourceConfig.objects.get(pk="oss").credentials_ref == "env:SEBAYU_OSS"
    assert nur.get("/kantor/sumber/tidak-ada/").status_code == 404


def test_the_book_costs_the_same_with_many_agreements_and_leaves_as_a_file(nur: Client, town: Town) -> None:
    agree("oss")
    nur.get("/kantor/perjanjian/")
    few = count_queries(nur, "/kantor/perjanjian/")
    for n in range(30):
        agree("oss", number=f"PKS-{n + 2}", elements=["business.nib"])
    assert count_queries(nur, "/kantor/perjanjian/") == few == 6
    assert 'rel="next"' in nur.get("/kantor/perjanjian/").content.decode()
    assert 'rel="next"' not in nur.get("/kantor/perjanjian/?sumber=pbb").content.decode()
    text = nur.get("/kantor/perjanjian/?berkas=csv").content.decode("utf-8-sig")
    assert text.count("PKS-") == 31


def test_sources_cost_the_same_whatever_is_in_the_book(nur: Client, town: Town) -> None:
    connect("oss")
    agree("oss")
    nur.get("/kantor/sumber/")
    few = count_queries(nur, "/kantor/sumber/")
    for n in range(8):
        agree("oss", number=f"PKS-{n + 2}", elements=["business.nib"])
    assert count_queries(nur, "/kantor/sumber/") == few == 8
