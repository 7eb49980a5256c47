"""Every write of this room that an officer, a citizen or the loader causes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from sebayu.core.identity import perms
from sebayu.core.identity.contact import clean_email, clean_phone
from sebayu.core.identity.enums import IdShown, MandateKind
from sebayu.core.identity.errors import (
    AccountClosed,
    AccountExists,
    BadAssistance,
    BadContact,
    BadMandate,
    NotAllowed,
    NotYourself,
    PostTaken,
)
from sebayu.core.identity.keys import nik_hmac
from sebayu.core.identity.models import Account, AssistedSession, Mandate, Post
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record

KEEPING = Purpose("Mengelola akun dan jabatan", "Tugas pengelola sistem elektronik (Perpres 95/2018)")
SERVING = Purpose("Mendampingi warga di loket", "UU 25/2009 tentang Pelayanan Publik")


@contextmanager
def _says(error: type[Exception], *names: str) -> Iterator[None]:
    """Turn a violated constraint, known by its name, into its sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as wrong:
        if any(name in str(wrong) for name in names):
            raise error from wrong
        raise


def create_account(
    *,
    by: Actor,
    name: str,
    email: str | None = None,
    phone: str = "",
    password: str | None = None,
    person_id: UUID | None = None,
    nik: str = "",
    signer_nik: str = "",
    nip: str = "",
    rank: str = "",
    demo_role: str = "",
) -> Account:
    """An officer's account, made by an administrator or the loader."""
    perms.required(by, "account.manage")
    with _says(AccountExists, "email", "person_id", "nik_hmac"), transaction.atomic():
        account = Account.objects.create_user(
            email=email,
            password=password,
            name=name,
            phone=phone,
            person_id=person_id,
            nik_hmac=nik_hmac(nik) if nik else None,
            signer_nik=signer_nik,
            nip=nip,
            rank=rank,
            demo_role=demo_role,
        )
        _own_email(account)
        record(by=by, act="identity.create_account", purpose=KEEPING, detail={"account": str(account.id)})
    return account


def enrol_citizen(
    *, by: Actor, person_id: UUID, name: str, nik: str, phone: str = "", email: str = "", id_shown: str
) -> Account:
    """Open a citizen's account at the counter, or correct the contacts of the one there is.

    The officer has seen the person and the proof of identity; where codes go from now on is decided here and nowhere else.
    """
    if not perms.can_enrol(by):
        raise NotAllowed
    if id_shown not in IdShown.values:
        raise BadAssistance
    phone, address = clean_phone(phone), clean_email(email)
    if not phone and not address:
        raise BadContact
    key = nik_hmac(nik)
    with _says(AccountExists, "email", "nik_hmac", "person_id"), transaction.atomic():
        account = Account.objects.select_for_update().filter(person_id=person_id).first()
        account = account or Account(person_id=person_id)
        if account.password == "":
            account.set_unusable_password()
        account.name, account.nik_hmac, account.phone = name, key, phone
        account.email = address or account.email
        account.save()
        _own_email(account)
        record(
            by=by,
            act="identity.enrol_citizen",
            purpose=SERVING,
            subjects=[person_id],
            detail={"id_shown": id_shown, "phone": bool(phone), "email": bool(address)},
        )
    return account


def match_citizen(*, by: Actor, person_id: UUID, name: str, nik: str, provider: str) -> Account:
    """The account of a resident whom a national identity provider vouches for; made when there is none yet.

    Called by the login itself (a system actor): the entry names the citizen, who came of her own accord.
    """
    if by.kind != "system":
        raise NotAllowed
    key = nik_hmac(nik)
    with _says(AccountExists, "person_id", "nik_hmac"), transaction.atomic():
        account, new = Account.objects.get_or_create(
            person_id=person_id, defaults={"name": name, "nik_hmac": key}
        )
        if new:
            account.set_unusable_password()
            account.save(update_fields=["password"])
        record(
            by=Actor(kind="citizen", name=account.name, account_id=account.id, person_id=person_id),
            act="identity.match_citizen",
            purpose=Purpose("Masuk dengan identitas nasional", "Perpres 82/2023"),
            subjects=[person_id],
            detail={"provider": provider, "new": new},
        )
    return account


def deactivate(*, by: Actor, account: Account) -> Account:
    """Nobody enters with this account any more; what it did stays on record."""
    perms.required(by, "account.manage")
    _somebody_else(by, account)
    with transaction.atomic():
        account.is_active = False
        account.save(update_fields=["is_active"])
        record(by=by, act="identity.deactivate", purpose=KEEPING, detail={"account": str(account.id)})
    return account


