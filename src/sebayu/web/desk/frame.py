"""What every page of the desk shows around its content: the boxes with their counts, and what else this post may open."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from sebayu.core.cases.figures import MOST_COUNTED, Figures, figures
from sebayu.core.cases.lists import staff_offices
from sebayu.core.identity import perms
from sebayu.core.identity.acting import actor_of
from sebayu.core.ledger import Actor
from sebayu.web import formats, menu

LOOK_AFTER = ("ledger.audit", "agreement.manage", "account.manage", "delivery.read")


@dataclass(frozen=True)
class Tab:
    """One entry of the rail."""

    label: str
    url: str
    icon: str
    count: str = ""
    tone: str = ""


def show(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    numbers: Figures | None = None,
    rail: bool = True,
    status: int = 200,
) -> HttpResponse:
    """Render a page of the desk. Such pages hold names: no shared cache and no history on disk keeps them."""
    groups = tabs(actor_of(request), numbers or figures(actor_of(request))) if rail else []
    response = render(request, template, {**context, "rail": groups}, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response


def counted(n: int) -> str:
    """A count that is right: exact, or said to be more."""
    return f"{formats.number(MOST_COUNTED)}+" if n >= MOST_COUNTED else formats.number(n)


def tabs(actor: Actor, n: Figures) -> list[tuple[str, list[Tab]]]:
    """The rail by group; what a post may not open is not offered."""
    return [
        group
        for group in (
            _boxes(actor, n),
            _signing(actor, n),
            _office(actor, n),
            *_programmes(actor),
            _system(actor),
        )
        if group[1]
    ]


def _boxes(actor: Actor, n: Figures) -> tuple[str, list[Tab]]:
    shown = [
        Tab(_("Perlu saya"), reverse("desk:inbox"), "inbox", counted(n.needs)),
        Tab(_("Saya pegang"), reverse("desk:box", args=["saya-pegang"]), "user", counted(n.held)),
    ]
    if staff_offices(actor):
        shown += [
            Tab(
                _("Tunggu jawaban"), reverse("desk:box", args=["tunggu-jawaban"]), "clock", counted(n.waiting)
            ),
            Tab(_("Selesai hari ini"), reverse("desk:box", args=["selesai"]), "okc", counted(n.done)),
        ]
    return _("Kotak masuk"), shown


def _signing(actor: Actor, n: Figures) -> tuple[str, list[Tab]]:
    shown = []
    if can_sign(actor):
        shown.append(Tab(_("Tanda tangani"), reverse("desk:sign"), "pen", counted(n.to_sign)))
    if n.hanging:
        shown.append(Tab(_("Belum pasti"), reverse("desk:hanging"), "alert", counted(n.hanging), "warn"))
    return _("Tanda tangan"), shown


def _office(actor: Actor, n: Figures) -> tuple[str, list[Tab]]:
    shown = []
    if n.corrections:
        shown.append(
            Tab(_("Data dilaporkan salah"), reverse("desk:corrections"), "flag", counted(n.corrections))
        )
    if staff_offices(actor) and perms.can(actor, "document.print"):
        shown.append(Tab(_("Surat terbit"), reverse("desk:letters"), "doc"))
    if perms.can(actor, "assist.begin") and perms.can(actor, "registry.search"):
        shown.append(Tab(_("Layani warga"), reverse("desk:counter"), "people"))
    return _("Kantor"), shown


def _programmes(actor: Actor) -> list[tuple[str, list[Tab]]]:
    """What the programmes hang on the rail, under their own headings."""
    groups: dict[str, list[Tab]] = {}
    for entry in menu.entries(menu.DESK, actor):
        groups.setdefault(str(entry.group), []).append(Tab(str(entry.label), entry.url, entry.icon))
    return list(groups.items())


def _system(actor: Actor) -> tuple[str, list[Tab]]:
    shown = []
    if perms.can(actor, "indicator.read") and (room := _there("room:room")):
        shown.append(Tab(_("Ruang pimpinan"), room, "flag"))
    if any(perms.can(actor, name) for name in LOOK_AFTER):
        shown.append(Tab(_("Operator"), reverse("desk:operator"), "shield"))
    if settings.DEMO:
        shown.append(Tab(_("Kotak keluar demo"), reverse("desk:outbox"), "mail"))
    return _("Lainnya"), shown


def can_sign(actor: Actor) -> bool:
    return perms.can(actor, "case.sign") or perms.can(actor, "case.countersign")


def _there(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
