"""Which number and which place an address speaks of; what is not there is the region, or no page."""

from __future__ import annotations

from django.http import Http404

from sebayu.core.areas import region
from sebayu.core.areas.models import Area
from sebayu.core.identity.models import Office
from sebayu.core.indicators import catalogue, scopes
from sebayu.core.indicators.catalogue import UnknownIndicator
from sebayu.core.indicators.declare import Indicator
from sebayu.core.indicators.enums import REGION


def declared(key: str, public: bool = False) -> Indicator:
    try:
        indicator = catalogue.get(key)
    except UnknownIndicator:
        raise Http404 from None
    if public and not indicator.public:
        raise Http404
    return indicator


def is_place(scope: str) -> bool:
    """The region, an office or an area that exists; or offices that were merged, read as one."""
    if len(scope) <= 500 and (offices := scopes.parted(scope)):
        return "\x00" not in scope and Office.objects.filter(pk__in=offices).count() == len(offices)
    kind, _colon, key = scope.partition(":")
    if scope == REGION or "\x00" in scope or len(scope) > 100:
        return scope == REGION
    if kind == "office":
        return Office.objects.filter(pk=key).exists()
    return kind == "area" and Area.objects.filter(pk=key).exists()


def asked(scope: str) -> str:
    """Region, one office or one area; anything else is the region."""
    return scope if is_place(scope) else REGION


def named(scope: str) -> str:
    if offices := scopes.parted(scope):
        names = dict(Office.objects.filter(pk__in=offices).values_list("pk", "name"))
        return " + ".join(names[key] for key in offices)
    kind, _colon, key = scope.partition(":")
    if kind == "office":
        return Office.objects.get(pk=key).name
    if kind == "area":
        return Area.objects.get(pk=key).label
    return region.pack().name
