"""The movement's own number from outside: who owns it, and that the demo states only what is publicly known."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from sebayu.core.documents.tests.authority import authority
from sebayu.core.documents.tests.conftest import use
from sebayu.core.documents.tests.fake_bsre import SECRET, FakeBsre
from sebayu.core.identity.acting import holder
from sebayu.core.identity.models import Account, Mandate, Office, Post
from sebayu.core.indicators import catalogue, reading
from sebayu.core.indicators.models import Statement
from sebayu.core.indicators.owners import owner_of
from sebayu.programmes.movement import demo

LONG_AGO, DAY = dt.date(2020, 1, 1), dt.date(2026, 11, 21)
NIK = "3376014101800002"


def seat() -> None:
    office = Office.objects.create(
        key="opd_disnakerin",
        name="Dinas Tenaga Kerja dan Perindustrian",
        kind="opd",
        unit_code="Disnakerin",
        letterhead={"lines": ["PEMERINTAH KOTA TEGAL", "DINAS TENAGA KERJA"]},
        valid_from=LONG_AGO,
    )
    post = Post.objects.create(
        key=demo.HEAD, office=office, role="head", title="Kepala Dinas Tenaga Kerja", valid_from=LONG_AGO
    )
    who = Account.objects.create_user(
        name="Rekaan Contoh", email="kepala@contoh.test", nip="198001012005012001", signer_nik=NIK
    )
    Mandate.objects.create(account=who, post=post, valid_from=LONG_AGO)
    assert holder(demo.HEAD) is not None


def test_labour_office_answers_for_unemployment() -> None:
    indicator = catalogue.get(demo.KEY)
    assert not indicator.is_computed
    assert owner_of(indicator, DAY) == "opd_disnakerin"


def test_demo_states_it_once_and_marks_it(
    settings: Any, tmp_path: Path, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat()
    monkeypatch.setattr(demo, "PASSPHRASE", SECRET)
    said: list[str] = []
    with FakeBsre(authority()) as fake:
        fake.people = {NIK: "REKAAN CONTOH"}
        use(fake, settings, tmp_path)
        demo.fill(said.append)
        demo.fill(said.append)
    found = reading.latest(demo.KEY, at=DAY)
    assert (found.value, found.confidence, found.period_key) == (5.82, "declared", "2025")
    assert Statement.objects.get().evidence.endswith("(contoh)")
    assert len(said) == 1 and "(contoh" in said[0]


@pytest.mark.django_db
def test_elsewhere_it_stays_unstated(settings: Any) -> None:
    settings.SEBAYU_REGION = "kabupaten_purbalingga"
    demo.fill(pytest.fail)
    assert reading.latest(demo.KEY, at=DAY).why == "not_stated"
    assert owner_of(catalogue.get(demo.KEY), DAY) == ""
