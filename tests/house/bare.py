"""The house with some programmes switched off, in a process of its own: what it shows to whom, as JSON.

    SEBAYU_PROGRAMMES_OFF=movement python -m tests.house.bare /gerakan/rencana/ ...

Wants `DATABASE_URL` of an empty database. Addresses given are asked for by everybody; what is shown is followed link by link.
"""

import json
import re
import sys
from typing import Any

import django

PAGES = {
    "": (
        "/",
        "/layanan/",
        "/standar-pelayanan/",
        "/publik/",
        "/publik/data/",
        "/publik/kepuasan/",
        "/masuk/",
    ),
    "kota_tegal.wali_kota": ("/ruang/", "/ruang/senin/", "/ruang/angka/", "/ruang/urusan/", "/meja/"),
    "kel_mintaragen.petugas_loket": ("/meja/", "/meja/kotak/selesai/", "/meja/loket/"),
    "opd_diskominfo.sekretariat_gerakan": ("/meja/",),
    "opd_diskominfo.pengelola_sistem": (
        "/kantor/akun/",
        "/kantor/jabatan/",
        "/kantor/sumber/",
        "/meja/operator/",
    ),
}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HREF = re.compile(r'(?:href|action)="(/[^"#?]*)')


def fill() -> None:
    """What `./sebayu` does on a new installation, without residents."""
    from django.core.management import call_command

    from sebayu.cli.region import load_region
    from sebayu.core.indicators import runs
    from sebayu.core.indicators.public import shelf
    from sebayu.core.ledger import Actor

    by = Actor.system("uji")
    call_command("migrate", verbosity=0, interactive=False)
    load_region(lambda said: None)
    assert not runs.compute(by=by).failed
    shelf.put(by=by)


def visit(gone: list[str]) -> dict[str, Any]:
    """Every page of everybody, every link on it that leads nowhere, and what came of the addresses that must be gone."""
    from django.test import Client

    from sebayu.core.identity.models import Mandate

    told: dict[str, Any] = {"pages": {}, "dead": [], "gone": {}}
    for post, paths in PAGES.items():
        client = Client()
        if post:
            client.force_login(Mandate.objects.get(post_id=post).account, backend=BACKEND)
        for path in paths:
            answer = client.get(path, follow=True)
            html = answer.content.decode()
            told["pages"][f"{path} {post}"] = [answer.status_code, words(html)]
            told["dead"] += [f"{path}: {link}" for link in set(HREF.findall(html)) if not leads(link)]
        for path in gone:
            told["gone"][f"{path} {post}"] = client.get(path).status_code
    return told


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def leads(link: str) -> bool:
    from django.urls import Resolver404, resolve

    if link.startswith(("/static/", "/media/")):
        return True
    try:
        resolve(link)
    except Resolver404:
        return False
    return True


if __name__ == "__main__":
    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    fill()
    from sebayu.core.documents import kinds
    from sebayu.core.indicators import catalogue as numbers
    from sebayu.core.services import catalogue

    counts = {
        "services": len(catalogue.all()), "letters": sorted(kinds.every()),
        "programmes": sorted({row.key.partition(".")[0] for row in numbers.all()}),
    }  # fmt: skip
    print(json.dumps(counts | visit(sys.argv[1:])))
