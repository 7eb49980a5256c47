"""Every write of this room. Keyword-only, `by` is the actor, one transaction each, the ledger entry inside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from sebayu.core.gatherings import owners, perms
from sebayu.core.gatherings.enums import MOVES, How, Kind, State
from sebayu.core.gatherings.errors import (
    AlreadyStruck,
    CannotMove,
    DoorsClosed,
    NameMissing,
    NoReason,
    NotForThem,
    NotOrganiser,
    SamePerson,
    TooManyRows,
    WrongTimes,
)
from sebayu.core.gatherings.models import Attendance, Correction, Gathering, agenda_of, new_token, plain
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.actions import record as note

BASIS = "UU 25/2009 tentang Pelayanan Publik"
RUNNING = Purpose("Menyelenggarakan pertemuan", BASIS)
ATTENDING = Purpose("Mencatat kehadiran", BASIS)
MOST_ROWS = 2000
WRITABLE = ("title", "kind", "starts_at", "ends_at", "place", "agenda", "owner_ref")


def plan(
    *,
    by: Actor,
    title: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    office_key: str,
    kind: str = Kind.MEETING,
    place: str = "",
    owner_ref: str = "",
    agenda: Iterable[Mapping[str, str]] = (),
) -> Gathering:
    """A session to come; its QR can be printed at once and works as soon as the doors are opened."""
    if not perms.can_organise(by, office_key):
        raise NotOrganiser
    if not owners.may_hold(by, owner_ref):
        raise NotForThem
    if ends_at < starts_at:
        raise WrongTimes
    with transaction.atomic():
        made = Gathering.objects.create(
            title=title.strip(),
            kind=kind,
            starts_at=starts_at,
            ends_at=ends_at,
            place=place.strip(),
            office_key=office_key,
            owner_ref=owner_ref,
            agenda=agenda_of(agenda),
            created_by=by.account_id,
        )
        _note(by, "plan", made)
    return made


def change(*, by: Actor, gathering: Gathering, **values: Any) -> Gathering:
    """Another hour, place or agenda; a session that is over keeps what it was."""
    with transaction.atomic():
        gathering = _locked(by, gathering)
        if gathering.state in (State.CLOSED, State.CANCELLED):
            raise CannotMove(state=State(gathering.state).label.lower())
        unknown = set(values) - set(WRITABLE)
        if unknown:
            raise TypeError(f"not to be changed here: {sorted(unknown)}")
        if not owners.may_hold(by, values.get("owner_ref", "")):
            raise NotForThem
        if "agenda" in values:
            values["agenda"] = agenda_of(values["agenda"])
        for name, value in values.items():
            setattr(gathering, name, value)
        if gathering.ends_at < gathering.starts_at:
            raise WrongTimes
        gathering.save(update_fields=list(values))
        _note(by, "change", gathering, fields=sorted(values))
    return gathering


def cancel(*, by: Actor, gathering: Gathering, reason: str) -> Gathering:
    """It does not take place; the reason stays."""
    if not reason.strip():
        raise NoReason
    return _move(by, gathering, State.CANCELLED, reason=reason.strip())


def open_doors(*, by: Actor, gathering: Gathering) -> Gathering:
    """From now on the QR lets people in."""
    return _move(by, gathering, State.OPEN)


def close_doors(*, by: Actor, gathering: Gathering) -> Gathering:
    return _move(by, gathering, State.CLOSED)


def renew_token(*, by: Actor, gathering: Gathering) -> Gathering:
    """The link went to people who are not in the room: a new QR, and the old one is dead."""
    with transaction.atomic():
        gathering = _locked(by, gathering)
        gathering.attend_token = new_token()
        gathering.save(update_fields=["attend_token"])
        _note(by, "renew_token", gathering)
    return gathering


def _move(by: Actor, gathering: Gathering, to: State, **more: str) -> Gathering:
    with transaction.atomic():
        gathering = _locked(by, gathering)
        if to not in MOVES[State(gathering.state)]:
            raise CannotMove(state=State(gathering.state).label.lower())
        gathering.state = to
        for name, value in more.items():
            setattr(gathering, name, value)
        gathering.save(update_fields=["state", *more])
        _note(by, to.value, gathering)
    return gathering


def attend(
    *,
    gathering: Gathering,
    by: Actor,
    token: str = "",
    name: str = "",
    organisation: str = "",
    capacity: str = "",
    phone: str = "",
) -> bool:
    """Whoever holds the token is here. True when newly counted, False when already on the list.

    A logged-in person is counted under the own account; a guest under name and organisation.
    """
    with writing():
        gathering = Gathering.objects.select_for_update().get(pk=gathering.pk)
        if gathering.state != State.OPEN or token != gathering.attend_token:
            raise DoorsClosed
        name, organisation = (by.name if by.account_id else name).strip(), organisation.strip()
        if not name or not (organisation or by.account_id):
            raise NameMissing
        key = plain(name, organisation)
        if _is_known(gathering, by, key):
            return False
        if (
            by.account_id
            and Attendance.objects.counted().filter(gathering=gathering, person_key=key).exists()
        ):
            key = f"{key[:160]}|{by.account_id}"  # a namesake of the same organisation: the account tells them apart
        Attendance.objects.create(
            gathering=gathering,
            account_id=by.account_id,
            person_key=key,
            name=name[:120],
            organisation=organisation[:160],
            capacity=capacity.strip()[:160],
            phone=phone.strip()[:20],
            how=How.QR,
        )
        _note(by, "attend", gathering, subjects=[by.person_id] if by.person_id else [])
    return True


def _is_known(gathering: Gathering, by: Actor, key: str) -> bool:
    known = Attendance.objects.counted().filter(gathering=gathering)
    if not by.account_id:
        return known.filter(person_key=key).exists()
    if known.filter(account_id=by.account_id).exists():
        return True
    # The same name first came as a guest: one person, from now on known by the account.
    return bool(known.filter(person_key=key, account_id=None).update(account_id=by.account_id))


def record(
    *, gathering: Gathering, by: Actor, rows: Iterable[Mapping[str, str]], how: str = How.DESK
) -> tuple[int, int]:
    """The organiser writes down who came without a phone: (newly counted, already there). Also after the doors are closed."""
    wanted = list(rows)
    if len(wanted) > MOST_ROWS:
        raise TooManyRows(most=MOST_ROWS)
    if any(not str(row.get("name", "")).strip() for row in wanted):
        raise NameMissing
    with writing():
        gathering = _locked(by, gathering)
        if gathering.state == State.CANCELLED:
            raise CannotMove(state=State.CANCELLED.label.lower())
        there = set(
            Attendance.objects.counted().filter(gathering=gathering).values_list("person_key", flat=True)
        )
        fresh: dict[str, Mapping[str, str]] = {}
        for row in wanted:
            key = plain(row["name"], row.get("organisation", ""))
            if key not in there:
                fresh.setdefault(key, row)
        Attendance.objects.bulk_create(
            Attendance(
                gathering=gathering,
                person_key=key,
                how=how,
                name=row["name"].strip()[:120],
                organisation=row.get("organisation", "").strip()[:160],
                capacity=row.get("capacity", "").strip()[:160],
                phone=row.get("phone", "").strip()[:20],
            )
            for key, row in fresh.items()
        )
        _note(by, "record", gathering, rows=len(fresh))
    return len(fresh), len(wanted) - len(fresh)


def correct(*, by: Actor, attendance: Attendance, reason: str, **values: str) -> Attendance:
    """A name written wrong; what it was before stays with the reason."""
    unknown = set(values) - {"name", "organisation", "capacity"}
    if unknown:
        raise TypeError(f"not to be corrected: {sorted(unknown)}")
    with writing():
        attendance = _row(by, attendance, reason)
        before = {name: getattr(attendance, name) for name in values}
        for name, value in values.items():
            setattr(attendance, name, value.strip())
        if not attendance.name:
            raise NameMissing
        attendance.person_key = plain(attendance.name, attendance.organisation)
        try:
            with transaction.atomic():
                attendance.save(update_fields=[*values, "person_key"])
        except IntegrityError as twice:
            raise SamePerson from twice
        _keep(by, attendance, "change", reason, before)
    return attendance


def strike(*, by: Actor, attendance: Attendance, reason: str) -> Attendance:
    """Somebody who was not there, or stands there twice: the row stays, crossed out, and no longer counts."""
    with writing():
        attendance = _row(by, attendance, reason)
        attendance.struck_at = timezone.now()
        attendance.save(update_fields=["struck_at"])
        _keep(by, attendance, "strike", reason, {})
    return attendance


def _row(by: Actor, attendance: Attendance, reason: str) -> Attendance:
    if not reason.strip():
        raise NoReason
    found = Attendance.objects.select_for_update().get(pk=attendance.pk)
    if not perms.can_run(by, found.gathering):
        raise NotOrganiser
    if found.struck_at:
        raise AlreadyStruck
    return found


def _keep(by: Actor, attendance: Attendance, act: str, reason: str, before: dict) -> None:
    Correction.objects.create(
        attendance=attendance,
        act=act,
        reason=reason.strip()[:240],
        before=before,
        by_name=by.name[:200],
        by_post=by.post[:200],
    )
    _note(by, f"attendance.{act}", attendance.gathering)


def _locked(by: Actor, gathering: Gathering) -> Gathering:
    found = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if not perms.can_run(by, found):
        raise NotOrganiser
    return found


def _note(by: Actor, act: str, gathering: Gathering, *, subjects: Iterable = (), **detail: Any) -> None:
    purpose = ATTENDING if act in ("attend", "record") else RUNNING
    note(
        by=by,
        act=f"gathering.{act}",
        purpose=purpose,
        subjects=subjects,
        detail={"gathering": str(gathering.pk), **detail},
    )
