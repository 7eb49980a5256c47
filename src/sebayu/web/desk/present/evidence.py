"""Evidence as an officer checks it: value, who says so and since when, whether the sources agree, what is still missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from sebayu.core import facts
from sebayu.core.exchange.models import Evidence
from sebayu.core.exchange.sources import labels
from sebayu.core.exchange.types import Item, Other
from sebayu.core.services import Service
from sebayu.web import formats
from sebayu.web.components import Chip
from sebayu.web.desk.forms import RecordForm
from sebayu.web.portal.present.facts import ADDRESS, UNSAID, chip_of, label_of, moment_of

Say = tuple[str, str, str]
DECIDED = "confirmed_by_officer"


@dataclass(frozen=True)
class EvidenceRow:
    """One line of the table. `odd`: the sources differ or nobody knows, so an officer has to look."""

    path: str
    label: str
    value: str
    lines: Sequence[str]
    chip: Chip | None
    check: Say | None
    odd: bool
    others: Sequence[str] = ()
    form: RecordForm | None = None
    opened: bool = False


def rows(
    evidence: Evidence,
    service: Service,
    *,
    may_record: bool,
    tried: RecordForm | None = None,
    wanted: frozenset[str] = frozenset(),
) -> list[EvidenceRow]:
    """In the order the service names its facts; an address that nobody doubts is one line.

    `wanted`: facts the rule waits for. They stand here although no letter prints them, so that somebody can look them up.
    """
    found: list[EvidenceRow] = []
    joined = _joined_addresses(evidence)
    for path in dict.fromkeys((*evidence.needs, *evidence.items)):
        item = evidence.items.get(path) or Item(reason="not_connected", next="manual")
        root, _dot, name = path.partition(".")
        if (name in UNSAID and item.settled) or (name == "alive" and item.value is True):
            continue
        if item.reason == "not_applicable" and item.value is None:
            continue
        if name in ADDRESS and root in joined:
            if joined[root] == path:
                found.append(_address(evidence, service, root, item))
            continue
        if not item.usable and path not in evidence.needs and path not in wanted:
            continue
        found.append(_row(evidence, service, path, item, may_record, tried))
    return found


def _joined_addresses(evidence: Evidence) -> dict[str, str]:
    """Root -> the path its one line stands at, where no part of the address is missing or in doubt."""
    parts: dict[str, list[tuple[str, Item]]] = {}
    for path in dict.fromkeys((*evidence.needs, *evidence.items)):
        item = evidence.items.get(path) or Item()
        root, _dot, name = path.partition(".")
        if name in ADDRESS:
            parts.setdefault(root, []).append((path, item))
    return {
        root: found[0][0]
        for root, found in parts.items()
        if len(found) > 1
        and all((i.settled and i.status != "conflict") or p not in evidence.needs for p, i in found)
        and any(i.usable for _p, i in found)
    }


def _address(evidence: Evidence, service: Service, root: str, item: Item) -> EvidenceRow:
    values = {path: i.value for path, i in evidence.items.items() if i.usable}
    fact = facts.vocabulary().get(evidence.fact_path(f"{root}.address"))
    role = service.roles.get(root)
    return EvidenceRow(
        path=f"{root}.address",
        label=_("Alamat, %(role)s") % {"role": role.label.lower()} if role else _("Alamat"),
        value=facts.address(values, root),
        lines=(),
        chip=chip_of(item, fact) if item.usable else None,
        check=_check(item),
        odd=False,
    )


def _row(
    evidence: Evidence, service: Service, path: str, item: Item, may_record: bool, tried: RecordForm | None
) -> EvidenceRow:
    fact_path = evidence.fact_path(path)
    fact = facts.vocabulary().get(fact_path)
    lines = [facts.show_value(v) for v in item.value] if isinstance(item.value, list | tuple) else []
    doubtful = item.status == "conflict" or not item.usable
    form = None
    if may_record and doubtful and RecordForm.is_possible(fact):
        form = tried if tried and tried.data.get("path") == path else RecordForm(path, fact, item)
    return EvidenceRow(
        path=path,
        label=_label(evidence, service, path),
        value=_value(item, fact, fact_path) if not lines else "",
        lines=lines,
        chip=_chip(item, fact),
        check=_check(item),
        odd=doubtful,
        others=_others(item, fact_path) if item.status == "conflict" or item.reason == DECIDED else (),
        form=form,
        opened=form is not None and form is tried,
    )


def _chip(item: Item, fact: facts.Fact | None) -> Chip | None:
    """Who says so; what the citizen answered is not "Anda" to an officer."""
    if not item.usable:
        return None
    chip = chip_of(item, fact)
    return replace(chip, owner=_("Warga")) if item.mode == "ask" else chip


def _label(evidence: Evidence, service: Service, path: str) -> str:
    root, _dot, key = path.partition(".")
    if root == "answers":
        return service.asks[key].label if key in service.asks else key
    return label_of(evidence, service, path)


def _value(item: Item, fact: facts.Fact | None, fact_path: str) -> str:
    if not item.usable:
        return ""
    covered = fact is not None and fact.mask == "number"
    return facts.mask(fact_path, item.value) if covered else facts.show(fact_path, item.value)


def _check(item: Item) -> Say | None:
    """The column an officer runs his eye down."""
    if item.status == "conflict":
        return "warn", _("beda dengan %(who)s") % {"who": _names(_differing(item))}, "alert"
    if not item.usable:
        if item.reason == "not_applicable":
            return "idle", _("tidak berlaku"), "okc"
        return "idle", _("belum diketahui"), "clock"
    if item.status == "verified":
        return "ok", _("cocok"), "okc"
    if same := [o for o in item.others if o.value is not None and o.value == item.value]:
        return "ok", _("cocok dengan %(who)s") % {"who": _names(same)}, "okc"
    if item.mode == "manual":
        return "ok", _("dilihat petugas"), "eye"
    if item.mode == "attest":
        return "ok", _("diterangkan"), "okc"
    return None


def _differing(item: Item) -> list[Other]:
    return [o for o in item.others if o.value is not None and o.value != item.value]


def _names(others: Iterable[Other]) -> str:
    return ", ".join(dict.fromkeys(source(o) for o in others)) or _("sumber lain")


def source(other: Any) -> str:
    return str(labels().get(other.source, other.source))


def _others(item: Item, fact_path: str) -> list[str]:
    """What the others say, and as of when: also after an officer decided between them."""
    return [
        _("%(who)s: %(value)s%(when)s")
        % {"who": source(o), "value": facts.show(fact_path, o.value), "when": _as_of(o, item)}
        for o in _differing(item)
    ]


def _as_of(other: Other, item: Item) -> str:
    """The day a source speaks of; one that answers live speaks of the day it was asked."""
    moment = moment_of(other.as_of or ("" if item.reason == DECIDED else item.fetched_at))
    return f", {formats.short_day(moment)}" if moment else ""
