"""Asking beneficiaries: drawn at random, invited by the house, free to refuse; the assessor never learns who they are."""

from __future__ import annotations

import datetime as dt
import secrets
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from sebayu.core.areas import region
from sebayu.core.cases.enums import CaseState
from sebayu.core.cases.models import Case
from sebayu.core.identity import perms as house
from sebayu.core.identity.models import Office
from sebayu.core.ledger import Actor
from sebayu.core.notify import actions as notify
from sebayu.core.notify import templates
from sebayu.core.satisfaction.wording import cleaned
from sebayu.core.services import catalogue
from sebayu.core.services.errors import UnknownService
from sebayu.programmes.movement.beneficiaries import sampling
from sebayu.programmes.movement.beneficiaries.enums import BeneficiaryState
from sebayu.programmes.movement.beneficiaries.errors import FrameEmpty, InvitationUnknown
from sebayu.programmes.movement.beneficiaries.models import Beneficiary, Sample, Testimony
from sebayu.programmes.movement.evaluation import perms
from sebayu.programmes.movement.evaluation.enums import EditionState
from sebayu.programmes.movement.evaluation.errors import EditionClosed, MoveNotAllowed, TextMissing
from sebayu.programmes.movement.evaluation.models import EvaluationEdition
from sebayu.programmes.movement.evaluation.recording import note

RESERVES = 5  # how many times more than needed are drawn, for those who refuse
OTHER = "lainnya"
ANSWERS = ("knew", "benefit", "again")

templates.register(
    "evaluation_testify",
    _("Boleh kami bertanya sebentar?"),
    _(
        "Penilai dari luar ingin tahu apakah layanan yang Anda terima bermanfaat. Anda terpilih secara acak dan boleh menolak. "
        "Penilai tidak diberi tahu siapa Anda:\n%(link)s"
    ),
)


def frame_of(edition: EvaluationEdition) -> dict[str, dict[str, list[str]]]:
    """Cases issued in the period, by dimension of their programme and by service: ids only."""
    offices = list(Office.objects.values_list("key", flat=True))
    cases = Case.objects.filter(
        office_key__in=offices,
        closed_at__date__gte=edition.period_from,
        closed_at__date__lte=edition.period_until,
        state=CaseState.ISSUED,
        requester_id__isnull=False,
    )
    frame: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    programmes = region.pack().programmes
    for case_id, service in cases.values_list("id", "service_key").iterator():
        try:
            row = programmes.get(catalogue.programme_of(service))
        except UnknownService:
            row = None
        frame[row.dimension if row and row.dimension else OTHER][service].append(str(case_id))
    return {stratum: dict(services) for stratum, services in frame.items()}


@transaction.atomic
def draw_sample(*, by: Actor, edition: EvaluationEdition, seed: str = "", per_stratum: int = 5) -> Sample:
    """Draw beneficiaries once for an edition; seed and digest of the frame let anybody draw them again."""
    house.required(by, perms.WRITE)
    edition = EvaluationEdition.objects.select_for_update().get(pk=edition.pk)
    if edition.state == EditionState.CONCLUDED:
        raise EditionClosed
    if Sample.objects.filter(edition=edition).exists():
        raise MoveNotAllowed
    frame = frame_of(edition)
    if not frame:
        raise FrameEmpty
    sample = Sample.objects.create(
        edition=edition,
        seed=seed or secrets.token_hex(8),
        per_stratum=per_stratum,
        frame_digest=sampling.digest(frame),
        frame_size=sum(len(cases) for services in frame.values() for cases in services.values()),
    )
    drawn = sampling.order(frame, sample.seed, most=per_stratum * RESERVES)
    Beneficiary.objects.bulk_create(
        Beneficiary(sample=sample, case_id=case, stratum=stratum, turn=turn)
        for stratum, cases in drawn.items()
        for turn, case in enumerate(cases)
    )
    note(by, "sample", edition, drawn=sum(map(len, drawn.values())), frame=sample.frame_size)
    return sample


@transaction.atomic
def invite_next(*, by: Actor, sample: Sample) -> int:
    """Invite as many of each stratum as are still wanted; returns how many. Who cannot be told gives way at once."""
    house.required(by, perms.WRITE)
    invited = 0
    rows = list(Beneficiary.objects.select_for_update().filter(sample=sample).order_by("stratum", "turn"))
    for stratum in dict.fromkeys(row.stratum for row in rows):
        own = [row for row in rows if row.stratum == stratum]
        live = sum(row.state in {BeneficiaryState.INVITED, BeneficiaryState.AGREED} for row in own)
        for row in own:
            if live >= sample.per_stratum:
                break
            if row.state == BeneficiaryState.RESERVE and _invite(row, by):
                live, invited = live + 1, invited + 1
    note(by, "sample.invite", sample.edition, invited=invited)
    return invited


def _invite(row: Beneficiary, by: Actor) -> bool:
    """Contact through the house: who it is stays between the case and the outbox."""
    person = Case.objects.filter(pk=row.case_id).values_list("requester_id", flat=True).first()
    token = secrets.token_urlsafe(24)
    told = person and notify.tell(
        template="evaluation_testify",
        context={"path": reverse("beneficiaries:testimony", args=[token])},
        by=by,
        person_id=person,
    )
    row.invited_at = timezone.now()
    row.state, row.token = (BeneficiaryState.INVITED, token) if told else (BeneficiaryState.UNREACHABLE, "")
    row.save(update_fields=["state", "token", "invited_at"])
    return bool(told)


def _invited(token: str) -> Beneficiary:
    found = (
        Beneficiary.objects.select_for_update(of=("self",))
        .select_related("sample__edition")
        .filter(token=token, state=BeneficiaryState.INVITED)
        .first()
        if token
        else None
    )
    if found is None or found.sample.edition.state == EditionState.CONCLUDED:
        raise InvitationUnknown
    return found


def _settle(row: Beneficiary, state: BeneficiaryState) -> None:
    row.state, row.token, row.settled_at = state, "", timezone.localdate()
    row.save(update_fields=["state", "token", "settled_at"])


@transaction.atomic
def refuse(*, by: Actor, token: str) -> None:
    """The invited person does not want to be asked; the next in turn is invited by the secretariat."""
    row = _invited(token)
    _settle(row, BeneficiaryState.REFUSED)
    note(by, "sample.refused", row.sample.edition)


@transaction.atomic
def bear_witness(*, by: Actor, token: str, answers: Sequence[int | None], words: str = "") -> None:
    """Keep the answers without a name, without a case, and without the moment."""
    row = _invited(token)
    if len(answers) != len(ANSWERS) or any(a not in (1, 2, 3, 4) for a in answers):
        raise TextMissing
    Testimony.objects.create(
        edition=row.sample.edition,
        stratum=row.stratum,
        words=cleaned(words),
        month=timezone.localdate().replace(day=1),
        **dict(zip(ANSWERS, answers, strict=True)),
    )
    _settle(row, BeneficiaryState.AGREED)
    note(by, "sample.answered", row.sample.edition)


@transaction.atomic
def settle_silent(*, by: Actor, sample: Sample, days: int = 7) -> int:
    """Who has not answered for so many days gives way to the next."""
    house.required(by, perms.WRITE)
    before = timezone.now() - dt.timedelta(days=days)
    rows = list(
        Beneficiary.objects.select_for_update().filter(
            sample=sample, state=BeneficiaryState.INVITED, invited_at__lt=before
        )
    )
    for row in rows:
        _settle(row, BeneficiaryState.SILENT)
    note(by, "sample.silent", sample.edition, settled=len(rows))
    return len(rows)
