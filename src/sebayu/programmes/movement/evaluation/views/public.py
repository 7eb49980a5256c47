"""What everybody may see of concluded evaluations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sebayu.core.identity.doors import PUBLIC, door
from sebayu.programmes.movement.evaluation import scores
from sebayu.programmes.movement.evaluation.enums import EditionState
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, WeightSet
from sebayu.programmes.movement.evaluation.views.editions import as_file, matrix


@door(allow=PUBLIC)
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """Concluded evaluations under every weight set, with the arithmetic; anybody can recompute it from the file."""
    found = EvaluationEdition.objects.filter(state=EditionState.CONCLUDED).select_related("weight_set")
    sheets = scores.sheets(sorted(found, key=lambda e: (e.year, e.round)))
    sets = list(WeightSet.objects.all()) if sheets else []
    if (kind := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        return as_file(kind, sheets, sets)
    cells = [cell for _weights, row in matrix(sheets, sets) for cell in row]
    years = [
        (
            next(c for c in cells if c.sheet is sheet and c.is_own),
            [c for c in cells if c.sheet is sheet and not c.is_own],
        )
        for sheet in reversed(sheets)
    ]
    context = {"years": years}
    return render(request, "evaluation/published.html", context)
