"""What every page shows around its content: which region, who is looking, for whom, and where a person can be asked."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from sebayu.core.areas import region
from sebayu.core.identity.acting import assisting
from sebayu.web import menu


@dataclass(frozen=True)
class Shell:
    """The frame of a page. Without a request (an error page while the database is away) nobody is named."""

    region: str
    demo: bool
    name: str = ""
    post: str = ""
    acting_for: str = ""
    account_url: str = ""
    login_url: str = ""
    cast_url: str = ""
    end_help_url: str = ""
    desk_url: str = "/"
    is_citizen: bool = True  # has, or will have after logging in, cases and letters of one's own; an official's account has none

    @property
    def desk_label(self) -> str:
        return _("Meja kerja")

    @property
    def room_label(self) -> str:
        return _("Ruang pimpinan %(region)s") % {"region": self.region}

    @property
    def help(self) -> str:
        return _(
            "Lebih suka dibantu orang? Datang ke kantor kelurahan atau desa mana pun di %(region)s. "
            "Petugas membuka halaman yang sama bersama Anda, tanpa biaya."
        ) % {"region": self.region}

    @property
    def links(self) -> list[tuple[str, str]]:
        return [
            (address("verify:door"), _("Periksa keaslian surat")),
            (address("portal:how_we_guard"), _("Cara kami menjaga data")),
            (address("portal:standards"), _("Standar pelayanan")),
            (address("room:public"), _("Janji dan angka")),
            *[(entry.url, str(entry.label)) for entry in menu.entries(menu.PUBLIC)],
        ]


def address(name: str, *args: Any) -> str:
    """The address of a page, or of the front door while that page is not part of this installation."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return "/"


def shell_of(request: HttpRequest | None) -> Shell:
    """The shell of this request, worked out once."""
    if request is None:
        return Shell(region=region.pack().name, demo=settings.DEMO)
    if not hasattr(request, "_shell"):
        request._shell = _build(request)  # type: ignore[attr-defined]
    return request._shell  # type: ignore[attr-defined]


def _build(request: HttpRequest) -> Shell:
    user = getattr(request, "user", None)
    common = {"region": region.pack().name, "demo": settings.DEMO, "login_url": address("login:choose")}
    if settings.DEMO:
        common["cast_url"] = address("login:cast")
    if user is None or not user.is_authenticated:
        return Shell(**common)
    helped = assisting(request)
    # Only what this request has worked out already: the frame of a page costs no query of its own.
    actor = getattr(request, "sebayu_actor", None)
    return Shell(
        **common,
        name=user.name,
        post=getattr(actor, "post", ""),
        acting_for=helped.person_name if helped else "",
        account_url=address("login:account"),
        end_help_url=address("login:end_help"),
        desk_url=address("desk:inbox"),
        is_citizen=user.person_id is not None or helped is not None,
    )
