"""Loading a region pack into the database: areas, offices, posts, officials, and how each register is connected."""

from collections.abc import Callable
from typing import Any


def load_region(
    say: Callable[[str], None], *, sandbox_url: str = "", credentials: dict[str, str] | None = None
) -> None:
    """Bring the tables in line with the pack; running it again changes nothing that has not changed."""
    from sebayu.core.areas import region
    from sebayu.core.areas.actions import load_areas
    from sebayu.core.exchange.actions import load_sources
    from sebayu.core.identity.loading import load_offices, load_officials
    from sebayu.core.ledger import Actor

    by = Actor.system("Pemuatan paket daerah")
    pack = region.pack()
    areas = load_areas(by=by, region=pack)
    offices, posts = load_offices(pack, by=by)
    accounts, mandates = load_officials(pack, by=by)
    load_sources(pack=pack, by=by, sandbox_url=sandbox_url, credentials=credentials)
    say(
        f"{pack.name}: {areas} wilayah, {offices} kantor, {posts} jabatan; baru {accounts} pejabat, {mandates} penugasan"
    )
    for programme in in_order("load"):
        if said := programme.load(by=by):
            say(said)


def follow_sandbox(sandbox_url: str) -> None:
    """The simulators of a demo started again may listen elsewhere than they did."""
    from sebayu.core.areas import region
    from sebayu.core.exchange.actions import load_sources
    from sebayu.core.ledger import Actor

    load_sources(pack=region.pack(), by=Actor.system("Pemuatan paket daerah"), sandbox_url=sandbox_url)


def in_order(hook: str) -> list[Any]:
    """The programmes that answer to this hook, in the order they build on one another; none is named here."""
    from django.apps import apps

    configs = [app for app in apps.get_app_configs() if hasattr(app, hook)]
    return sorted(configs, key=lambda app: (app.seed_order, app.label))
