"""The demo's part fills a region once, and invents nothing for a region of which nothing is known."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from sebayu.core.cases.models import Case
from sebayu.core.identity.models import Office
from sebayu.core.satisfaction.models import Response
from sebayu.programmes.movement.evaluation import demo, scores
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, Recommendation, WeightSet
from sebayu.programmes.movement.evaluation.tests.conftest import LONG_AGO, People

pytestmark = pytest.mark.django_db


def test_tegal_gets_three_past_years_and_a_running_one(issued: Callable[[], Case], people: People) -> None:
    for _n in range(6):
        issued()
    Office.objects.create(key="opd_dishub", name="Dinas Perhubungan", kind="opd", valid_from=LONG_AGO)
    said: list[str] = []
    demo.seed(said.append)
    demo.seed(said.append)
    editions = list(EvaluationEdition.objects.all())
    assert [e.year for e in editions] == [timezone.localdate().year - n for n in range(4)]
    assert all("(contoh)" in e.title for e in editions)
    sheets = scores.sheets(editions)
    assert [s.is_complete for s in sheets] == [False, True, True, True]
    assert Response.objects.count() >= 4
    assert sorted(Recommendation.objects.values_list("state", flat=True)) == ["done", "open", "started"]
    assert Recommendation.objects.get(state="open").due_on == timezone.localdate() - dt.timedelta(days=6)


def test_purbalingga_gets_the_published_weights_and_nothing_invented(people: People, settings: Any) -> None:
    settings.SEBAYU_REGION = "kabupaten_purbalingga"
    demo.seed(lambda _said: None)
    assert not EvaluationEdition.objects.exists()
    assert WeightSet.objects.count() == 2
