"""Open data: the files from which anybody can compute every public number again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sebayu.core.identity.doors import PUBLIC, door
from sebayu.core.indicators.public import shelf

ARCHIVE = "sebayu-data-terbuka.zip"
ABOUT = {
    "numbers.csv": _("Semua angka publik: indikator, periode, cakupan, nilai"),
    "statements.csv": _("Angka yang dinyatakan dan ditandatangani kantor"),
    "metadata.json": _("Rumus, satuan, sumber, pemilik, dan lisensi"),
    "dcat.json": _("Keterangan untuk portal data (DCAT)"),
}
FOR_MACHINES = "-metadata.json"  # a description of columns beside each table, by the standard of the web
KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


@door(allow=PUBLIC)
@require_safe
def files(request: HttpRequest) -> HttpResponse:
    """What there is to download, and how to check it."""
    newest = shelf.latest()
    rows = shelf.contents(newest) if newest else []
    shown = [{"name": name, "size": size, "about": ABOUT.get(name, _about(name))} for name, size in rows]
    shown.sort(key=lambda row: (row["name"] not in ABOUT, row["name"]))
    context = {
        "files": [row for row in shown if not row["name"].endswith(FOR_MACHINES)],
        "machine_files": [row for row in shown if row["name"].endswith(FOR_MACHINES)],
        "newest": newest,
        "archive": ARCHIVE,
    }
    return render(request, "room/open_data.html", context)


def _about(name: str) -> object:
    return (
        _("Keterangan kolom (CSVW)") if name.endswith(FOR_MACHINES) else _("Sel: jumlah per bulan dan tempat")
    )


@door(allow=PUBLIC)
@require_safe
def file(request: HttpRequest, name: str) -> HttpResponse:
    """One file, or the whole archive."""
    newest = shelf.latest()
    if newest is None:
        raise Http404
    try:
        content = shelf.archive(newest) if name == ARCHIVE else shelf.content(newest, name)
    except KeyError:
        raise Http404 from None
    kind = (
        "application/zip"
        if name == ARCHIVE
        else KINDS.get(name.rpartition(".")[2], "application/octet-stream")
    )
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name.rpartition("/")[2]}"'
    response["ETag"] = f'"{newest.sha256[:32]}"'
    return response
