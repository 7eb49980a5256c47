"""Who may do what: permissions as plain names, roles as plain lists of them, predicates with the policy in prose.

Whether a row is within somebody's area or office is decided by the room that owns the row; here stands what a role allows at all,
and `office_key=` asks it of one office.
"""

from __future__ import annotations

from sebayu.core.identity.enums import Role
from sebayu.core.identity.errors import NotAllowed
from sebayu.core.ledger import Actor

_DESK = ["case.read", "case.open", "document.print", "registry.search", "assist.begin", "account.enrol"]
_BOSS = ["case.read", "case.sign", "case.return", "document.print", "document.revoke", "registry.search"]

ROLES: dict[str, list[str]] = {
    Role.CITIZEN: [],
    Role.HELPER: ["assist.begin"],
    Role.RT: ["case.attest"],
    Role.RW: ["case.attest"],
    Role.OFFICER: [*_DESK, "case.check", "case.return", "manual.look_up", "delivery.read"],
    Role.KASI: [*_DESK, "case.check", "case.initial", "case.return", "manual.look_up"],
    Role.SECRETARY: [
        *_DESK,
        "case.check",
        "case.initial",
        "case.return",
        "case.reopen",
        "manual.look_up",
        "indicator.read",
    ],
    Role.HEAD: [*_BOSS, "case.reopen", "indicator.read"],
    Role.CAMAT_OFFICER: [*_DESK, "case.check", "case.initial", "case.return", "manual.look_up"],
    Role.CAMAT: [*_BOSS, "case.countersign", "indicator.read"],
    # Two roles of the movement: who keeps its plan and promises in order, and who judges them from outside.
    Role.PLANNER: ["indicator.read", "indicator.target"],
    Role.ASSESSOR: ["indicator.read"],
    Role.LEADER: ["indicator.read", "case.sign", "document.print"],
    Role.AUDITOR: ["ledger.audit", "indicator.read"],
    # The administrator keeps accounts and posts in order and sees no case; residents only as suspected duplicates, each look entered.
    Role.ADMIN: ["account.manage", "mandate.assign", "import.run", "agreement.manage", "delivery.read"],
}
PERMISSIONS = frozenset(name for names in ROLES.values() for name in names)
_SIGNING = {"case.sign", "case.countersign", "document.revoke"}
_DECLARED: dict[str, frozenset[str]] = {}  # what programmes add: permission -> roles


def declare(permission: str, *roles: Role, signing: bool = False) -> str:
    """A programme names a permission of its own and the roles that carry it, once, in its `perms.py`; returns the name.

    `signing`: the machine itself never has it.
    """
    wanted = frozenset(str(role) for role in roles)
    if permission in PERMISSIONS or _DECLARED.get(permission, wanted) != wanted:
        raise ValueError(f"permission declared twice: {permission}")
    _DECLARED[permission] = wanted
    if signing:
        _SIGNING.add(permission)
    return permission


def known(permission: str) -> bool:
    return permission in PERMISSIONS or permission in _DECLARED


def _roles_with(permission: str) -> frozenset[str]:
    if permission in _DECLARED:
        return _DECLARED[permission]
    return frozenset(role for role, names in ROLES.items() if permission in names)


def can(actor: Actor, permission: str, *, office_key: str = "") -> bool:
    """Whether one of the actor's roles carries this permission; with an office, one of the roles held there."""
    if not known(permission):
        raise KeyError(f"no such permission: {permission}")
    if actor.kind == "system":
        return permission not in _SIGNING
    suffix = f"@{office_key}" if office_key else ""
    return any(f"{role}{suffix}" in actor.roles for role in _roles_with(permission))


def required(actor: Actor, permission: str, *, office_key: str = "") -> None:
    """Raise NotAllowed unless `can`: the first line of an action."""
    if not can(actor, permission, office_key=office_key):
        raise NotAllowed


def is_officer(actor: Actor) -> bool:
    """Someone with a desk, or a post without one such as a ketua RT. Helpers are not officers: they act only for others."""
    return actor.kind == "officer" and bool(actor.posts)


def works_at(actor: Actor, office_key: str) -> bool:
    """Whether the actor has a desk in this office. RT, RW and helpers belong to a kelurahan without working in it."""
    outside = {Role.RT.value, Role.RW.value, Role.HELPER.value, Role.CITIZEN.value}
    return any(f"{role.value}@{office_key}" in actor.roles for role in Role if role.value not in outside)


def can_be_citizen(actor: Actor) -> bool:
    """The citizen's pages are for whoever is in the register, and for those who act for such a person at the counter."""
    return actor.subject_id is not None


def can_assist(actor: Actor) -> bool:
    """Counter officers and helpers may act for a citizen who sits beside them; heads, auditors and administrators may not."""
    return can(actor, "assist.begin")


def can_enrol(actor: Actor) -> bool:
    """A citizen's account is opened by an officer who has seen the person and the KTP, never by an administrator."""
    return can(actor, "account.enrol")


def can_sign(actor: Actor, *, office_key: str) -> bool:
    """Only the head of that office, or who stands in for him today, signs for it."""
    return can(actor, "case.sign", office_key=office_key)
