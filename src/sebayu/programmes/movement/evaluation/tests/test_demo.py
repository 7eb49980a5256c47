"""The demo's part fills a region once, and invents nothing for a region of which nothing is known."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from sebayu.core.cases.models import Case
from sebayu.core.satisfaction.models import Response
from sebayu.programmes.movement.evaluation import demo, scores
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, WeightSet
from sebayu.programmes.movement.evaluation.tests.conftest import People

pytestmark = pytest.mark.django_db


def test_tegal_gets_three_past_years_and_a_running_one(issued: Callable[[], Case], people: People) -> None:
    for _n in range(6):
        issued()
    said: list[str] = []
    demo.seed(said.append)
    demo.seed(said.append)
    editions = list(EvaluationEdition.objects.all())
    assert [e.year for e in editions] == [timezone.localdate().year - n for n in range(4)]
    assert all("(contoh)" in e.title for e in editions)
    sheets = scores.sheets(editions)
    assert [s.is_complete for s in sheets] == [False, True, True, True]
    assert Response.objects.count() >= 4


def test_purbalingga_gets_the_published_weights_and_nothing_invented(people: People, settings: Any) -> None:
    settings.SEBAYU_REGION = "kabupaten_purbalingga"
    demo.seed(lambda _said: None)
    assert not EvaluationEdition.objects.exists()
    assert WeightSet.objects.count() == 2
