"""Beneficiaries: drawn once, invited by the secretariat, counted for the assessor without anybody's name or case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Avg, Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sebayu.core.identity import perms as house
from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.core.ledger import Actor
from sebayu.core.ledger.errors import HouseError
from sebayu.programmes.movement.beneficiaries import actions, sampling
from sebayu.programmes.movement.beneficiaries.actions import RESERVES, frame_of
from sebayu.programmes.movement.beneficiaries.enums import BeneficiaryState
from sebayu.programmes.movement.beneficiaries.models import Beneficiary, Sample, Testimony
from sebayu.programmes.movement.evaluation import perms
from sebayu.programmes.movement.evaluation.models import EvaluationEdition
from sebayu.programmes.movement.evaluation.views.edition import readable
from sebayu.programmes.movement.structure import current as structure
from sebayu.web.desk.frame import show

SHOWN = 30


@door(allow=perms.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def sample(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    edition = readable(actor, edition_id)
    found = Sample.objects.filter(edition=edition).first()
    if request.method == "POST":
        try:
            said = _do(request.POST.get("do", ""), actor, edition, found)
        except HouseError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, said)
        return redirect("beneficiaries:sample", edition.id)
    names = {d.key: d.title for d in structure.dimensions()}
    may_write = house.can(actor, perms.WRITE)
    may_listen = may_write or perms.is_assigned(actor, edition)
    stories = Testimony.objects.filter(edition=edition).exclude(words="")[:SHOWN] if may_listen else []
    context = {
        "edition": edition,
        "sample": found,
        "strata": [(names.get(row["stratum"], row["stratum"]), row) for row in _strata(found)] if found else [],
        "means": Testimony.objects.filter(edition=edition).aggregate(n=Count("id"), knew=Avg("knew"), benefit=Avg("benefit"), again=Avg("again")),
        "told": [(names.get(t.stratum, t.stratum), t) for t in stories],
        "may_write": may_write,
    }  # fmt: skip
    return show(request, "beneficiaries/sample.html", context)


def _strata(found: Sample) -> list[dict]:
    counts = {state.value: Count("id", filter=Q(state=state)) for state in BeneficiaryState}
    rows = (
        Beneficiary.objects.filter(sample=found)
        .order_by()
        .values("stratum")
        .annotate(drawn=Count("id"), **counts)
    )
    return list(rows.order_by("stratum"))


def _do(do: str, actor: Actor, edition: EvaluationEdition, found: Sample | None) -> str:
    if do == "draw":
        made = actions.draw_sample(by=actor, edition=edition)
        return _("%(n)s urusan menjadi kerangka; urutan acaknya tersimpan.") % {"n": made.frame_size}
    if found is None:
        raise Http404
    if do == "invite":
        return _("%(n)s orang diundang.") % {"n": actions.invite_next(by=actor, sample=found)}
    if do == "silent":
        return _("%(n)s undangan yang tidak dijawab digantikan.") % {
            "n": actions.settle_silent(by=actor, sample=found)
        }
    if do == "check":
        house.required(actor, perms.WRITE)
        return _is_the_same(edition, found)
    raise Http404


def _is_the_same(edition: EvaluationEdition, found: Sample) -> str:
    """Draw again with the same seed and compare."""
    frame = frame_of(edition)
    if sampling.digest(frame) != found.frame_digest:
        return _(
            "Kerangka sudah berubah: ada urusan yang selesai atau dicabut sesudah pengundian. Sampel lama tetap berlaku."
        )
    again = sampling.order(frame, found.seed, most=found.per_stratum * RESERVES)
    stored: dict[str, list[str]] = {}
    for row in found.beneficiaries.order_by("stratum", "turn"):
        stored.setdefault(row.stratum, []).append(str(row.case_id))
    return _("Pengundian ulang memberi hasil yang sama.") if again == stored else _("Pengundian ulang memberi hasil lain!")  # fmt: skip
