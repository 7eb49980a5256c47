"""Opening an evaluation: its parts and items from the one before, and the weights it is read with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sebayu.core.identity import perms as house
from sebayu.core.ledger import Actor
from sebayu.programmes.movement.evaluation import arithmetic, perms
from sebayu.programmes.movement.evaluation.enums import EditionState
from sebayu.programmes.movement.evaluation.errors import (
    EditionClosed,
    EditionExists,
    TextMissing,
    WeightsWrong,
)
from sebayu.programmes.movement.evaluation.models import EvaluationEdition, Item, Part, WeightSet
from sebayu.programmes.movement.evaluation.recording import note

DATA = Path(__file__).parent.parent / "data"


def _data(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


@transaction.atomic
def load_weight_sets(*, by: Actor) -> int:
    """The published sets, each once; returns how many were new."""
    house.required(by, perms.WRITE)
    known = set(WeightSet.objects.values_list("key", flat=True))
    rows = [row for row in _data("weights.yaml")["weight_sets"] if row["key"] not in known]
    for row in rows:
        add_weight_set(by=by, **row)
    return len(rows)


@transaction.atomic
def add_weight_set(
    *,
    by: Actor,
    key: str,
    title: str,
    source: str,
    weights: Mapping[str, Any],
    valid_from: dt.date | None = None,
) -> WeightSet:
    """Enter weights with where they were published. Raises WeightsWrong with the reason when they do not make a hundred."""
    house.required(by, perms.WRITE)
    if not (key.strip() and title.strip() and source.strip()):
        raise TextMissing
    if wrong := arithmetic.trouble(arithmetic.read(weights)):
        raise WeightsWrong(*wrong)
    try:
        with transaction.atomic():
            made = WeightSet.objects.create(
                key=key, title=title, source=source, valid_from=valid_from,
                weights={k: None if v in (None, "") else str(v) for k, v in weights.items()},
            )  # fmt: skip
    except IntegrityError:
        raise EditionExists(
            _("Bobot dengan kunci ini sudah ada. Pakai kunci lain; bobot lama tidak diubah.")
        ) from None
    note(by, "weights", key=key)
    return made


@transaction.atomic
def open_edition(
    *,
    by: Actor,
    year: int,
    weight_set: WeightSet,
    period_from: dt.date,
    period_until: dt.date,
    round: int = 1,
    title: str = "",
    copy_from: EvaluationEdition | None = None,
    text: str = "",
) -> EvaluationEdition:
    """Open the evaluation of a year and round, with the items of another edition or the ones we begin with."""
    house.required(by, perms.WRITE)
    template = _data("items.yaml")
    try:
        with transaction.atomic():
            edition = EvaluationEdition.objects.create(
                year=year, round=round, title=title or f"Evaluasi {year} putaran {round}", weight_set=weight_set,
                period_from=period_from, period_until=period_until,
                note=text or (copy_from.note if copy_from else template["note"]),
            )  # fmt: skip
    except IntegrityError:
        raise EditionExists from None
    for order, part in enumerate(_parts(copy_from) if copy_from else template["parts"]):
        made = Part.objects.create(
            edition=edition, key=part["key"], title=part["title"], about=part["about"], order=order
        )
        Item.objects.bulk_create(
            Item(part=made, order=n, **{"office_key": "", "weight": Decimal(1), "evidence": [], **item})
            for n, item in enumerate(part["items"])
        )
    note(by, "open", edition)
    return edition


def _parts(edition: EvaluationEdition) -> list[dict[str, Any]]:
    """An edition as data to begin another one with."""
    fields = ("code", "text", "weight", "office_key", "evidence")
    return [
        {
            "key": part.key,
            "title": part.title,
            "about": part.about,
            "items": [{name: getattr(item, name) for name in fields} for item in part.items.all()],
        }
        for part in edition.parts.prefetch_related("items")
    ]


@transaction.atomic
def add_item(
    *,
    by: Actor,
    part: Part,
    code: str,
    text: str,
    weight: Decimal = Decimal(1),
    office_key: str = "",
    evidence: list[dict] | None = None,
) -> Item:
    house.required(by, perms.WRITE)
    _filling(part.edition)
    if not (code.strip() and text.strip()):
        raise TextMissing
    try:
        with transaction.atomic():
            item = Item.objects.create(
                part=part, code=code.strip(), text=text.strip(), weight=weight, office_key=office_key,
                evidence=evidence or [], order=part.items.count(),
            )  # fmt: skip
    except IntegrityError:
        raise EditionExists(_("Kode butir ini sudah dipakai di bagian yang sama. Pakai kode lain.")) from None
    note(by, "item.add", part.edition, item=code)
    return item


@transaction.atomic
def drop_item(*, by: Actor, item: Item) -> None:
    """Take an item out of an edition that nobody has answered yet; earlier editions keep theirs."""
    house.required(by, perms.WRITE)
    _filling(item.part.edition)
    if item.words.exists() or item.attachments.exists() or item.requests.exists():
        raise EditionClosed(_("Butir ini sudah berisi uraian atau bukti, jadi tidak dihapus."))
    note(by, "item.drop", item.part.edition, item=item.code)
    item.delete()


def _filling(edition: EvaluationEdition) -> None:
    if edition.state != EditionState.FILLING:
        raise EditionClosed
