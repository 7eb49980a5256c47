"""What every action of the movement does around its write: the permission, the transaction, the entry, violated rules as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from sebayu.core.identity import perms
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record
from sebayu.core.ledger.errors import HouseError

BASIS = "Perpres 95/2018 tentang Sistem Pemerintahan Berbasis Elektronik"
KEEPING = Purpose("Mengurus gerakan kota cerdas", BASIS)


@contextmanager
def noted(
    by: Actor, act: str, *, permission: str, says: Mapping[str, HouseError] | None = None
) -> Iterator[dict]:
    """One transaction with its ledger entry; `says` turns a violated constraint, known by its name, into its sentence.

    The block puts keys, counts and states into the mapping it is given, never a person's name.
    """
    perms.required(by, permission)
    detail: dict = {}
    try:
        with transaction.atomic():
            yield detail
            record(by=by, act=f"movement.{act}", purpose=KEEPING, detail=detail)
    except IntegrityError as wrong:
        for name, error in (says or {}).items():
            if name in str(wrong):
                raise error from wrong
        raise
