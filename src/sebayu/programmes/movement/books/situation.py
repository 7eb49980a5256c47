"""Book 1: where the region stands. What readiness says is added by the part that scores it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from sebayu.core.indicators import catalogue
from sebayu.core.indicators.reading import Reading
from sebayu.programmes.movement.books.blocks import Bullets, Chapter, Pairs, Table, Text
from sebayu.programmes.movement.evidence import numbers, progress
from sebayu.programmes.movement.evidence.numbers import Hidden
from sebayu.programmes.movement.plan.models import Plan, Proof
from sebayu.programmes.movement.structure import current
from sebayu.web.formats import day


def direction(plan: Plan, on: dt.date) -> Chapter:
    """Vision, mission, and on what the edition stands."""
    facts = [
        (_("Edisi"), plan.edition_label),
        (_("Keadaan"), str(plan.get_state_display())),
        (_("Tahun"), f"{plan.horizon_from}–{plan.horizon_to}"),
    ]
    if plan.adopted_on:
        facts += [(_("Berlaku sejak"), day(plan.adopted_on)), (_("Dasar"), plan.basis)]
    sections = [("", [Pairs(facts)])]
    sections.append((_("Visi"), [Text([plan.vision or _("Visi belum diisi.")])]))
    sections.append(
        (_("Misi"), [Bullets(plan.missions) if plan.missions else Text([_("Misi belum diisi.")])])
    )
    return Chapter(_("Arah"), sections)


def dimensions(plan: Plan, on: dt.date) -> Chapter | None:
    """The division in use, with what the plan wants in each."""
    found = current.dimensions(on)
    if not found:
        return None
    goals: dict[str, list[str]] = {}
    for goal in plan.goals.select_related("dimension"):
        goals.setdefault(goal.dimension.key, []).append(goal.title)
    sections = []
    for dimension in found:
        subs = ", ".join(sub.title for sub in dimension.subs.all())
        blocks = [Text([f"{dimension.about}. {_('Subdimensi')}: {subs}." if subs else dimension.about])]
        blocks.append(
            Bullets(goals[dimension.key])
            if dimension.key in goals
            else Text([_("Sasaran belum diisi.")], small=True)
        )
        sections.append((dimension.title, blocks))
    return Chapter(_("Dimensi dan sasaran"), sections)


def baselines(plan: Plan, on: dt.date, read: numbers.Source = numbers.computed) -> Chapter:
    """The numbers the plan starts from: computed, never typed."""
    proofs = list(
        Proof.objects.filter(initiative__plan=plan)
        .select_related("initiative")
        .order_by("indicator_key", "scope")
    )
    found = read(proofs, on)
    seen, rows = set(), []
    for proof in proofs:
        key = (proof.indicator_key, proof.scope)
        if key in seen:
            continue
        seen.add(key)
        rows.append(_row(proof, found.get(key)))
    if not rows:
        return Chapter(
            _("Keadaan awal"),
            [
                (
                    "",
                    [
                        Text(
                            [
                                _(
                                    "Belum ada indikator yang ditautkan, sehingga belum ada angka yang dapat ditunjukkan."
                                )
                            ]
                        )
                    ],
                )
            ],
        )
    table = Table(
        _("Angka yang dihitung sistem"),
        [_("Indikator"), _("Kini"), _("Awal"), _("Target"), _("Rumus")],
        rows,
        (4, 1.6, 1.4, 1.4, 4),
        (1, 2, 3),
    )
    note = Text(
        [_("Angka dihitung dari layanan yang berjalan pada %(d)s dan tidak dapat diketik.") % {"d": day(on)}],
        small=True,
    )
    return Chapter(_("Keadaan awal"), [("", [table, note])])


def _row(proof: Proof, found: Reading | Hidden | None) -> list[str]:
    try:
        declared = catalogue.get(proof.indicator_key)
    except catalogue.UnknownIndicator:
        return [proof.indicator_key, "—", "—", "—", _("indikator ini tidak aktif")]
    aims = [progress.plain(float(v)) if v is not None else "—" for v in (proof.baseline, proof.target)]
    return [
        str(declared.title),
        found.text if isinstance(found, Reading) else "—",
        *aims,
        str(declared.formula or _("dinyatakan perangkat daerah")),
    ]
