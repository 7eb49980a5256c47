"""The cast of the demo: one tap, and only in the demo."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sebayu.core.identity.models import Account
from sebayu.core.identity.tests.people import Town


@pytest.fixture
def demo(settings, town: Town) -> Town:
    settings.DEMO = True
    Account.objects.filter(id__in=[town.rina.id, town.sari.id]).update(demo_role="Peran")
    return town


def test_cast_is_listed_with_its_posts(demo: Town) -> None:
    page = Client().get(reverse("login:cast")).content.decode()
    assert "Rina Astuti" in page
    assert "Lurah Mintaragen" in page
    assert "Tuti" not in page


def test_one_tap_takes_a_part_good_enough_to_sign(demo: Town) -> None:
    client = Client()
    client.post(reverse("login:play", args=[demo.rina.id]))
    assert client.get("/sign/").status_code == 200


def test_one_tap_changes_the_part(demo: Town) -> None:
    client = Client()
    client.post(reverse("login:play", args=[demo.rina.id]))
    assert client.post(reverse("login:play", args=[demo.sari.id]), {"next": "/citizen/"}).url == "/citizen/"
    assert client.get("/officer/").status_code == 403
    assert client.get("/citizen/").status_code == 200


def test_looking_is_not_logging_in(demo: Town) -> None:
    assert Client().get(reverse("login:play", args=[demo.rina.id])).status_code == 405


def test_account_outside_the_cast_is_not_played(demo: Town) -> None:
    assert Client().post(reverse("login:play", args=[demo.budi.id])).status_code == 404


def test_outside_the_demo_there_is_no_cast(demo: Town, settings) -> None:
    settings.DEMO = False
    assert Client().get(reverse("login:cast")).status_code == 404
    client = Client()
    assert client.post(reverse("login:play", args=[demo.rina.id])).status_code == 404
    assert "_auth_user_id" not in client.session
    assert reverse("login:cast") not in client.get(reverse("login:choose")).content.decode()
