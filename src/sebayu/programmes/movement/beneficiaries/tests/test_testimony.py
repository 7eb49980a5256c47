"""The page of who was drawn, and what officials see of the sample."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.beneficiaries import actions
from sebayu.programmes.movement.evaluation.tests.conftest import People

pytestmark = pytest.mark.django_db
Enter = Callable[[Account], Client]


def text(response: Any) -> str:
    return response.content.decode()


def test_citizen_agrees_or_refuses_without_an_account(
    issued: Any, opened: Any, planner: Actor, people: People, as_: Enter
) -> None:
    for _n in range(2):
        issued()
    edition = opened(timezone.localdate().year)
    sample = actions.draw_sample(by=planner, edition=edition)
    actions.invite_next(by=planner, sample=sample)
    first, second = sample.beneficiaries.all()
    phone = Client()
    page = text(phone.get(f"/publik/kesaksian/{first.token}/"))
    assert "bebas menolak" in page and "Wulandari" not in page
    assert phone.post(f"/publik/kesaksian/{first.token}/", {"do": "answer", "knew": "3"}).status_code == 422
    assert "Terima kasih" in text(
        phone.post(
            f"/publik/kesaksian/{first.token}/", {"do": "answer", "knew": "3", "benefit": "4", "again": "4"}
        )
    )
    assert "tidak akan ditanya lagi" in text(
        phone.post(f"/publik/kesaksian/{second.token}/", {"do": "refuse"})
    )
    assert "Sudah tidak perlu" in text(phone.get(f"/publik/kesaksian/{second.token}/"))
    shown = text(as_(people.planner).get(f"/gerakan/evaluasi/{edition.id}/penerima/"))
    assert str(first.case_id) not in shown
    checked = as_(people.planner).post(
        f"/gerakan/evaluasi/{edition.id}/penerima/", {"do": "check"}, follow=True
    )
    assert "hasil yang sama" in text(checked)


@pytest.mark.parametrize(
    ("who", "status"),
    [("assessor", 200), ("other_assessor", 404), ("planner", 200), ("rina", 200), ("sari", 403)],
)
def test_who_opens_the_sample(assessing: Any, people: People, as_: Enter, who: str, status: int) -> None:
    account = getattr(people, who, None) or getattr(people.town, who)
    edition = assessing()
    assert as_(account).get(f"/gerakan/evaluasi/{edition.id}/penerima/").status_code == status
    if status == 200:
        assert f"{edition.id}/penerima/" in text(as_(account).get(f"/gerakan/evaluasi/{edition.id}/"))
