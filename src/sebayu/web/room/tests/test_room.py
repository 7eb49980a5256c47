"""The leaders' room: numbers with their rows, nobody's name, closed to everybody else."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from sebayu.core.cases.models import Case
from sebayu.core.cases.tests.many import cases
from sebayu.core.identity.models import Mandate, Post
from sebayu.web.tests.town import LONG_AGO, Town


@pytest.fixture
def wali(as_, town: Town) -> Client:
    post = Post.objects.create(
        key="kota_tegal.wali_kota",
        office_id="kota_tegal",
        role="leader",
        title="Wali Kota",
        valid_from=LONG_AGO,
    )
    Mandate.objects.create(account=town.joko, post=post, valid_from=LONG_AGO)
    return as_(town.joko)


def test_numbers_are_those_of_the_rows_behind_them(wali: Client, town: Town) -> None:
    made = cases(4)
    Case.objects.filter(pk=made[0].pk).update(due_at=timezone.now() - dt.timedelta(hours=1))
    response = wali.get("/ruang/")
    assert response.context["totals"] == {"open": 4, "late": 1, "waiting": 0, "issued": 0, "refused": 0}
    (line,) = [x for x in response.context["lines"] if x.key == "kel_mintaragen"]
    for which, n in (("berjalan", line.figures.open), ("terlambat", line.figures.late), ("terbit", 0)):
        assert wali.get(f"/ruang/kantor/kel_mintaragen/?lihat={which}").context["total"] == n
        assert wali.get(f"/ruang/semua/?lihat={which}").context["total"] == n


def test_nobody_is_named(wali: Client, town: Town) -> None:
    made = cases(2, subject_name="Rahasia Negara")
    for url in ("/ruang/", "/ruang/semua/", "/ruang/kantor/kel_mintaragen/"):
        html = wali.get(url).content.decode()
        assert "Rahasia Negara" not in html
    assert made[0].number in html


def test_room_is_for_leaders_and_heads(as_, town: Town, wali: Client) -> None:
    assert as_(town.rina).get("/ruang/").status_code == 200
    for account in (town.budi, town.darmo, town.sari, town.tuti):
        assert as_(account).get("/ruang/").status_code == 403
    assert wali.get("/ruang/kantor/tidak_ada/").status_code == 404
    assert wali.get("/ruang/kantor/kel_mintaragen/?lihat=x").status_code == 404


def test_an_empty_region_says_so_with_zeros(wali: Client) -> None:
    response = wali.get("/ruang/")
    assert response.context["totals"]["open"] == 0
    assert "Kelurahan Mintaragen" in response.content.decode()
