"""What goes wrong says what happened and what to do now, in the same look, without a database."""

from collections.abc import Callable

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import Client, RequestFactory

from sebayu.core.ledger.errors import Forbidden, HouseError
from sebayu.web import errors
from sebayu.web.tests.town import Town


@pytest.mark.parametrize("status", errors.TROUBLES)
def test_page_explains_itself_without_a_database(status: int) -> None:
    response = errors.page(status)
    html = response.content.decode()
    assert response.status_code == status
    assert str(errors.TROUBLES[status].title) in html
    assert str(errors.TROUBLES[status].now) in html
    assert "Sebayu" in html
    assert response["Cache-Control"] == "no-store"


def test_too_big_an_upload_is_told_apart_from_a_bad_request() -> None:
    request = RequestFactory().post("/")
    assert errors.bad_request(request, RequestDataTooBig()).status_code == 413
    assert errors.bad_request(request, SuspiciousOperation()).status_code == 400


def test_a_defect_shows_a_code_that_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("ERROR", logger="sebayu.web.errors"):
        html = errors.broken(RequestFactory().get("/rahasia/")).content.decode()
    code = caplog.records[0].getMessage().rsplit(" ", 1)[-1]
    assert code in html
    assert "rahasia" not in html


class Told(HouseError):
    status = 409


def test_an_error_for_people_becomes_a_page_with_its_status() -> None:
    middleware = errors.HouseErrors(lambda request: None)
    response = middleware.process_exception(
        RequestFactory().get("/"), Told("Langkah ini sudah tidak berlaku.")
    )
    assert response.status_code == 409
    assert "Langkah ini sudah tidak berlaku." in response.content.decode()
    assert middleware.process_exception(RequestFactory().get("/"), Forbidden()).status_code == 403
    assert middleware.process_exception(RequestFactory().get("/"), ValueError("x")) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/hadir/%00/", "/publik/kesaksian/x%00/", "/publik/rencana/?cari=%00", "/?q=%00"]
)
def test_a_character_no_text_holds_is_the_senders_fault(client: Client, path: str) -> None:
    assert client.get(path).status_code in (200, 400, 404)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/pertemuan/?cari=%00", "/meja/survei/?cari=%00", "/gerakan/susunan/anggota/?cari=%00"]
)
def test_a_list_searched_for_it_says_that_the_request_is_broken(as_: Callable, town: Town, path: str) -> None:
    page = as_(town.budi).get(path)
    assert page.status_code == 400 and "tidak dapat dibaca" in page.content.decode()


def test_a_stale_form_is_told_from_a_forbidden_page() -> None:
    html = errors.csrf_failure(RequestFactory().post("/")).content.decode()
    assert "Formulir ini terbuka terlalu lama" in html


def test_guessing_is_answered_with_patience() -> None:
    assert errors.too_many(RequestFactory().post("/"), {"username": "x"}).status_code == 429


@pytest.mark.parametrize(
    ("length", "status"), [("100", 200), (str(50 * 2**20), 413), ("", 200), ("-1", 200), ("x", 200)]
)
def test_a_body_nobody_needs_is_refused_before_it_is_read(length: str, status: int) -> None:
    request = RequestFactory().post("/periksa/berkas/")
    request.META["CONTENT_LENGTH"] = length
    passed = errors.BodyLimit(lambda request: errors.HttpResponse("ok"))
    assert passed(request).status_code == status
