"""The demo of both regions: Kota Tegal with its six quick wins, Purbalingga with nothing invented."""

import pytest

from sebayu.core.areas import region
from sebayu.core.identity.loading import load_offices
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evidence import progress
from sebayu.programmes.movement.plan import current, demo, owners
from sebayu.programmes.movement.plan.compare import compare
from sebayu.programmes.movement.plan.models import Plan
from sebayu.programmes.movement.structure import demo as structure

SAID: list[str] = []


def fill() -> None:
    load_offices(region.pack(), by=Actor.system("Uji"))
    structure.seed(SAID.append)
    demo.seed(SAID.append)


@pytest.mark.django_db
def test_kota_tegal_has_its_six_quick_wins_with_their_owners() -> None:
    fill()
    wins = current.quick_wins()
    who = owners.many(wins)
    found = {w.dimension.key: (w.title, who[w.id].office_key, w.is_sure) for w in wins}
    assert found == {
        "smart_governance": ("E-Kelurahan", "opd_diskominfo", True),
        "smart_living": ("Tegal Padang Jingrang", "opd_dishub", False),
        "smart_environment": ("Pengolahan Limbah B3", "opd_dlh", False),
        "smart_economy": ("Job Cafe Anteraja", "opd_disnakerin", True),
        "smart_society": ("Asela Dijaketi", "opd_disdikbud", True),
        "smart_branding": ("SI Langit Cerah", "opd_disporapar", False),
    }
    shares = progress.many(wins)
    proofs = {w.title: {p.kind for p in shares[w.id].parts} for w in wins}
    assert proofs.pop("E-Kelurahan") == {"proof", "milestone"}
    assert set(map(frozenset, proofs.values())) == {frozenset({"milestone"})}
    assert {shares[w.id].state for w in wins if w.title != "E-Kelurahan"} == {"unproven"}
    newest, before = Plan.objects.order_by("-adopted_on")
    found = compare(before, newest)
    assert (len(found.added), len(found.dropped), len(found.changed)) == (1, 1, 2)
    count = Plan.objects.count()
    demo.seed(SAID.append)
    assert Plan.objects.count() == count


@pytest.mark.django_db
def test_purbalingga_is_empty_and_says_so(settings) -> None:
    settings.SEBAYU_REGION = "kabupaten_purbalingga"
    fill()
    assert not Plan.objects.exists()
    assert current.quick_wins() == []
    assert "tidak dikarang" in SAID[-1]
