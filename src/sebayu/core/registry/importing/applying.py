"""Writing a plan: in batches, each one transaction with its ledger entry and the cursor, so that a stop loses and doubles nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.ledger.actions import record
from sebayu.core.ledger.actor import Actor, Purpose
from sebayu.core.registry import names
from sebayu.core.registry.changing import changing
from sebayu.core.registry.enums import ImportState, RegisterSource, Verdict
from sebayu.core.registry.errors import ImportRefused
from sebayu.core.registry.importing import planning, sheets, suspects
from sebayu.core.registry.importing.judging import OF_HOUSEHOLD, Judge, Judged
from sebayu.core.registry.importing.planning import PURPOSE, ImportPlan, Progress, quiet
from sebayu.core.registry.importing.records import Record
from sebayu.core.registry.models import Household, ImportRun, NameToken, Person


@dataclass(frozen=True)
class Applied:
    """What came of it. `counts` covers the whole run, earlier parts included."""

    run_id: UUID
    counts: Mapping[str, int]
    resumed_after: int = 0
    written: int = field(default=0)


def apply(
    plan: ImportPlan,
    *,
    by: Actor,
    accept_errors: bool = False,
    purpose: Purpose = PURPOSE,
    progress: Progress = quiet,
) -> Applied:
    """Write new and changed rows. Wrong rows stop everything unless accepted, then they are left out; duplicates always are."""
    if plan.has_errors and not accept_errors:
        raise ImportRefused(
            _(
                "%d baris salah; tidak ada yang ditulis. Perbaiki berkasnya, atau ulangi dengan pilihan menerima baris salah."
            )
            % plan.counts[Verdict.ERROR]
        )
    if sheets.fingerprint(plan.path) != plan.file_hash:
        raise ImportRefused(_("Berkas berubah sejak diperiksa. Periksa ulang lebih dahulu."))
    fields, _recognised, _ignored = planning.headings(plan.path, plan.mapping)
    run = _run(plan, by, accept_errors)
    started_at = run.cursor
    judge = Judge(by, cleared=frozenset(row.number for row in plan.rows if row.verdict == Verdict.NEW))
    for batch in planning.batches(plan.path, fields, plan.area):
        run = _write_batch(run.id, batch, judge, by=by, purpose=purpose)
        progress(run.cursor)
    with transaction.atomic():
        ImportRun.objects.filter(pk=run.id).update(state=ImportState.DONE, finished_at=timezone.now())
        record(by=by, act="registry.import_done", purpose=purpose, detail={"rows": run.counts})
    written = run.counts.get(Verdict.NEW, 0) + run.counts.get(Verdict.CHANGED, 0)
    return Applied(run.id, run.counts, started_at, written)


def _run(plan: ImportPlan, by: Actor, accept_errors: bool) -> ImportRun:
    """The run of this very file that stopped half-way, or a new one."""
    with transaction.atomic():
        run, _made = ImportRun.objects.get_or_create(
            file_hash=plan.file_hash,
            state=ImportState.RUNNING,
            defaults={"mapping": dict(plan.mapping), "accept_errors": accept_errors, "actor": by.name[:200]},
        )
    return run


def _write_batch(
    run_id: UUID, batch: Sequence[Record], judge: Judge, *, by: Actor, purpose: Purpose
) -> ImportRun:
    with changing(by, purpose.text):
        run = ImportRun.objects.select_for_update().get(pk=run_id)
        judge.remember([r for r in batch if r.number <= run.cursor])
        if not (todo := [r for r in batch if r.number > run.cursor]):
            return run
        judged = judge.judge(todo)
        try:
            touched = write(judged)
        except IntegrityError:  # its message quotes the row
            raise ImportRefused(
                _(
                    "Baris %(first)d-%(last)d bertabrakan dengan perubahan lain. Jalankan lagi: impor melanjutkan dari situ."
                )
                % {"first": todo[0].number, "last": todo[-1].number}
            ) from None
        suspects.keep(
            [(j.record, j.person.id, j.distance) for j in judged if j.is_suspect and j.person], run.id
        )
        run.cursor = todo[-1].number
        run.counts = dict(Counter(run.counts) + Counter(j.verdict.value for j in judged))
        run.save()
        detail = {"run": str(run.id), "cursor": run.cursor}
        record(
            by=by,
            act="registry.import",
            purpose=purpose,
            subjects=touched,
            facts=planning.COMPARED,
            detail=detail,
        )
    return run


def write(judged: Sequence[Judged]) -> list[UUID]:
    """New people together, changed ones each by itself so that their past is kept."""
    wanted = [j for j in judged if j.verdict in {Verdict.NEW, Verdict.CHANGED}]
    homes = _households(wanted)
    fresh: list[Person] = []
    for one in wanted:
        person = one.person or Person()
        _fill(person, one, homes)
        if one.verdict == Verdict.NEW:
            person.set_search_columns()
            fresh.append(person)
        else:
            person.save()
        one.person = person
    NameToken.objects.remember({token for person in fresh for token in names.tokens(person.name)})
    Person.objects.bulk_create(fresh, batch_size=500)
    _heads(wanted)
    return [one.person.id for one in wanted if one.person]


def _fill(person: Person, one: Judged, homes: Mapping[str, Household]) -> None:
    values = one.record.values
    fields = values if one.verdict == Verdict.NEW else {name: values[name] for name in one.changes}
    card = str(values.get("kk_number", ""))
    for name, value in fields.items():
        if name in {"kk_number", "hamlet"} or (name == "address" and card):
            continue
        setattr(person, name, value)
    if card:
        person.household = homes[card]
    person.source = RegisterSource.EXTRACT


def _households(judged: Sequence[Judged]) -> dict[str, Household]:
    """The family cards of these rows: made when unknown, brought up to date when the row says otherwise."""
    rows: dict[str, dict[str, object]] = {}
    for one in judged:
        if card := str(one.record.values.get("kk_number", "")):
            values = {name: one.record.values[name] for name in OF_HOUSEHOLD if name in one.record.values}
            rows[card] = rows.get(card, {}) | values
    homes = {str(h.kk_number): h for h in Household.objects.select_for_update().filter(kk_number__in=rows)}
    fresh = [
        Household(kk_number=card, source=RegisterSource.EXTRACT, **values)
        for card, values in rows.items()
        if card not in homes
    ]
    for card, home in homes.items():
        changed = [n for n, v in rows[card].items() if str(getattr(home, n)).casefold() != str(v).casefold()]
        for name in changed:
            setattr(home, name, rows[card][name])
        if changed:
            home.save()
    Household.objects.bulk_create(fresh, batch_size=500)
    return homes | {str(h.kk_number): h for h in fresh}


def _heads(judged: Sequence[Judged]) -> None:
    for one in judged:
        person = one.person
        if (
            person
            and person.family_relation == "head"
            and person.household
            and person.household.head_id != person.id
        ):
            person.household.head = person
            person.household.save(update_fields=["head", "updated_at"])
