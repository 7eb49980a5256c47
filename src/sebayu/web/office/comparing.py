"""Two entries side by side: what each says, and whether that is the same. Inside open personal tables only."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from sebayu.core import facts
from sebayu.core.areas.models import Area
from sebayu.core.registry.importing.records import label
from sebayu.core.registry.importing.suspects import record_of
from sebayu.core.registry.models import Person, SuspectedPair
from sebayu.web import formats

SHOWN = ("name", "nik", "birth_place", "birth_date", "sex", "mother_name", "father_name", "kk_number", "family_relation",
         "marital_status", "occupation", "address", "rt", "rw", "area_code")  # fmt: skip
COVERED = {"nik": "person.nik", "kk_number": "person.kk_number"}
OF_HOME = ("kk_number", "address", "rt", "rw", "area_code")


def sides(pair: SuspectedPair) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The values of both; None for an entry that is gone, or a row whose values were forgotten."""
    wanted = [pair.person_id, *([pair.other_id] if pair.other_id else [])]
    people = {p.id: p for p in Person.objects.filter(pk__in=wanted).select_related("household")}
    first = _of_person(people.get(pair.person_id))
    if pair.other_id:
        return first, _of_person(people.get(pair.other_id))
    return first, record_of(pair).values if pair.row else None


def _of_person(person: Person | None) -> dict[str, Any] | None:
    if person is None:
        return None
    values = {name: getattr(person, name, "") for name in SHOWN}
    if home := person.household:
        values |= {name: getattr(home, name) or values.get(name) or "" for name in OF_HOME}
    return values


def lines(first: dict[str, Any] | None, second: dict[str, Any] | None) -> list[dict]:
    """One line per field that either side knows. Numbers are covered: whether they are equal is what counts."""
    one, other = first or {}, second or {}
    found = []
    for name in SHOWN:
        a, b = one.get(name) or "", other.get(name) or ""
        if a or b:
            found.append(
                {
                    "label": _label(name),
                    "one": _shown(name, a),
                    "other": _shown(name, b),
                    "mark": _mark(a, b),
                }
            )
    return found


def _mark(a: Any, b: Any) -> tuple[str, str]:
    if not a or not b:
        return "idle", _("hanya satu")
    same = a == b or str(a).casefold() == str(b).casefold()
    return ("ok", _("sama")) if same else ("warn", _("berbeda"))


def _shown(name: str, value: Any) -> str:
    if value in ("", None):
        return "—"
    if name in COVERED:
        return str(facts.mask(COVERED[name], value))
    if isinstance(value, dt.date):
        return formats.day(value)
    if name == "area_code":
        area = Area.objects.filter(code=value).first()
        return area.name if area else str(value)
    choices = dict(Person._meta.get_field(name).choices or ()) if name not in OF_HOME else {}
    return str(choices.get(value, value))


def _label(name: str) -> str:
    return formats.opened(_("alamat") if name == "address" else label(name))
