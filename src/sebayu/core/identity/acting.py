"""From an account to an actor: which posts somebody holds today, and who holds a post."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from sebayu.core.identity.enums import ACTING_NOTE, MandateKind, Role
from sebayu.core.identity.models import Account, AssistedSession, Mandate, Post
from sebayu.core.ledger import Actor

ASSISTING = "identity_assisting"  # session key of the running assisted session
At = dt.date | dt.datetime | None

# Whose name stands first when somebody holds several posts.
_FIRST = [MandateKind.DEFINITIVE, MandateKind.PLT, MandateKind.PLH, MandateKind.DELEGATED]
_HELPERS = {Role.HELPER}


@dataclass(frozen=True, slots=True)
class Hat:
    """One post held by one account on one day."""

    post_key: str
    title: str
    role: str
    kind: str
    office_key: str
    office: str
    office_kind: str
    area_code: str
    rt: str
    rw: str

    @property
    def desk(self) -> str:
        """Where cases for this post lie: office and role, for RT and RW with their numbers behind."""
        numbers = {Role.RT: f":{self.rw}:{self.rt}", Role.RW: f":{self.rw}"}
        return f"{self.office_key}:{self.role}{numbers.get(Role(self.role), '')}"

    @property
    def named(self) -> str:
        note = ACTING_NOTE.get(MandateKind(self.kind), "")
        return f"{note} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who signs for a post on a day; everything here is copied into what is issued."""

    account_id: UUID
    name: str
    nip: str
    nik: str
    title: str
    rank: str
    acting_note: str


def day_of(at: At) -> dt.date:
    if isinstance(at, dt.datetime):
        return timezone.localtime(at).date()
    return at or timezone.localdate()


def _current(at: At) -> QuerySet[Mandate]:
    day = day_of(at)
    live = Mandate.objects.on(day).filter(post__in=Post.objects.on(day))
    return live.select_related("post__office")


def hats(account: Account, *, at: At = None) -> list[Hat]:
    """All posts an account holds on a day, the principal one first."""
    found = [
        Hat(
            m.post_id,
            m.post.title,
            m.post.role,
            m.kind,
            m.post.office_id,
            m.post.office.name,
            m.post.office.kind,
            m.post.office.area_code,
            m.post.rt,
            m.post.rw,
        )
        for m in _current(at).filter(account=account)
    ]
    return sorted(found, key=lambda hat: (_FIRST.index(MandateKind(hat.kind)), hat.post_key))


def actor_for(
    account: Account, *, at: At = None, acting_for: UUID | None = None, as_citizen: bool = False
) -> Actor:
    """The account as an actor.

    All current mandates together, so one inbox serves all offices of one person. `roles` holds each role plainly and
    once more with its office (`head@kel-mintaragen`), because holding two roles in two offices is not holding both in both.
    `as_citizen` leaves the posts at the door: at a citizen's page an officer has a citizen's rights. With `acting_for` the
    post stays named for the record, but gives no rights beyond those of the person helped.
    """
    worn = hats(account, at=at)
    first = worn[0] if worn else None
    plain = as_citizen or acting_for is not None
    if not worn or (as_citizen and acting_for is None):
        return Actor(
            kind="citizen",
            name=account.name,
            account_id=account.id,
            person_id=account.person_id,
            roles=frozenset({Role.CITIZEN.value}),
        )
    assert first
    roles = {h.role for h in worn} | {f"{h.role}@{h.office_key}" for h in worn}
    if account.person_id:
        roles.add(Role.CITIZEN.value)
    return Actor(
        kind="helper" if all(h.role in _HELPERS for h in worn) else "officer",
        name=account.name,
        account_id=account.id,
        person_id=account.person_id,
        post=first.named,
        post_key=first.post_key,
        office_key=first.office_key,
        office=first.office,
        acting_for=acting_for,
        roles=frozenset({Role.CITIZEN.value}) if plain else frozenset(roles),
        offices=frozenset() if plain else frozenset(h.office_key for h in worn),
        areas=frozenset() if plain else frozenset(h.area_code for h in worn if h.area_code),
        posts=frozenset() if plain else frozenset(h.post_key for h in worn),
        desks=frozenset() if plain else frozenset(h.desk for h in worn),
    )


def actor_of(request: HttpRequest) -> Actor:
    """Who is acting in this request, in the capacity its door asks for; computed once per request."""
    known: Actor | None = getattr(request, "sebayu_actor", None)
    if known is None:
        known = request.sebayu_actor = _actor_of(request)  # type: ignore[attr-defined]
    return known


def _actor_of(request: HttpRequest) -> Actor:
    account = request.user
    if not isinstance(account, Account) or not account.is_active:
        return Actor.public()
    door = getattr(request, "door", None)
    as_citizen = bool(door and door.as_citizen)
    helped = assisting(request) if as_citizen else None
    return actor_for(account, as_citizen=as_citizen, acting_for=helped.person_id if helped else None)


def assisting(request: HttpRequest) -> AssistedSession | None:
    """The assisted session running in this browser, if it is still running; one query at most per request."""
    if not hasattr(request, "sebayu_assisting"):
        key = request.session.get(ASSISTING) if request.user.is_authenticated else None
        running = AssistedSession.objects.filter(
            id=key, account_id=request.user.pk, ended_at=None, expires_at__gt=timezone.now()
        )
        request.sebayu_assisting = running.first() if key else None  # type: ignore[attr-defined]
    return request.sebayu_assisting  # type: ignore[attr-defined]


def holder(post_key: str, at: At = None) -> Holder | None:
    """Who signs for this post on that day: the plt or plh if one is named, else the definitive holder.

    A delegated mandate lets somebody work in a post, it does not make him its holder.
    """
    found = _current(at).filter(post_id=post_key, account__is_active=True).exclude(kind=MandateKind.DELEGATED)
    best = min(
        found.select_related("account", "post"),
        key=lambda m: m.kind == MandateKind.DEFINITIVE,
        default=None,
    )
    if best is None:
        return None
    person = best.account
    return Holder(
        account_id=person.id,
        name=person.name,
        nip=person.nip,
        nik=person.signer_nik,
        title=best.post.title,
        rank=person.rank,
        acting_note=ACTING_NOTE.get(MandateKind(best.kind), ""),
    )


def posts_of(office_key: str, role: str, at: At = None, *, rt: str = "", rw: str = "") -> QuerySet[Post]:
    """The posts of an office with a role on a day; for an RT or RW, those of that neighbourhood."""
    found = Post.objects.on(day_of(at)).filter(office_id=office_key, role=role)
    if rt:
        found = found.filter(rt=rt)
    return found.filter(rw=rw) if rw else found
