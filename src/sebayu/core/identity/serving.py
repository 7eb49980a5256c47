"""Which office serves an area: the kelurahan or desa itself, or the kecamatan above it."""

import datetime as dt

from sebayu.core.identity.enums import Role
from sebayu.core.identity.models import Office

WARD_KINDS = ("kelurahan", "desa")
AT_KECAMATAN = frozenset({Role.CAMAT.value, Role.CAMAT_OFFICER.value})
KECAMATAN_CODE_LENGTH = len("33.76.02")


def office_for(role: str, area_code: str, day: dt.date) -> Office | None:
    """Where a role that serves this area sits on a day; None when no such office is open."""
    offices = Office.objects.on(day)
    if role in AT_KECAMATAN:
        return offices.filter(area_code=area_code[:KECAMATAN_CODE_LENGTH], kind="kecamatan").first()
    return offices.filter(area_code=area_code, kind__in=WARD_KINDS).first()