def reactivate(*, by: Actor, account: Account) -> Account:
    """The account may enter again, with the posts it still holds today."""
    perms.required(by, "account.manage")
    _somebody_else(by, account)
    with transaction.atomic():
        account.is_active = True
        account.save(update_fields=["is_active"])
        record(by=by, act="identity.reactivate", purpose=KEEPING, detail={"account": str(account.id)})
    return account


def assign_post(
    *,
    by: Actor,
    account: Account,
    post: Post,
    valid_from: dt.date,
    valid_until: dt.date | None = None,
    kind: str = MandateKind.DEFINITIVE,
    basis: str = "",
) -> Mandate:
    """Give a post to an account from one day to another, both included. Raises PostTaken, BadMandate, NotYourself, AccountClosed."""
    perms.required(by, "mandate.assign")
    _somebody_else(by, account)
    if not account.is_active:
        raise AccountClosed
    with (
        _says(PostTaken, "post_has_one_definitive_holder_at_a_time", "post_has_one_substitute_at_a_time"),
        _says(BadMandate, "mandate_does_not_end_before_it_begins", "range lower bound"),
        transaction.atomic(),
    ):
        mandate = Mandate.objects.create(
            account=account,
            post=post,
            kind=MandateKind(kind),
            valid_from=valid_from,
            valid_until=valid_until,
            basis=basis,
        )
        record(
            by=by,
            act="identity.assign_post",
            purpose=KEEPING,
            detail={"account": str(account.id), "post": post.key, "kind": mandate.kind},
        )
    return mandate


def end_mandate(*, by: Actor, mandate: Mandate, last_day: dt.date) -> Mandate:
    """The last day somebody holds a post. History is kept: the row is ended, never deleted."""
    perms.required(by, "mandate.assign")
    _somebody_else(by, mandate.account)
    with (
        _says(BadMandate, "mandate_does_not_end_before_it_begins", "range lower bound"),
        transaction.atomic(),
    ):
        mandate.valid_until = last_day
        mandate.save(update_fields=["valid_until"])
        record(
            by=by,
            act="identity.end_mandate",
            purpose=KEEPING,
            detail={"account": str(mandate.account_id), "post": mandate.post_id, "until": str(last_day)},
        )
    return mandate


def begin_assistance(
    *, by: Actor, person_id: UUID, person_name: str, reason: str, id_shown: str, minutes: int = 30
) -> AssistedSession:
    """Act for the citizen who sits at the counter, for a while, on a proof of identity, for a reason the citizen can read."""
    if not perms.can_assist(by) or by.account_id is None:
        raise NotAllowed
    if not reason.strip() or id_shown not in IdShown.values:
        raise BadAssistance
    now = timezone.now()
    with transaction.atomic():
        running = AssistedSession.objects.select_for_update().filter(account_id=by.account_id, ended_at=None)
        running.update(ended_at=now)
        session = AssistedSession.objects.create(
            account_id=by.account_id,
            person_id=person_id,
            person_name=person_name,
            reason=reason.strip()[:240],
            id_shown=id_shown,
            office_key=by.office_key,
            begun_at=now,
            expires_at=now + dt.timedelta(minutes=minutes),
        )
        record(
            by=by,
            act="identity.begin_assistance",
            purpose=Purpose(SERVING.text, SERVING.basis),
            subjects=[person_id],
            detail={"id_shown": id_shown, "session": str(session.id), "minutes": minutes},
        )
    return session


def end_assistance(*, by: Actor, session: AssistedSession) -> None:
    """The citizen leaves the counter."""
    with transaction.atomic():
        ended = AssistedSession.objects.filter(id=session.id, account_id=by.account_id, ended_at=None)
        if ended.update(ended_at=timezone.now()):
            record(
                by=by,
                act="identity.end_assistance",
                purpose=SERVING,
                subjects=[session.person_id],
                detail={"session": str(session.id)},
            )


def _somebody_else(by: Actor, account: Account) -> None:
    """Nobody gives himself a post, keeps it longer or closes his own door: the administrator's power needs a second person."""
    if by.account_id is not None and by.account_id == account.id:
        raise NotYourself


def _own_email(account: Account) -> None:
    """Addresses set by an officer count as confirmed: the person stood there."""
    if account.email:
        EmailAddress.objects.update_or_create(
            user=account, primary=True, defaults={"email": account.email, "verified": True}
        )
