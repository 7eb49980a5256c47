"""An account as an actor: posts of the day together, left at the door of citizens' pages."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from sebayu.core.identity import perms
from sebayu.core.identity.acting import actor_for, actor_of
from sebayu.core.identity.enums import Role
from sebayu.core.identity.models import Post
from sebayu.core.identity.tests import people
from sebayu.core.identity.tests.people import TODAY, Town, mandate
from sebayu.core.ledger import Actor


def test_citizen_has_no_office(town: Town) -> None:
    actor = actor_for(town.sari, at=TODAY)
    assert (actor.kind, actor.person_id, actor.offices, actor.subject_id) == (
        "citizen",
        town.sari_person,
        frozenset(),
        town.sari_person,
    )


def test_officer_carries_all_posts_of_the_day(town: Town) -> None:
    opd = people.office("opd_dinsos", "Dinas Sosial", "opd")
    mandate(town.budi, people.post("opd_dinsos.petugas", opd, "officer", "Petugas Dinsos"), TODAY, TODAY)
    actor = actor_for(town.budi, at=TODAY)
    assert actor.offices == {"kel_mintaragen", "opd_dinsos"}
    assert actor.areas == {"33.76.02.1005"}
    tomorrow = actor_for(town.budi, at=TODAY + dt.timedelta(days=1))
    assert tomorrow.offices == {"kel_mintaragen"}
    assert tomorrow.post == "Petugas Loket"


def test_two_roles_in_two_offices_are_not_both_in_both(town: Town) -> None:
    mandate(town.budi, Post.objects.get(key="kel_bojong.petugas_loket"), TODAY, TODAY, "plh")
    lurah = Post.objects.get(key="kel_mintaragen.lurah")
    mandate(town.budi, lurah, TODAY, TODAY, "plh")
    actor = actor_for(town.budi, at=TODAY)
    assert perms.can_sign(actor, office_key="kel_mintaragen")
    assert not perms.can_sign(actor, office_key="kel_bojong")
    assert actor.post == "Petugas Loket"


def test_acting_holder_is_named_as_such(town: Town) -> None:
    mandate(town.sari, Post.objects.get(key="kel_mintaragen.lurah"), TODAY, TODAY, "plt")
    assert actor_for(town.sari, at=TODAY).post == "Plt. Lurah Mintaragen"


def test_officer_at_a_citizens_door_is_a_citizen(town: Town) -> None:
    mandate(town.sari, Post.objects.get(key="kel_mintaragen.lurah"), TODAY, TODAY, "plt")
    actor = actor_for(town.sari, at=TODAY, as_citizen=True)
    assert (actor.kind, actor.roles, actor.offices, actor.posts) == (
        "citizen",
        {"citizen"},
        frozenset(),
        frozenset(),
    )
    assert not perms.can_sign(actor, office_key="kel_mintaragen")


def test_helper_acting_for_someone_names_the_post_and_has_the_citizens_rights_only(town: Town) -> None:
    actor = actor_for(town.budi, at=TODAY, as_citizen=True, acting_for=town.sari_person)
    assert (actor.office_key, actor.post, actor.subject_id) == (
        "kel_mintaragen",
        "Petugas Loket",
        town.sari_person,
    )
    assert not any(perms.can(actor, p) for p in perms.PERMISSIONS)


def test_stranger_is_public(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    assert actor_of(request).kind == "public"


def test_one_query_makes_an_actor(town: Town, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        actor_for(town.budi, at=TODAY)


# The whole table of who may do what. A new permission or role must be written here by hand.
TABLE = {
    "account.enrol": "officer kasi secretary camat_officer",
    "account.manage": "admin",
    "agreement.manage": "admin",
    "assist.begin": "helper officer kasi secretary camat_officer",
    "case.attest": "rt rw",
    "case.check": "officer kasi secretary camat_officer",
    "case.countersign": "camat",
    "case.initial": "kasi secretary camat_officer",
    "case.open": "officer kasi secretary camat_officer",
    "case.read": "officer kasi secretary camat_officer head camat",
    "case.reopen": "secretary head",
    "case.return": "officer kasi secretary camat_officer head camat",
    "case.sign": "head camat leader",
    "delivery.read": "officer admin",
    "document.print": "officer kasi secretary camat_officer head camat leader",
    "document.revoke": "head camat",
    "import.run": "admin",
    "indicator.read": "secretary head camat leader auditor planner assessor",
    "indicator.target": "planner",
    "ledger.audit": "auditor",
    "mandate.assign": "admin",
    "manual.look_up": "officer kasi secretary camat_officer",
    "registry.search": "officer kasi secretary camat_officer head camat",
}


def test_permission_table_is_complete() -> None:
    assert set(TABLE) == perms.PERMISSIONS


@pytest.mark.parametrize("permission", sorted(TABLE))
def test_permission_belongs_to_these_roles(permission: str) -> None:
    may = {
        r for r in Role.values if perms.can(Actor(kind="officer", name="x", roles=frozenset({r})), permission)
    }
    assert may == set(TABLE[permission].split())


def test_the_machine_never_signs() -> None:
    assert not perms.can(Actor.system("job"), "case.sign")
    assert perms.can(Actor.system("job"), "account.manage")
