"""Who may do what with the registers.

The population register of an area is kept by the officers of that area and of every area above it: a kelurahan its own people, the
kecamatan all of its kelurahan, the city everybody. RT and RW attest, they do not keep registers. A citizen sees her own rows on
her own page, never by searching. The machine itself (imports, the generated town) may write anywhere, under its own name.
"""

from sebayu.core.ledger.actor import Actor

KEEPERS = frozenset({"officer", "kasi", "secretary", "head", "camat_officer", "camat", "admin"})


def can_search(by: Actor, area: str) -> bool:
    """Officers inside their own areas; `area` empty means everywhere this installation knows."""
    return _covers(by, area)


def can_change(by: Actor, area: str) -> bool:
    """The keepers of the area's register."""
    return _covers(by, area)


def _covers(by: Actor, area: str) -> bool:
    if by.kind == "system":
        return True
    if by.kind != "officer" or not by.roles & KEEPERS or not area:
        return False
    return any(area == own or area.startswith(f"{own}.") for own in by.areas)
