"""The public API: what it says matches its own description, and it says nothing about a person."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings

from sebayu.wsgi import application

pytestmark = pytest.mark.django_db
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def test_catalogue_lists_services_with_law_and_what_is_not_asked() -> None:
    services = {one["key"]: one for one in Client().get("/api/v1/services").json()}
    assert "sktm" in services
    assert services["sktm"]["legal_basis"]
    assert "person.name" in services["sktm"]["facts_fetched"]
    assert services["sktm"]["copies_avoided"]


def test_unknown_service_is_a_problem_document() -> None:
    response = Client().get("/api/v1/services/tidak-ada")
    assert response.status_code == 404
    assert response.json()["title"] == "Layanan tidak dikenal"


def test_unknown_token_says_only_that() -> None:
    response = Client().get("/api/v1/documents/AAAAAAAAAAAAAAAAAAAAAAAA")
    assert response.status_code == 404
    assert set(response.json()) == {"type", "title", "status", "detail"}


def test_health_answers() -> None:
    assert Client().get("/api/v1/health").json() == {"status": "ok"}


@pytest.fixture
def one_connection(db: None) -> Iterator[None]:
    """A WSGI request closes idle connections behind itself; here the test's own must stay, as Django's client arranges."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_answers_match_the_description(case: schemathesis.Case, one_connection: None) -> None:
    case.call_and_validate()
