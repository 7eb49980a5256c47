"""The three books of an edition, drawn when somebody asks."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from sebayu.core.identity.doors import PUBLIC, door
from sebayu.programmes.movement.books import building, drawing
from sebayu.programmes.movement.plan import current
from sebayu.programmes.movement.plan.models import Plan
from sebayu.programmes.movement.plan.perms import READ
from sebayu.programmes.movement.plan_pages.views.finding import the_plan
from sebayu.web.desk.frame import show


@door(allow=READ)
@require_safe
def shelf(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """What each book holds today."""
    plan, on = the_plan(plan_id), timezone.localdate()
    rows = [
        (n, title, [chapter.title for chapter in building.chapters(plan, n, on)])
        for n, title in building.BOOKS.items()
    ]
    return show(request, "movement_books/shelf.html", {"plan": plan, "rows": rows})


@door(allow=READ)
@require_safe
def book(request: HttpRequest, plan_id: UUID, number: int) -> HttpResponse:
    """The book as a PDF with its edition and day in the name."""
    response = _sent(the_plan(plan_id), number)
    response["Cache-Control"] = "private, no-store"
    return response


@door(allow=PUBLIC)
@require_safe
def public(request: HttpRequest, number: int) -> HttpResponse:
    """A book of the edition in force for everybody, with what its chapters say in public."""
    plan = current.plan()
    if plan is None:
        raise Http404
    response = _sent(plan, number, public=True)
    response["Cache-Control"] = "public, max-age=900"
    return response


def _sent(plan: Plan, number: int, *, public: bool = False) -> HttpResponse:
    if number not in building.BOOKS:
        raise Http404
    response = HttpResponse(drawing.pdf(plan, number, public=public), content_type="application/pdf")
    name = f"buku-{number}-{slugify(plan.edition_label)}-{timezone.localdate():%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
