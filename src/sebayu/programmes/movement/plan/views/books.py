"""The three books of an edition, drawn when somebody asks."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from sebayu.core.identity.doors import door
from sebayu.programmes.movement.plan import books
from sebayu.programmes.movement.plan.perms import READ
from sebayu.programmes.movement.plan.views.finding import the_plan
from sebayu.web.desk.frame import show


@door(allow=READ)
@require_safe
def shelf(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """What each book holds today."""
    plan, on = the_plan(plan_id), timezone.localdate()
    rows = [
        (n, title, [chapter.title for chapter in books.chapters(plan, n, on)])
        for n, title in books.BOOKS.items()
    ]
    return show(request, "plan/books.html", {"plan": plan, "rows": rows})


@door(allow=READ)
@require_safe
def book(request: HttpRequest, plan_id: UUID, number: int) -> HttpResponse:
    """The book as a PDF with its edition and day in the name."""
    plan = the_plan(plan_id)
    if number not in books.BOOKS:
        raise Http404
    response = HttpResponse(books.pdf(plan, number), content_type="application/pdf")
    name = f"buku-{number}-{slugify(plan.edition_label)}-{timezone.localdate():%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
