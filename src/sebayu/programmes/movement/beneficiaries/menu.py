"""Where an evaluation leads to its beneficiaries, and the evidence their answers are."""

import datetime as dt
from typing import Any

from django.db.models import Avg, Count
from django.http import HttpRequest
from django.utils.translation import gettext as _

from sebayu.programmes.movement.beneficiaries.enums import BeneficiaryState
from sebayu.programmes.movement.beneficiaries.models import Beneficiary, Testimony
from sebayu.programmes.movement.evaluation import evidence
from sebayu.programmes.movement.evaluation.enums import EvidenceKind
from sebayu.programmes.movement.evaluation.evidence import UNPROVEN, Row
from sebayu.programmes.movement.evaluation.models import EvaluationEdition
from sebayu.programmes.movement.evaluation.places import STEPS
from sebayu.programmes.movement.plan import sections
from sebayu.programmes.movement.structure import current as structure


def _step(request: HttpRequest, edition: EvaluationEdition) -> dict[str, Any]:
    return {}


def _rows(edition: EvaluationEdition, on: dt.date) -> list[Row]:
    """How many of each dimension were asked and answered, and the mean of what they said."""
    asked = dict(
        Beneficiary.objects.filter(sample__edition=edition)
        .exclude(state=BeneficiaryState.RESERVE)
        .values_list("stratum")
        .annotate(n=Count("id"))
    )
    said = Testimony.objects.filter(edition=edition).order_by().values("stratum")
    means = {row["stratum"]: row for row in said.annotate(n=Count("id"), mean=Avg("benefit"))}
    names = {d.key: d.title for d in structure.dimensions(on)}
    return [
        Row(
            EvidenceKind.BENEFICIARIES,
            names.get(stratum, stratum),
            f"{means[stratum]['mean']:.2f}".replace(".", ",") + " / 4" if stratum in means else UNPROVEN,
            _("%(n)s menjawab dari %(asked)s yang dipilih acak")
            % {"n": means.get(stratum, {}).get("n", 0), "asked": n},
        )
        for stratum, n in sorted(asked.items())
    ]


sections.add(sections.Section("beneficiaries", STEPS, "beneficiaries/step.html", _step, 10))
evidence.add(EvidenceKind.BENEFICIARIES, _rows)
