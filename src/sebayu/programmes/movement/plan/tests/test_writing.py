"""What may be written into a plan, by whom, and what the plan and the database refuse."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from sebayu.core.identity.errors import NotAllowed
from sebayu.core.ledger import Actor
from sebayu.core.ledger.models import LedgerEntry
from sebayu.programmes.movement.plan import actions, current, owners
from sebayu.programmes.movement.plan.errors import (
    BadMoney,
    BadPeriod,
    CodeTaken,
    DependencyCircle,
    NoOwner,
    NothingToAdopt,
    OtherEdition,
    PlanFrozen,
    QuickWinTaken,
    QuickWinTooLong,
    UnknownIndicator,
)
from sebayu.programmes.movement.plan.models import Initiative, Milestone, Plan
from sebayu.programmes.movement.plan.tests.conftest import TODAY, World
from sebayu.programmes.movement.structure.models import OfficeChange

Add = Callable[..., Initiative]
DAY = dt.timedelta(days=1)


def test_every_write_is_in_the_ledger(add: Add, plan: Plan) -> None:
    add()
    acts = list(LedgerEntry.objects.order_by("id").values_list("act", flat=True))
    assert acts[-2:] == ["plan.create", "plan.add_initiative"]


@pytest.mark.parametrize("who", ["owner", "colleague", "stranger", "assessor", "admin"])
def test_only_the_secretariat_writes(world: World, plan: Plan, add: Add, who: str) -> None:
    row, by = add(), world.actor(who)
    milestone = actions.add_milestone(
        by=world.actor("planner"), initiative=row, title="Peluncuran", due_on=TODAY
    )
    attempts = [
        lambda: actions.change_initiative(by=by, initiative=row, title="Lain"),
        lambda: actions.remove_initiative(by=by, initiative=row),
        lambda: actions.add_milestone(by=by, initiative=row, title="Palsu", due_on=TODAY),
        lambda: actions.change_milestone(
            by=by, milestone=milestone, title="x", due_on=TODAY + 99 * DAY, weight=100
        ),
        lambda: actions.remove_milestone(by=by, milestone=milestone),
        lambda: actions.move_owner(by=by, initiative=row, since=TODAY, basis="x", office_key="opd_dpupr"),
        lambda: actions.adopt(by=by, plan=plan, on=TODAY, basis="Perwal (contoh)"),
        lambda: actions.copy_plan(by=by, plan=plan, edition_label="Palsu"),
        lambda: actions.create_plan(by=by, edition_label="x", title="x", horizon_from=2026, horizon_to=2027),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    row.refresh_from_db()
    assert row.title == "Inisiatif SL-1"
    assert Plan.objects.count() == 1


def test_what_is_in_force_is_changed_no_more(planner: Actor, plan: Plan, add: Add) -> None:
    row = add()
    actions.adopt(by=planner, plan=plan, on=TODAY, basis="Perwal (contoh)")
    for attempt in (
        lambda: add("SL-2", dimension="smart_economy"),
        lambda: actions.change_initiative(by=planner, initiative=row, title="Lain"),
        lambda: actions.add_milestone(by=planner, initiative=row, title="Baru", due_on=TODAY),
    ):
        with pytest.raises(PlanFrozen):
            attempt()


def test_the_database_keeps_what_was_in_force(planner: Actor, plan: Plan, add: Add) -> None:
    row = add()
    stone = actions.add_milestone(by=planner, initiative=row, title="Peluncuran", due_on=TODAY)
    actions.adopt(by=planner, plan=plan, on=TODAY, basis="Perwal (contoh)")
    for attempt in (
        lambda: Initiative.objects.filter(pk=row.pk).update(title="Lain"),
        lambda: Milestone.objects.filter(pk=stone.pk).update(due_on=TODAY + 99 * DAY),
        lambda: Milestone.objects.filter(pk=stone.pk).delete(),
        lambda: Initiative.objects.filter(pk=row.pk).delete(),
        lambda: Plan.objects.filter(pk=plan.pk).update(title="Lain"),
        lambda: Plan.objects.filter(pk=plan.pk).update(state="draft", adopted_on=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_adopting_the_next_edition_supersedes_the_one_before(planner: Actor, plan: Plan, add: Add) -> None:
    with pytest.raises(NothingToAdopt):
        actions.adopt(by=planner, plan=plan, on=TODAY, basis="x")
    add()
    actions.adopt(by=planner, plan=plan, on=TODAY - 30 * DAY, basis="Perwal (contoh)")
    second = actions.copy_plan(by=planner, plan=plan, edition_label="Bimtek IV")
    actions.adopt(by=planner, plan=second, on=TODAY, basis="Perwal (contoh)")
    assert current.plan(TODAY) == second
    assert current.plan(TODAY - DAY) == plan
    assert current.plan(TODAY - 31 * DAY) is None


def test_a_copy_keeps_lineages_and_everything_below(
    planner: Actor, plan: Plan, add: Add, world: World
) -> None:
    goal = actions.add_goal(
        by=planner, plan=plan, title="Jalan terang", dimension=world.dimensions["smart_living"]
    )
    a, b = add("SL-1", goal=goal, quick_win=True), add("SL-2")
    actions.add_dependency(by=planner, initiative=b, needs=a)
    actions.add_milestone(by=planner, initiative=a, title="Peluncuran", due_on=TODAY, weight=3)
    actions.add_activity(
        by=planner, initiative=a, title="Pengadaan", starts_on=TODAY, ends_on=TODAY, budget_rupiah=5
    )
    copied = actions.copy_plan(by=planner, plan=plan, edition_label="Bimtek IV")
    ours = {row.code: row for row in copied.initiatives.all()}
    assert {row.lineage for row in ours.values()} == {a.lineage, b.lineage}
    assert {row.id for row in ours.values()}.isdisjoint({a.id, b.id})
    assert ours["SL-1"].goal.plan_id == copied.id
    assert ours["SL-1"].milestones.get().lineage == a.milestones.get().lineage
    assert ours["SL-1"].activities.get().budget_rupiah == 5
    assert ours["SL-2"].waits_for.get().needs == ours["SL-1"]
    assert owners.of(ours["SL-1"]).office_key == "opd_dishub"
    assert plan.initiatives.count() == 2


def test_a_quick_win_is_one_in_a_dimension_and_done_in_a_year(add: Add) -> None:
    add("SL-1", quick_win=True)
    with pytest.raises(QuickWinTaken, match="Inisiatif SL-1"):
        add("SL-2", quick_win=True)
    add("SE-1", dimension="smart_economy", quick_win=True, starts_on=TODAY, ends_on=TODAY + 366 * DAY)
    for wrong in ({"ends_on": TODAY + 367 * DAY}, {"horizon": "medium"}):
        with pytest.raises(QuickWinTooLong):
            add(
                "SB-1",
                dimension="smart_branding",
                quick_win=True,
                **{"starts_on": TODAY, "ends_on": TODAY, **wrong},
            )


def test_the_database_refuses_what_the_actions_refuse(add: Add) -> None:
    row = add("SL-1", quick_win=True)
    other = add("SL-2")
    for change in (
        {"pk": other.pk, "quick_win": True},
        {"pk": row.pk, "ends_on": row.starts_on + 400 * DAY},
        {"pk": row.pk, "ends_on": row.starts_on - DAY},
        {"pk": row.pk, "budget_rupiah": -1},
    ):
        pk = change.pop("pk")
        with pytest.raises(IntegrityError), transaction.atomic():
            Initiative.objects.filter(pk=pk).update(**change)


def test_numbers_and_dates_are_checked(add: Add) -> None:
    with pytest.raises(BadPeriod):
        add(starts_on=TODAY, ends_on=TODAY - DAY)
    for amount in (-1, 1.5, True):
        with pytest.raises(BadMoney):
            add(budget_rupiah=amount)
    add("SL-1")
    with pytest.raises(CodeTaken):
        add("SL-1")


def test_an_owner_is_one_office_or_one_duty(add: Add) -> None:
    for wrong in (
        {"office_key": ""},
        {"office_key": "opd_dishub", "duty": "systems"},
        {"duty": "tidak_ada"},
        {"office_key": "tidak_ada"},
    ):
        with pytest.raises(NoOwner):
            add("SL-9", **wrong)


def test_an_owner_by_duty_moves_with_the_duty(add: Add) -> None:
    row = add(duty="street_lights")
    assert owners.of(row, dt.date(2022, 5, 1)).office_key == "opd_dpupr"
    now = owners.of(row, TODAY)
    assert (now.office_key, now.is_sure) == ("opd_dishub", False)
    assert row in owners.owned_by(["opd_dishub"], TODAY)
    assert row not in owners.owned_by(["opd_dishub"], dt.date(2022, 5, 1))


def test_ownership_moves_without_touching_the_plan_in_force(planner: Actor, plan: Plan, add: Add) -> None:
    row = add()
    actions.adopt(by=planner, plan=plan, on=TODAY, basis="Perwal (contoh)")
    actions.move_owner(by=planner, initiative=row, since=TODAY, basis="SK (contoh)", office_key="opd_dpupr")
    assert owners.of(row, TODAY - DAY).office_key == "opd_dishub"
    assert owners.of(row, TODAY).office_key == "opd_dpupr"
    actions.move_owner(
        by=planner, initiative=row, since=TODAY, basis="SK (contoh)", office_key="opd_diskominfo"
    )
    assert owners.of(row, TODAY).office_key == "opd_diskominfo"
    assert owners.of(row, TODAY - DAY).office_key == "opd_dishub"


def test_an_office_that_was_merged_is_followed(add: Add) -> None:
    row = add(office_key="opd_dpupr")
    OfficeChange.objects.create(
        old_key="opd_dpupr", new_key="opd_dishub", changed_on=TODAY, basis="Perda (contoh)"
    )
    assert owners.of(row, TODAY - DAY).office_key == "opd_dpupr"
    now = owners.of(row, TODAY)
    assert (now.office_key, now.was_key) == ("opd_dishub", "opd_dpupr")
    assert row in owners.owned_by(["opd_dishub"], TODAY)


def test_circles_are_refused_and_named(planner: Actor, add: Add) -> None:
    a, b, c = add("A"), add("B"), add("C")
    actions.add_dependency(by=planner, initiative=a, needs=b)
    actions.add_dependency(by=planner, initiative=b, needs=c)
    with pytest.raises(DependencyCircle, match="C → A → B → C"):
        actions.add_dependency(by=planner, initiative=c, needs=a)
    with pytest.raises(DependencyCircle):
        actions.add_dependency(by=planner, initiative=a, needs=a)
    copied = actions.copy_plan(by=planner, plan=a.plan, edition_label="Lain")
    with pytest.raises(OtherEdition):
        actions.add_dependency(by=planner, initiative=a, needs=copied.initiatives.get(code="C"))


def test_an_indicator_has_to_be_known(planner: Actor, add: Add) -> None:
    with pytest.raises(UnknownIndicator):
        actions.add_proof(by=planner, initiative=add(), indicator_key="mengarang.indah")


def test_no_table_of_the_plan_has_a_column_for_progress(add: Add) -> None:
    words = ("progress", "percent", "persen", "realis", "share", "capaian", "score")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_name LIKE 'movement_plan%'"
        )
        columns = cursor.fetchall()
    assert columns
    assert not [name for _table, name in columns if any(word in name for word in words)]


def test_milestone_is_not_lost_with_its_evidence(planner: Actor, add: Add) -> None:
    row = add()
    milestone = actions.add_milestone(by=planner, initiative=row, title="Peluncuran", due_on=TODAY)
    actions.change_milestone(by=planner, milestone=milestone, title="Uji coba", due_on=TODAY + DAY, weight=2)
    found = Milestone.objects.get()
    assert (found.title, found.weight) == ("Uji coba", 2)
    actions.remove_milestone(by=planner, milestone=found)
    assert not Milestone.objects.exists()
