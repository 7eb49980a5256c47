"""Which desk a step lands on: the office that serves the address, and the role there."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from sebayu.core.cases.errors import NoOffice
from sebayu.core.identity.models import Mandate, Office, Post

WARD_KINDS = ("kelurahan", "desa")
AT_KECAMATAN = frozenset({"camat", "camat_officer"})
KECAMATAN_CODE_LENGTH = len("33.76.02")


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


def ward_office(area_code: str, day: dt.date) -> Office:
    """The kelurahan or desa serving an area. Raises NoOffice."""
    office = Office.objects.on(day).filter(area_code=area_code, kind__in=WARD_KINDS).first()
    if office is None:
        raise NoOffice
    return office


def kecamatan_office(area_code: str, day: dt.date) -> Office:
    """The kecamatan above an area. Raises NoOffice."""
    office = (
        Office.objects.on(day).filter(area_code=area_code[:KECAMATAN_CODE_LENGTH], kind="kecamatan").first()
    )
    if office is None:
        raise NoOffice
    return office


def desk_of(role: str, address: Address, day: dt.date) -> Desk:
    """The desk of a role for an address. Two queries."""
    office = (
        kecamatan_office(address.area_code, day)
        if role in AT_KECAMATAN
        else ward_office(address.area_code, day)
    )
    posts = Post.objects.on(day).filter(office=office, role=role)
    key = f"{office.key}:{role}"
    if role == "rt":
        posts, key = posts.filter(rt=address.rt, rw=address.rw), f"{key}:{address.rw}:{address.rt}"
    elif role == "rw":
        posts, key = posts.filter(rw=address.rw), f"{key}:{address.rw}"
    # held ones first: one query says whose chair it is and whether anybody sits in it
    held = Exists(Mandate.objects.on(day).filter(post=OuterRef("pk")))
    post = posts.annotate(is_held=held).order_by("-is_held", "key").first()
    return Desk(key, office.key, office.name, post.title if post else "", not (post and post.is_held))
