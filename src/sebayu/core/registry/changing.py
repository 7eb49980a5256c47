"""The frame of every write: personal tables open, and the database told who writes and why, for the past it keeps by itself."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from sebayu.core.ledger.access import writing
from sebayu.core.ledger.actor import Actor
from sebayu.core.ledger.errors import Forbidden
from sebayu.core.registry import names, nik, perms
from sebayu.core.registry.errors import AlreadyThere, WrongValue
from sebayu.core.registry.models import Person
from sebayu.core.registry.wording import NUMBER_FAULTS

_SET = "SELECT set_config('sebayu.actor', %s, true), set_config('sebayu.reason', %s, true)"


@contextmanager
def changing(by: Actor, reason: str) -> Iterator[None]:
    """Names are copied, not referred to: posts and people change, the past does not."""
    label = ", ".join(part for part in (by.name, by.post, by.office) if part)
    with writing():
        with connection.cursor() as cursor:
            cursor.execute(_SET, [label[:200], reason[:300]])
        yield
        with connection.cursor() as cursor:
            cursor.execute(_SET, ["", ""])


def require_keeper(by: Actor, area_code: str) -> None:
    if not perms.can_change(by, area_code):
        raise Forbidden(_("Anda tidak berwenang mengubah data penduduk di wilayah ini."))


def save_person(person: Person) -> Person:
    """Check everything that can be checked, say it in words, then save."""
    person.nik = nik.clean(person.nik) or None
    if person.nik and (fault := nik.fault(person.nik)):
        raise WrongValue("nik", f"NIK {NUMBER_FAULTS[fault]}.")
    if not names.tokens(person.name):
        raise WrongValue("name", _("Nama belum diisi."))
    person.set_search_columns()
    save_checked(person)
    return person


def save_checked(row: Any) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        field, problems = next(iter(error.message_dict.items()))
        if field == "nik" and any(p.code == "unique" for p in error.error_dict["nik"]):
            raise AlreadyThere from error
        raise WrongValue(field, _sentence(row, field, problems)) from error
    try:
        with transaction.atomic():
            row.save()
    except (
        IntegrityError
    ):  # somebody was faster; the database's message quotes the row, so it goes no further
        raise AlreadyThere(_("Data ini baru saja diubah orang lain. Muat ulang, lalu coba lagi.")) from None


def _sentence(row: Any, field: str, problems: list[str]) -> str:
    names_of_fields: Mapping[str, str] = {f.name: str(f.verbose_name) for f in row._meta.fields}
    label = names_of_fields.get(field)
    return f"{label.capitalize()}: {problems[0]}" if label else _("Data tidak masuk akal: %s") % problems[0]
