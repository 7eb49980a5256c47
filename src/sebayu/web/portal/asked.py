"""A question behind an opaque link: the case that waits for an answer, and the question with the names it needs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sebayu.core.cases.enums import StepKind
from sebayu.core.cases.history import purpose_of
from sebayu.core.cases.models import Case
from sebayu.core.exchange.models import Evidence
from sebayu.core.ledger import Actor
from sebayu.core.ledger.access import reading
from sebayu.web.portal.evidence import filled

TOKEN_LENGTH = 32


def waiting(token: str, kind: StepKind) -> Case | None:
    """The case whose step waits for whoever has this link; None once it is answered or its time is over."""
    if len(token) != TOKEN_LENGTH:
        return None
    return Case.objects.filter(attest_token=token, step_kind=kind).first()


def question_of(case: Case, by: Actor) -> str:
    """The question names a person: seeing it is a read like any other, and that person will see it."""
    with reading(by=by, purpose=purpose_of(case), subjects=[case.subject_id], facts=["person.name"]) as note:
        evidence = Evidence.objects.get(pk=case.evidence_id)
        question, named = filled(case.step["question"], evidence)
        note.saw([], named)
    return question


def done(request: HttpRequest, tone: str, title: str, text: str) -> HttpResponse:
    """The page after the answer, or instead of a question that is no longer asked."""
    view = {"tone": tone, "icon": "okc", "title": title, "text": text}
    return render(request, "portal/attest_done.html", {"view": view})
