"""Which desk a step lands on: the office that serves the address, and the role there."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from sebayu.core.cases.errors import NoOffice
from sebayu.core.cases.models import Case
from sebayu.core.identity.models import Account, Mandate, Office, Post
from sebayu.core.identity.serving import office_for


@dataclass(frozen=True, slots=True)
class Address:
    """Where the subject lives: what decides who is responsible."""

    area_code: str
    rt: str = ""
    rw: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """`key` is what inboxes are searched by; `vacant` when nobody holds a post there today."""

    key: str
    office_key: str
    office_name: str
    title: str
    vacant: bool


def serving(role: str, area_code: str, day: dt.date) -> Office:
    """The office where a role serves an area. Raises NoOffice."""
    office = office_for(role, area_code, day)
    if office is None:
        raise NoOffice
    return office


def ward_office(area_code: str, day: dt.date) -> Office:
    """The kelurahan or desa serving an area. Raises NoOffice."""
    return serving("head", area_code, day)


def key_of(office: Office, role: str, address: Address) -> str:
    """What inboxes are searched by; an RT or RW has a desk of its own."""
    part = {"rt": f":{address.rw}:{address.rt}", "rw": f":{address.rw}"}.get(role, "")
    return f"{office.key}:{role}{part}"


def desk_of(role: str, address: Address, day: dt.date) -> Desk:
    """The desk of a role for an address, and whether anybody sits there. Two queries."""
    office = serving(role, address.area_code, day)
    posts = Post.objects.on(day).filter(office=office, role=role)
    if role == "rt":
        posts = posts.filter(rt=address.rt, rw=address.rw)
    elif role == "rw":
        posts = posts.filter(rw=address.rw)
    # held ones first: one query says whose chair it is and whether anybody sits in it
    held = Exists(Mandate.objects.on(day).filter(post=OuterRef("pk")))
    post = posts.annotate(is_held=held).order_by("-is_held", "key").first()
    return Desk(
        key_of(office, role, address),
        office.key,
        office.name,
        post.title if post else "",
        not (post and post.is_held),
    )


def colleagues(case: Case) -> list[Account]:
    """Who sits at the desk a case lies on today, by name; nobody whose own case it is (UU 30/2014 art. 42-43)."""
    office_key, _colon, role = case.desk.partition(":")
    today = timezone.localdate()
    seated = Mandate.objects.on(today).filter(
        post__in=Post.objects.on(today).filter(office_id=office_key, role=role)
    )
    found = Account.objects.filter(id__in=seated.values("account_id"), is_active=True).order_by("name", "id")
    own = {case.subject_id, case.requester_id} - {None}
    return [account for account in found if account.person_id not in own]
