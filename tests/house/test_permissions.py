"""The permission table: every address of the house, and who may come in by it. A new address is added here on purpose.

`doors.json` is the table; what it says is compared with what each view declares. That the doors really keep people out is tested in
`core/identity` (the middleware) and, for what is theirs and what is not, in each room.
"""

import json
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from sebayu.core.identity.doors import door_of
from tests.house.tree import ROOT

TABLE = ROOT / "tests" / "house" / "doors.json"
SAMPLE = {
    "uuid": "00000000-0000-4000-8000-000000000000",
    "slug": "tidak-ada",
    "str": "tidak-ada",
    "int": "999999",
    "path": "tidak/ada",
}


def addresses(
    resolver: URLResolver | None = None, prefix: str = "", names: str = ""
) -> Iterator[tuple[str, str, object]]:
    """(name, address pattern, view) of everything that can be reached."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            spaced = f"{names}{entry.namespace}:" if entry.namespace else names
            yield from addresses(entry, route, spaced)
        elif isinstance(entry, URLPattern):
            yield f"{names}{entry.name or route}", route, entry.callback


def declared() -> dict[str, str]:
    found = {}
    for name, route, view in addresses():
        mark = door_of(view)
        allow = ", ".join(sorted(mark.allow)) if mark else "NOBODY"
        found[f"{name} {route}"] = allow + (" +step_up" if mark and mark.step_up else "")
    return dict(sorted(found.items()))


def test_table_is_complete_and_true() -> None:
    assert declared() == json.loads(TABLE.read_text())


def test_no_address_is_without_a_policy() -> None:
    assert not [address for address, allow in declared().items() if allow == "NOBODY"]


def test_only_these_are_public() -> None:
    """What a stranger may open: logging in, the catalogue, checking a letter. Nothing about a person."""
    public = {address.split(" ")[0] for address, allow in declared().items() if allow == "public"}
    # allauth's own pages guard themselves: they redirect to the login, or ask for the password first
    ours = {name for name in public if not name.startswith(("account_", "mfa_", "openid_connect_"))}
    assert ours == {
        "language",
        "api:api-root", "api:document", "api:health", "api:openapi-json", "api:service", "api:services",
        "login:cast", "login:choose", "login:code", "login:play",
        "portal:attest", "portal:consent", "portal:home", "portal:how_we_guard", "portal:service", "portal:services", "portal:standards",
        "desk:outbox",  # the demo's phone in everybody's hand; not there outside the demo
        "attend:come",  # the page behind a QR: works while the doors are open
        "signing:link",  # a guest signs: link, and a code to the contact of the seat
        "commitments:public_list", "commitments:public_one",  # promises and who made them, none but officials and signatories
        "movement_plan:public", "movement_plan:public_initiative",  # the plan in force, without internal notes
        "movement_books:public",  # its three books
        "movement_structure:movers",  # posts, offices and officials in office
        "movement_participation:go",  # a lasting link to a promise of the plan in force
        "survey:answer", "survey:published",
        "room:open_data", "room:open_data_file", "room:public", "room:public_number",
        "evaluation:published", "beneficiaries:testimony",
        "verify:door", "verify:periksa/<str:token>", "verify:token", "verify:upload", "web:components",
    }  # fmt: skip


def openable() -> list[tuple[str, str]]:
    found = []
    for name, route, _ in addresses():
        path = "/" + route.lstrip("/")
        while "<" in path:
            head, _, rest = path.partition("<")
            inner, _, tail = rest.partition(">")
            path = head + SAMPLE.get(inner.split(":")[0], "tidak-ada") + tail
        if not any(sign in path for sign in "^$(?"):
            found.append((name, path))
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "path"), openable(), ids=lambda value: value)
def test_a_stranger_gets_no_page_that_is_not_public(name: str, path: str) -> None:
    """Nobody is logged in: either the address is public, or it leads to the login, or it does not exist."""
    table = {key.split(" ")[0]: allow for key, allow in json.loads(TABLE.read_text()).items()}
    response = Client().get(path)
    if table[name] == "public":
        assert response.status_code in {200, 301, 302, 400, 403, 404, 405, 410, 429}
    else:
        assert response.status_code in {302, 403, 404, 405}
        if response.status_code == 302:
            assert "/masuk" in response.headers["Location"]
