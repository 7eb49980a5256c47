"""Offices, posts and officials of a region pack, into the tables; loading again changes what changed and removes nothing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from sebayu.core.areas.packs import Pack
from sebayu.core.identity import perms
from sebayu.core.identity.actions import KEEPING
from sebayu.core.identity.errors import PostTaken
from sebayu.core.identity.models import Account, Mandate, Office, Post
from sebayu.core.ledger import Actor
from sebayu.core.ledger.actions import record

_BATCH = 2000


def load_offices(pack: Pack, *, by: Actor) -> tuple[int, int]:
    """All offices and posts of the pack; returns how many of each."""
    perms.required(by, "account.manage")
    offices = [
        Office(
            key=row.key,
            name=row.name,
            kind=row.kind,
            area_code=row.area_code,
            parent_id=row.parent,
            unit_code=row.unit_code,
            letterhead=dict(row.letterhead),
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        for row in pack.offices
    ]
    posts = [
        Post(
            key=row.key,
            office_id=row.office_key,
            title=row.title,
            role=row.role,
            rt=row.rt,
            rw=row.rw,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        for row in pack.posts
    ]
    with transaction.atomic():
        _upsert(Office, offices)
        _upsert(Post, posts)
        record(
            by=by,
            act="identity.load_offices",
            purpose=KEEPING,
            detail={"pack": pack.key, "offices": len(offices), "posts": len(posts)},
        )
    return len(offices), len(posts)


def load_officials(pack: Pack, *, by: Actor) -> tuple[int, int]:
    """The officials of the pack with their mandates; returns how many accounts and mandates are new.

    Accounts are known by their e-mail and have no password: whoever is meant asks for one, or is given one.
    """
    perms.required(by, "mandate.assign")
    with transaction.atomic():
        emails = [row.email.lower() for row in pack.officials]
        known = dict(Account.objects.filter(email__in=emails).values_list("email", "id"))
        fresh = [
            Account(
                email=row.email.lower(),
                name=row.name,
                nip=row.nip,
                rank=row.rank,
                password=make_password(None),
            )
            for row in pack.officials
            if row.email.lower() not in known
        ]
        Account.objects.bulk_create(fresh, batch_size=_BATCH)
        known.update({a.email: a.id for a in fresh})
        mandates = _new_mandates(pack, known)
        try:
            with transaction.atomic():
                Mandate.objects.bulk_create(mandates, batch_size=_BATCH)
        except IntegrityError as wrong:
            raise PostTaken from wrong
        record(
            by=by,
            act="identity.load_officials",
            purpose=KEEPING,
            detail={"pack": pack.key, "accounts": len(fresh), "mandates": len(mandates)},
        )
    return len(fresh), len(mandates)


def _new_mandates(pack: Pack, accounts: dict) -> list[Mandate]:
    there = set(Mandate.objects.values_list("account_id", "post_id", "kind", "valid_from"))
    wanted = [
        Mandate(
            account_id=accounts[row.email.lower()],
            post_id=m.post_key,
            kind=m.kind,
            valid_from=m.valid_from,
            valid_until=m.valid_until,
            basis=m.basis,
        )
        for row in pack.officials
        for m in row.mandates
    ]
    return [m for m in wanted if (m.account_id, m.post_id, m.kind, m.valid_from) not in there]


def _upsert(model: type[Office] | type[Post], rows: list[Any]) -> None:
    fields = [f.name for f in model._meta.concrete_fields if not f.primary_key]
    model.objects.bulk_create(
        rows, batch_size=_BATCH, update_conflicts=True, unique_fields=["key"], update_fields=fields
    )
