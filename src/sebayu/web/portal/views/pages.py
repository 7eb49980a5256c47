"""Pages that explain: how data are guarded, and the published standard of every service (UU 25/2009)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sebayu.core.areas import region
from sebayu.core.identity.doors import PUBLIC, door
from sebayu.core.services import catalogue
from sebayu.web import formats
from sebayu.web.portal.present import service as service_page


@door(allow=PUBLIC)
@require_safe
def how_we_guard(request: HttpRequest) -> HttpResponse:
    pack = region.pack()
    parts = [
        (_("Data diambil dari pemiliknya"), _("Kami tidak meminta fotokopi. Setiap data datang dari kantor yang memilikinya, dengan tanggalnya, dan hanya yang diperlukan layanan itu.")),
        (_("Setiap pembacaan tercatat"), _("Siapa, dari kantor apa, untuk urusan apa, atas dasar hukum apa. Catatannya berantai dan tidak dapat diubah. Anda melihatnya di halaman Siapa melihat data saya.")),
        (_("Petugas hanya melihat urusannya"), _("Petugas kantor lain dan daerah lain tidak dapat membuka data Anda.")),
        (_("Data salah dibetulkan pemiliknya"), _("Tekan \"data ini salah\" di samping data mana pun. Permintaannya sampai ke kantor pemilik data (UU 27/2022).")),
        (_("Ada yang janggal?"), _("Catat tanggal dan nama di catatan pembacaan, lalu hubungi %(g)s: %(m)s, %(p)s. Datang ke kelurahan atau desa mana pun juga boleh.") % {"g": pack.government, "m": pack.contact.get("email", ""), "p": pack.contact.get("phone", "")}),
    ]  # fmt: skip
    return render(
        request, "portal/page.html", {"view": {"title": _("Cara kami menjaga data"), "parts": parts}}
    )


@door(allow=PUBLIC)
@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """Requirements, time, cost and product of every service, from the same declaration that runs it."""
    parts = []
    for service in sorted(catalogue.all(), key=lambda s: s.title):
        if service.obsolete:
            continue
        rules = " ".join(clause.because for clause in service.entitled)
        text = _("%(summary)s Syarat: %(rules)s Waktu: %(time)s. Biaya: %(cost)s. Dasar: %(basis)s.") % {
            "summary": service.summary,
            "rules": rules or _("tidak ada."),
            "time": service_page.span_of(service.within),
            "cost": formats.rupiah(service.cost.amount),
            "basis": service.basis,
        }
        parts.append((service.title, text))
    return render(request, "portal/page.html", {"view": {"title": _("Standar pelayanan"), "parts": parts}})
