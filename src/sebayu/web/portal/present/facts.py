"""Evidence as rows: label, value, where it comes from, and a way to say that it is wrong."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sebayu.core import facts
from sebayu.core.exchange.models import Evidence
from sebayu.core.exchange.sources import labels
from sebayu.core.exchange.types import Item
from sebayu.core.services import Service
from sebayu.web.components import Chip, FactRow

# One line of address instead of eight rows; the codes behind it say nothing to people.
ADDRESS = ("address", "hamlet", "rt", "rw", "village", "district", "regency")
UNSAID = {"area_code", "province"}
WrongUrl = Callable[[str], str]


def moment_of(text: str) -> date | datetime | None:
    """The day an item is as of; sources write ISO text."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def owner_of(item: Item, fact: facts.Fact | None) -> str:
    """Who says so, in one word or two."""
    if item.by:
        return item.by
    if item.mode == "ask":
        return _("Anda")
    if item.source == "registry":
        return _("Catatan daerah")
    if fact and item.source == fact.owner:
        return facts.vocabulary().owners[fact.owner].short
    return str(labels().get(item.source, item.source))


def chip_of(item: Item, fact: facts.Fact | None) -> Chip:
    mode = "doubt" if item.status == "conflict" else item.mode or "value"
    return Chip(mode, owner_of(item, fact), moment_of(item.as_of or item.fetched_at))


def known(
    evidence: Evidence, service: Service, wrong_url: WrongUrl, only: Callable[[str], bool] = lambda path: True
) -> list[FactRow]:
    """What we know, in the order the service names it. What belongs to a stranger is counted, never shown."""
    rows: list[FactRow] = []
    addressed: set[str] = set()
    for path, item in evidence.items.items():
        root, _dot, name = path.partition(".")
        if not _is_shown(evidence, path, item) or not only(path):
            continue
        if name in ADDRESS:
            if root not in addressed:
                addressed.add(root)
                rows.append(_address(evidence, service, root, wrong_url))
            continue
        rows.append(_row(evidence, service, path, item, wrong_url))
    return rows


def label_of(evidence: Evidence, service: Service, path: str) -> str:
    fact = facts.vocabulary().get(evidence.fact_path(path))
    label = fact.label if fact else path.rpartition(".")[2].replace("_", " ")
    role = service.roles.get(path.partition(".")[0])
    if role is None or (role.kind != "person" and not role.short):
        return label  # "Nama usaha" says already whose name it is
    if role.short:
        return f"{label} {role.short}"
    return label if role.label.endswith("?") else f"{label}, {role.label[:1].lower()}{role.label[1:]}"


def _row(evidence: Evidence, service: Service, path: str, item: Item, wrong_url: WrongUrl) -> FactRow:
    fact_path = evidence.fact_path(path)
    fact = facts.vocabulary().get(fact_path)
    lines = _lines(item.value)
    covered = fact is not None and fact.mask == "number"
    value = (
        "" if lines else (facts.mask(fact_path, item.value) if covered else facts.show(fact_path, item.value))
    )
    return FactRow(
        label=label_of(evidence, service, path),
        value=value,
        chip=chip_of(item, fact),
        wrong_url=wrong_url(path),
        also=_conflict(item, fact_path),
        lines=lines,
    )


def _lines(value: object) -> list[str]:
    """A list of people or things, one to a line."""
    if not isinstance(value, list | tuple):
        return []
    return [facts.show_value(entry) for entry in value] or [_("tidak ada")]


def _conflict(item: Item, fact_path: str) -> str:
    others = [other for other in item.others if other.value is not None]
    if item.status != "conflict" or not others:
        return ""
    said = ", ".join(f"{labels().get(o.source, o.source)}: {facts.show(fact_path, o.value)}" for o in others)
    return _("Sumber lain menulis lain: %(said)s. Petugas yang memutuskan.") % {"said": said}


def _address(evidence: Evidence, service: Service, root: str, wrong_url: WrongUrl) -> FactRow:
    parts = {path: item.value for path, item in evidence.items.items() if item.usable}
    path = next(f"{root}.{name}" for name in ADDRESS if parts.get(f"{root}.{name}") is not None)
    role = service.roles.get(root)
    return FactRow(
        label=_("Alamat, %(role)s") % {"role": role.label.lower()} if role else _("Alamat"),
        value=facts.address(parts, root),
        chip=chip_of(evidence.items[path], facts.vocabulary().get(evidence.fact_path(path))),
        wrong_url=wrong_url(path),
    )


def _is_shown(evidence: Evidence, path: str, item: Item) -> bool:
    """Known, not the citizen's own answer, and about her own family."""
    root, _dot, name = path.partition(".")
    if name == "alive" and item.value is True:
        return False  # nobody has to be told
    return item.usable and item.mode != "ask" and name not in UNSAID and root in evidence.own_roots


def is_stranger(service: Service, root: str) -> bool:
    """Somebody outside the family, named by number: neither facts nor their existence are told."""
    role = service.roles.get(root)
    return role is not None and role.chosen_from == "search"


def tellable(evidence: Evidence, service: Service) -> dict[str, Any]:
    """What may decide what this page says: a sentence about a stranger's marital status tells it as well as a value would."""
    return {
        path: v for path, v in evidence.facts().items() if not is_stranger(service, path.partition(".")[0])
    }


def strangers(service: Service) -> list[str]:
    """The same sentence whether the register knows them or not."""
    return [
        _(
            "Data tentang %(role)s kami cocokkan sendiri setelah Anda menekan tombol, dan tidak kami tampilkan di sini."
        )
        % {"role": role.label[:1].lower() + role.label[1:]}
        for name, role in service.roles.items()
        if is_stranger(service, name)
    ]


def waiting(evidence: Evidence, service: Service, asked: Iterable[str]) -> list[FactRow]:
    """What nobody has told yet and the citizen is not asked: who will find it, and why it is not known."""
    taken = set(asked)
    rows, addressed = [], set()
    for path in evidence.missing():
        item = evidence.items[path]
        root, _dot, name = path.partition(".")
        if item.next == "ask" or path in taken or name in UNSAID or is_stranger(service, root):
            continue
        if name in ADDRESS:
            if root in addressed:
                continue
            addressed.add(root)
        label = label_of(evidence, service, path)
        rows.append(FactRow(label, _because(item), Chip("wait", _finder(item))))
    return rows


def _finder(item: Item) -> str:
    return _("Ketua RT/RW") if item.next == "attest" else _("Petugas")


def _because(item: Item) -> str:
    if item.next == "attest":
        return _("Kami yang bertanya kepada Ketua RT/RW setelah Anda menekan tombol.")
    if item.reason in {"down", "slow", "resting", "malformed", "refused"}:
        return _("Registernya sedang terganggu; petugas yang memeriksa. Permintaan Anda tetap berjalan.")
    return _("Petugas yang memeriksa setelah Anda menekan tombol.")
