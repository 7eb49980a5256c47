"""Inviting and answering."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from sebayu.core.cases.enums import CaseState
from sebayu.core.cases.models import Case
from sebayu.core.identity.errors import NotAllowed
from sebayu.core.identity.models import Office
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record
from sebayu.core.notify import actions as notify
from sebayu.core.notify import templates
from sebayu.core.satisfaction import perms, questionnaire, skm
from sebayu.core.satisfaction.enums import Channel
from sebayu.core.satisfaction.errors import AnswersMissing, SurveyAnswered, SurveyClosed, SurveyUnknown
from sebayu.core.satisfaction.models import COLUMNS, Invitation, Response
from sebayu.core.satisfaction.wording import cleaned

PATH = "/survei/{token}/"
PURPOSE = Purpose("Survei kepuasan masyarakat", "UU 25/2009 tentang Pelayanan Publik; Permenpan RB 14/2017")
LOOK_BACK = dt.timedelta(
    days=7
)  # a worker that stood still for some days catches up; older cases are not disturbed
TOKEN_LENGTH = 32

templates.register(
    "survey_invite",
    _("Bagaimana layanan kami? %(title)s"),
    _(
        "%(title)s Anda sudah selesai. Beri nilai: sembilan ketukan, tanpa nama, kurang dari satu menit:\n%(link)s"
    ),
)


def invite(*, by: Actor, now: dt.datetime | None = None, limit: int = 500) -> int:
    """Invite whoever asked in cases that ended lately; returns how many. Safe to run from several workers at once."""
    now = now or timezone.now()
    # By office, because that is how the index of ended cases is entered.
    offices = list(Office.objects.values_list("key", flat=True))
    invited = Invitation.objects.filter(case_id=OuterRef("id"))
    ended = Case.objects.filter(
        ~Exists(invited),
        office_key__in=offices,
        closed_at__gte=now - LOOK_BACK,
        state__in=[CaseState.ISSUED, CaseState.REFUSED],
    )
    return sum(_invite(case, by, now) for case in ended.order_by("closed_at")[:limit])


def _invite(case: Case, by: Actor, now: dt.datetime) -> bool:
    edition = questionnaire.on(timezone.localdate(case.closed_at))
    with transaction.atomic():
        invitation, is_new = Invitation.objects.get_or_create(
            case_id=case.id,
            defaults={
                "case_number": case.number,
                "token": secrets.token_urlsafe(24),
                "service_key": case.service_key,
                "service_title": case.service_title,
                "office_key": case.office_key,
                "office_name": case.office_name,
                "area_code": case.area_code,
                "questionnaire": edition.key,
                "ended_at": case.closed_at,
                "invited_at": now,
                "expires_at": now + dt.timedelta(days=edition.answer_within_days),
            },
        )
        if not is_new:
            return False
        context = {"title": case.service_title, "path": PATH.format(token=invitation.token)}
        told = case.requester_id is not None and notify.tell(
            template="survey_invite", context=context, by=by, person_id=case.requester_id, case_id=case.id
        )
        if told:
            Invitation.objects.filter(pk=invitation.pk).update(told=True)
        record(by=by, act="survey.invite", purpose=PURPOSE, detail={"office": case.office_key})
    return True


def answer(
    *,
    by: Actor,
    token: str,
    answers: Sequence[int | None],
    note: str = "",
    seconds: int | None = None,
    channel: str = Channel.LINK,
    now: dt.datetime | None = None,
) -> Response:
    """Keep nine answers; the case can be judged once. At the counter, who held the pen is kept by post.

    Raises SurveyUnknown, SurveyAnswered, SurveyClosed, AnswersMissing (nothing is kept, nothing chosen is lost).
    """
    now = now or timezone.now()
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().filter(token=token).first()
        _still_open(invitation, now)
        assert invitation
        if channel == Channel.COUNTER and not perms.can_record(by, invitation.office_key):
            raise NotAllowed
        chosen = _checked(answers)
        response = _keep(invitation, chosen, note, seconds, by, channel, now)
        invitation.answered_at = now
        invitation.save(update_fields=["answered_at"])
        record(
            by=by,
            act="survey.answer",
            purpose=PURPOSE,
            detail={"office": invitation.office_key, "service": invitation.service_key, "channel": channel},
        )
    return response


def _still_open(invitation: Invitation | None, now: dt.datetime) -> None:
    if invitation is None:
        raise SurveyUnknown
    if invitation.answered_at:
        raise SurveyAnswered
    if invitation.expires_at <= now:
        raise SurveyClosed


def _checked(answers: Sequence[int | None]) -> tuple[int, ...]:
    chosen = tuple(a for a in answers if a is not None)
    try:
        skm.check(chosen)
    except ValueError:
        raise AnswersMissing from None
    return chosen


def _keep(
    invitation: Invitation,
    chosen: tuple[int, ...],
    note: str,
    seconds: int | None,
    by: Actor,
    channel: str,
    now: dt.datetime,
) -> Response:
    edition = questionnaire.get(invitation.questionnaire)
    try:
        with transaction.atomic():
            return Response.objects.create(
                case_id=invitation.case_id,
                service_key=invitation.service_key,
                service_title=invitation.service_title,
                office_key=invitation.office_key,
                office_name=invitation.office_name,
                area_code=invitation.area_code,
                questionnaire=invitation.questionnaire,
                note=cleaned(note),
                day=timezone.localdate(now),
                answered_at=now,
                channel=channel,
                recorded_post=(by.post or by.name) if channel == Channel.COUNTER else "",
                seconds=seconds,
                is_uniform=len(set(chosen)) == 1,
                is_too_fast=seconds is not None and seconds <= edition.too_fast_seconds,
                **dict(zip(COLUMNS, chosen, strict=True)),
            )
    except IntegrityError:
        raise SurveyAnswered from None
