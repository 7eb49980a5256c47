"""Version 1: the catalogue of services, the verification of a document by its token, and the health of this installation."""

from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema, Status

from sebayu.core.documents import verify
from sebayu.core.documents.enums import Finding
from sebayu.core.identity.rates import client_ip, hit
from sebayu.core.ledger.errors import HouseError
from sebayu.core.services import Service as Declared
from sebayu.core.services import UnknownService, catalogue, report

api = NinjaAPI(
    title="Sebayu",
    version="1",
    urls_namespace="api",
    description="Katalog layanan, pemeriksaan surat, dan kesehatan sistem.",
    docs_url=None,
    openapi_url="/openapi.json",
)


class Reason(Schema):
    condition: str
    law: str


class ServiceOut(Schema):
    """One public service, in the terms of CPSV-AP (a public service, its legal resource, cost, output, processing time)."""

    key: str
    title: str
    summary: str
    legal_basis: str
    active: bool
    requirements: list[Reason]
    facts_fetched: list[str]
    questions: list[str]
    copies_avoided: list[str]
    output: str | None
    processing_working_days: int | None
    cost_rupiah: int


class VerdictOut(Schema):
    """What the public may know of a document: never its contents."""

    finding: str
    title: str
    number: str
    issued_by: str


class Problem(Schema):
    """RFC 9457 problem details."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""


@api.get("/services", response=list[ServiceOut], summary="Semua layanan")
def services(request: HttpRequest) -> list[dict[str, Any]]:
    return [_service(one) for one in catalogue.all()]


@api.get("/services/{key}", response={200: ServiceOut, 404: Problem}, summary="Satu layanan")
def service(request: HttpRequest, key: str) -> Any:
    try:
        return _service(catalogue.get(key))
    except UnknownService:
        return Status(404, Problem(title="Layanan tidak dikenal", status=404))


def _service(one: Declared) -> dict[str, Any]:
    saved = report(one)
    return {
        "key": one.key,
        "title": one.title,
        "summary": one.summary,
        "legal_basis": str(one.basis),
        "active": one.obsolete is None,
        "requirements": [{"condition": clause.because, "law": clause.cite} for clause in one.entitled],
        "facts_fetched": list(saved.known),
        "questions": [one.asks[key].label for key in saved.asked if key in one.asks],
        "copies_avoided": list(saved.copies_avoided),
        "output": one.gives.letter if one.gives else None,
        "processing_working_days": one.within.working_days if one.within else None,
        "cost_rupiah": one.cost.amount,
    }


@api.get(
    "/documents/{token}", response={200: VerdictOut, 404: Problem, 429: Problem}, summary="Periksa surat"
)
def document(request: HttpRequest, token: str) -> Any:
    """The same answer as the public page behind the QR code."""
    hit("verify", client_ip(request), limit=60, minutes=1)
    verdict = verify.by_token(token)
    if verdict.finding == Finding.NOT_OURS:
        return Status(404, Problem(title="Bukan surat dari sini", status=404))
    return {
        "finding": verdict.finding,
        "title": verdict.title,
        "number": verdict.number,
        "issued_by": verdict.office,
    }


@api.get("/health", summary="Apakah sistem ini hidup")
def health(request: HttpRequest) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"status": "ok"}


@api.exception_handler(HouseError)
def told(request: HttpRequest, error: HouseError) -> HttpResponse:
    body = {"type": "about:blank", "title": str(error), "status": error.status}
    return api.create_response(request, body, status=error.status)
