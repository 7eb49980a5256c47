"""Who may have facts gathered or read, with the policy in prose.

A citizen may have facts gathered about herself, about the person she is helped to act for, and about her own household; about
others only in a service that anyone may ask for or that names them in a role, and then she does not get to see their values
(`Evidence.own_roots`). An officer may for residents of the areas of his own offices, and beyond them for a case he is working on,
as long as one of his offices lies in this region. Ketua RT and RW vouch for what they are asked and open no register. An officer of
another region never. A stranger never.
"""

from sebayu.core.areas import region
from sebayu.core.ledger import Actor, Purpose

STAFF = {"officer"}
CITIZENS = {"citizen", "helper"}
NEIGHBOURS = {"rt", "rw", "citizen", "helper"}


def is_desk(by: Actor) -> bool:
    """An officer with a post beyond RT and RW."""
    return by.kind in STAFF and not (by.roles and by.roles <= NEIGHBOURS)


def serves(by: Actor, area_code: str) -> bool:
    """One of the officer's offices covers this area: codes of the tree start with their parent's."""
    return any(area_code == area or area_code.startswith(f"{area}.") for area in by.areas)


def is_of_this_region(by: Actor) -> bool:
    code = region.pack().code
    return any(area == code or area.startswith(f"{code}.") for area in by.areas)


def may_read(by: Actor, purpose: Purpose, *, area_code: str, is_own: bool) -> bool:
    """Whether one person's facts may be read by this actor for this purpose."""
    if by.kind == "system":
        return True
    if by.kind in CITIZENS:
        return is_own
    if not is_desk(by):
        return False
    return serves(by, area_code) or (purpose.case_id is not None and is_of_this_region(by))


def may_gather(
    by: Actor, purpose: Purpose, *, who: str, area_code: str | None, is_own: bool, is_self: bool
) -> bool:
    """Whether the evidence of a service may be gathered about its main subject; `who` is who may ask for the service.

    `area_code` is None for somebody our register does not know, who may well stand at the counter.
    """
    if by.kind == "system":
        return True
    if by.kind in CITIZENS:
        return {"self": is_self, "household": is_own, "anyone": True}.get(who, False)
    if not is_desk(by) or not is_of_this_region(by):
        return False
    return area_code is None or purpose.case_id is not None or serves(by, area_code)


def may_answer_correction(by: Actor, owner_office_key: str) -> bool:
    """Only the office that owns the register says whether it is wrong."""
    return is_desk(by) and owner_office_key != "" and owner_office_key in by.offices


def may_administer(by: Actor) -> bool:
    """Connections and agreements are set by administrators and by the machine when it is installed."""
    return by.kind == "system" or (by.kind in STAFF and "admin" in by.roles)
