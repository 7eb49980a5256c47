"""All evaluations, one opened, two or more side by side under any weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core.identity import perms as house
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.evaluation import actions, perms, scores
from sebayu.programmes.movement.evaluation.arithmetic import Index
from sebayu.programmes.movement.evaluation.forms import OpenForm, WeightForm
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, Part, WeightSet
from sebayu.programmes.movement.evaluation.scores import Sheet
from sebayu.web.components import Pager
from sebayu.web.desk import export
from sebayu.web.desk.frame import show

MOST_COMPARED, SIZE = 6, 20
PARTS = {
    "baseline": "Baseline",
    "output": "Output",
    "outcome": "Outcome",
    "impact": "Impact",
    "quick_win": "Quick win",
}


@door(allow=perms.READ)
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """Every evaluation with its index, newest first."""
    actor = actor_of(request)
    text = request.GET.get("cari", "").strip()[:60]
    found = [e for e in perms.readable(actor) if text.lower() in f"{e.title} {e.year}".lower()]
    if (kind := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        head = [_("Evaluasi"), _("Tahun"), _("Putaran"), _("Keadaan"), _("Bobot"), _("Indeks")]
        rows = ([s.edition.title, s.edition.year, s.edition.round, s.edition.get_state_display(),
                 s.edition.weight_set.title, s.index.text] for s in scores.sheets(found))  # fmt: skip
        return export.respond(kind, f"evaluasi-{timezone.localdate():%Y-%m-%d}", head, rows)
    page = Paginator(found, SIZE).get_page(request.GET.get("hal"))
    context = {
        "sheets": scores.sheets(page.object_list),
        "pager": Pager.of(page, request),
        "text": text,
        "may_write": house.can(actor, perms.WRITE),
    }
    return show(request, "evaluation/editions.html", context)


@door(allow=perms.WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def open_new(request: HttpRequest) -> HttpResponse:
    """Open the next evaluation; with what the last one asked unless told otherwise."""
    actor = actor_of(request)
    actions.load_weight_sets(by=actor)
    last = EvaluationEdition.objects.first()
    year = timezone.localdate().year
    start = {"year": year, "period_from": f"{year}-01-01", "period_until": f"{year}-12-31", "copy_from": last}
    form = OpenForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_edition(by=actor, **form.cleaned_data)
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(title)s dibuka.") % {"title": made.title})
            return redirect("evaluation:edition", made.id)
    return show(request, "evaluation/open.html", {"form": form}, status=422 if form.is_bound else 200)


@dataclass(frozen=True)
class Cell:
    """One edition under one weight set."""

    index: Index
    sheet: Sheet
    is_own: bool
    weights: WeightSet

    before: Index | None = None

    @property
    def change(self) -> str:
        """Improvement since the evaluation beside it under the same weights; nothing where either is a range."""
        if self.before is None or self.before.value is None or self.index.value is None:
            return ""
        return f"{self.index.value - self.before.value:+}".replace(".", ",").replace("-", "\u2212")

    @property
    def rows(self) -> list[tuple[str, Any]]:
        return [(self.sheet.titles.get(row.key, PARTS.get(row.key, row.key)), row) for row in self.index.rows]

    @property
    def open_names(self) -> str:
        return ", ".join(self.sheet.titles.get(key, key) for key in self.index.open_weights)


def matrix(found: list[Sheet], sets: list[WeightSet]) -> list[tuple[WeightSet, list[Cell]]]:
    """Each weight set against each edition: nothing is stored, everything is computed from the scores that stand."""
    found_cells = []
    for one in sets:
        cells: list[Cell] = []
        for sheet in found:
            before = cells[-1].index if cells else None
            cells.append(Cell(sheet.under(one), sheet, sheet.edition.weight_set_id == one.id, one, before))
        found_cells.append((one, cells))
    return found_cells


@door(allow=perms.READ)
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Any years under any weights, side by side; items that another year dropped stay with what they were given."""
    all_of_them = list(perms.readable(actor_of(request)))
    wanted = {text for text in request.GET.getlist("e") if _is_id(text)}
    chosen = [e for e in all_of_them if str(e.id) in wanted] or all_of_them[:3]
    chosen = sorted(chosen[:MOST_COMPARED], key=lambda e: (e.year, e.round))
    sets = list(WeightSet.objects.all())
    picked = [s for s in sets if s.key in request.GET.getlist("b")] or sets
    found = scores.sheets(chosen)
    if (kind := request.GET.get("berkas", "")) in ("csv", "xlsx"):
        return as_file(kind, found, picked)
    context = {
        "editions": all_of_them,
        "chosen": chosen,
        "chosen_ids": {e.id for e in chosen},
        "sets": sets,
        "picked": {s.key for s in picked},
        "matrix": matrix(found, picked),
        "lines": scores.lines(chosen),
        "query": request.GET.urlencode(),
    }
    return show(request, "evaluation/compare.html", context)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def as_file(kind: str, found: list[Sheet], sets: list[WeightSet]) -> HttpResponse:
    """One line per edition and weight set, with the arithmetic's rows."""
    head = [_("Evaluasi"), _("Bobot"), _("Indeks terendah"), _("Indeks tertinggi"), _("Bagian"), _("Nilai bagian"), _("Bobot bagian")]  # fmt: skip

    def rows() -> Any:
        for one, cells in matrix(found, sets):
            for cell in cells:
                low, high = cell.index.range.low, cell.index.range.high
                for title, row in cell.rows:
                    weight = "" if row.weight is None else f"{float(row.weight):g}".replace(".", ",")
                    ends = [f"{float(end):.2f}".replace(".", ",") for end in (low, high)]
                    yield [cell.sheet.edition.title, one.title, *ends, title, row.part.text, weight]

    return export.respond(kind, f"banding-evaluasi-{timezone.localdate():%Y-%m-%d}", head, rows())


@door(allow=perms.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: HttpRequest) -> HttpResponse:
    """Every weight set with its source; the secretariat enters another one, nobody edits one."""
    actor = actor_of(request)
    titles = dict(Part.objects.order_by("order").values_list("key", "title"))
    form = WeightForm(titles or PARTS, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_weight_set(
                by=actor,
                weights=form.weights,
                **{k: form.cleaned_data[k] for k in ("key", "title", "source")},
            )
        except HouseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(title)s tersimpan.") % {"title": made.title})
            return redirect("evaluation:weights")
    sets = [
        (s, [(titles.get(k, PARTS.get(k, k)), w) for k, w in s.weights.items()])
        for s in WeightSet.objects.all()
    ]
    context = {"sets": sets, "form": form, "may_write": house.can(actor, perms.WRITE)}
    return show(request, "evaluation/weights.html", context, status=422 if form.is_bound else 200)
