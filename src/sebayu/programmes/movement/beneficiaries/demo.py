"""The demo's beneficiaries of the evaluation that runs: some have answered, one has refused; then it is handed over."""

from __future__ import annotations

import random
from collections.abc import Callable

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.beneficiaries import actions
from sebayu.programmes.movement.beneficiaries.actions import frame_of
from sebayu.programmes.movement.beneficiaries.enums import BeneficiaryState
from sebayu.programmes.movement.beneficiaries.models import Sample
from sebayu.programmes.movement.evaluation.demo import REMARKS, hand_over, people
from sebayu.programmes.movement.evaluation.enums import EditionState
from sebayu.programmes.movement.evaluation.models import EvaluationEdition


def seed(say: Callable[[str], None]) -> None:
    """Nothing where no evaluation waits to be handed over."""
    edition = EvaluationEdition.objects.filter(state=EditionState.FILLING).first()
    found = people()
    if edition is None or found is None:
        return
    planner, assessor = found
    _ask(planner, edition)
    hand_over(planner, assessor, edition)
    say(f"{edition.title}: penerima manfaat ditanya, penilaian mandiri diserahkan")


def _ask(planner: Actor, edition: EvaluationEdition) -> None:
    chance = random.Random(2030)  # noqa: S311 - a demo, not a secret
    if not frame_of(edition):
        return
    sample: Sample = actions.draw_sample(by=planner, edition=edition, seed="peragaan")
    actions.invite_next(by=planner, sample=sample)
    invited = list(sample.beneficiaries.filter(state=BeneficiaryState.INVITED))
    for row in invited[:3]:
        answers = [chance.randint(2, 4), chance.randint(3, 4), chance.randint(3, 4)]
        actions.bear_witness(
            by=Actor.public(), token=row.token, answers=answers, words=chance.choice(REMARKS)
        )
    for row in invited[3:4]:
        actions.refuse(by=Actor.public(), token=row.token)
