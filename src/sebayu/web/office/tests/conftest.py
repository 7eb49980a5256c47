"""The administrator beside the people of the town: who runs the accounts is neither Pak Budi nor Ibu Tuti."""

from collections.abc import Callable

import pytest
from django.test import Client

from sebayu.core.identity.models import Account, Mandate, Office, Post
from sebayu.web.tests.town import LONG_AGO, Town


@pytest.fixture
def nur_account(town: Town) -> Account:
    """Keeps the system of the whole city."""
    office = Office.objects.create(
        key="opd_diskominfo",
        name="Dinas Komunikasi dan Informatika",
        kind="opd",
        area_code="33.76",
        valid_from=LONG_AGO,
    )
    post = Post.objects.create(
        key="opd_diskominfo.pengelola_sistem",
        office=office,
        role="admin",
        title="Pengelola Sistem",
        valid_from=LONG_AGO,
    )
    account = Account.objects.create_user(
        name="Nur Suryani", email="nur@contoh.test", password="kata sandi panjang"
    )
    Mandate.objects.create(account=account, post=post, valid_from=LONG_AGO)
    return account


@pytest.fixture
def nur(as_: Callable, nur_account: Account) -> Client:
    return as_(nur_account)


@pytest.fixture
def budi(as_: Callable, town: Town) -> Client:
    return as_(town.budi)


@pytest.fixture
def tuti(as_: Callable, town: Town) -> Client:
    return as_(town.tuti)
