"""The book of agreements, the settings of sources, and loading them from the region pack."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from sebayu.core.areas import region
from sebayu.core.exchange.actions import configure_source, end_agreement, load_sources, record_agreement
from sebayu.core.exchange.errors import ConfigInvalid
from sebayu.core.exchange.models import Agreement, SourceConfig
from sebayu.core.exchange.sources import REMOTE, connect
from sebayu.core.exchange.tests.conftest import SYSTEM, agree
from sebayu.core.ledger.errors import Forbidden
from sebayu.core.ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db


def test_the_pack_says_how_registers_answer_and_who_owns_them():
    made = load_sources(by=SYSTEM, pack=region.load("kota_tegal"))
    assert {c.source: c.mode for c in made} == dict.fromkeys(REMOTE, "manual")
    assert {c.source: c.owner_office_key for c in made}["dukcapil"] == "opd_dukcapil"
    assert not Agreement.objects.exists()


def test_the_demo_is_connected_under_an_agreement_marked_as_an_example():
    load_sources(by=SYSTEM, pack=region.load("kota_tegal"), sandbox_url="http://127.0.0.1:9/")
    assert SourceConfig.objects.get(pk="dtsen").base_url == "http://127.0.0.1:9/dtsen"
    assert SourceConfig.objects.get(pk="dtsen").owner_office_key == "opd_dinsos"
    agreement = Agreement.objects.get(source="dukcapil")
    assert "(contoh)" in agreement.user_office
    assert set(agreement.elements.values_list("path", flat=True)) == REMOTE["dukcapil"].paths
    assert agreement.elements.get(path="person.name").element == "NAMA_LGKP"


def test_loading_again_keeps_what_an_administrator_set():
    pack = region.load("kota_tegal")
    load_sources(by=SYSTEM, pack=pack)
    configure_source(by=SYSTEM, source="oss", mode="off")
    assert load_sources(by=SYSTEM, pack=pack) == []
    assert SourceConfig.objects.get(pk="oss").mode == "off"


def test_the_restarted_demo_follows_its_sandbox_to_another_port():
    pack = region.load("kota_tegal")
    load_sources(by=SYSTEM, pack=pack, sandbox_url="http://127.0.0.1:9001")
    load_sources(by=SYSTEM, pack=pack, sandbox_url="http://127.0.0.1:9002")
    assert SourceConfig.objects.get(pk="pbb").base_url == "http://127.0.0.1:9002/pbb"
    assert Agreement.objects.count() == len(REMOTE)


def test_only_administrators_set_sources_and_agreements(pak_budi, bu_sari):
    for by in (pak_budi, bu_sari):
        with pytest.raises(Forbidden):
            configure_source(by=by, source="oss", mode="value")
        with pytest.raises(Forbidden):
            load_sources(by=by, pack=region.load("kota_tegal"))
    agreement = agree("oss")
    with pytest.raises(Forbidden):
        end_agreement(by=pak_budi, agreement=agreement, on=dt.date.today(), because="x")


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "facebook"},
        {"mode": "sometimes"},
        {"base_url": "ftp://127.0.0.1/"},
        {"base_url": "http://user:secret@127.0.0.1/"},
        {"credentials_ref": "rahasia123"},
        {"timeout_ms": 0},
        {"source": "oss", "mode": "verify"},
    ],
)
def test_impossible_settings_are_refused_with_a_message(changes):
    with pytest.raises(ConfigInvalid):
        configure_source(by=SYSTEM, **{"source": "dukcapil", **changes})
    assert not SourceConfig.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"number": " "},
        {"purpose": ""},
        {"elements": ["person.fingerprint"]},
        {"elements": ["business.nib"]},
        {"method": "fax"},
        {"valid_until": dt.date(2000, 1, 1)},
    ],
)
def test_an_impossible_agreement_is_refused(changes):
    with pytest.raises(ConfigInvalid):
        agree("dukcapil", **changes)
    assert not Agreement.objects.exists()


def test_the_same_number_is_recorded_once_and_an_end_needs_a_reason():
    agreement = agree("oss")
    with pytest.raises(ConfigInvalid):
        agree("oss")
    with pytest.raises(ConfigInvalid):
        end_agreement(by=SYSTEM, agreement=agreement, on=dt.date.today(), because=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.update(ended_on=dt.date.today(), ended_because="")


def test_recording_is_in_the_ledger():
    agree("oss", elements=["business.nib"])
    entry = LedgerEntry.objects.order_by("-id").first()
    assert (entry.act, entry.facts) == ("agreement.record", ["business.nib"])


def test_in_force_on_both_end_days():
    agree("oss", valid_from=dt.date(2026, 1, 1), valid_until=dt.date(2026, 12, 31))
    days = [dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2026, 12, 31), dt.date(2027, 1, 1)]
    assert [Agreement.objects.on(day).exists() for day in days] == [False, True, True, False]


def test_a_client_is_kept_until_its_settings_change():
    config = configure_source(by=SYSTEM, source="oss", mode="value", base_url="http://127.0.0.1:9")
    first = connect(config)
    assert connect(config) is first
    config = configure_source(by=SYSTEM, source="oss", base_url="http://127.0.0.1:10")
    assert connect(config) is not first


def test_health_says_what_is_misconfigured_without_reading_anything(monkeypatch, tmp_path):
    config = configure_source(by=SYSTEM, source="oss", mode="value", credentials_ref="env:SEBAYU_OSS_MISSING")
    assert len(connect(config).health()) == 2
    secret = tmp_path / "token"
    secret.write_text("abc\n")
    config = configure_source(
        by=SYSTEM, source="oss", base_url="http://127.0.0.1:9", credentials_ref=f"file:{secret}"
    )
    assert connect(config).health() == []
    assert connect(config).credentials() == {"token": "abc"}


def test_agreements_are_recorded_by_hand_too():
    today = dt.date.today()
    made = record_agreement(
        by=SYSTEM, source="dukcapil", number="470/1/PKS", user_office_key="opd_diskominfo", user_office="Diskominfo",
        purpose="Pelayanan surat keterangan", basis="Permendagri 102/2019", method="verify", elements=["person.name"],
        valid_from=today, valid_until=today, return_data="Jumlah surat terbit",
    )  # fmt: skip
    assert made.recorded_by == "uji"


def test_the_operator_sees_missing_and_ending_agreements_and_resting_registers():
    from sebayu.core.exchange.breaker import FAILURES, breaker
    from sebayu.core.exchange.health import problems

    configure_source(by=SYSTEM, source="oss", mode="value", base_url="http://127.0.0.1:9")
    configure_source(by=SYSTEM, source="pbb", mode="manual")
    assert [p.source for p in problems()] == ["oss"]
    agree("oss", valid_until=dt.date.today() + dt.timedelta(300))
    assert problems() == []
    assert [p.source for p in problems(today=dt.date.today() + dt.timedelta(280))] == ["oss"]
    for _ in range(FAILURES):
        breaker.failed("oss")
    assert [p.source for p in problems()] == ["oss"]
