"""Pages for what goes wrong: what happened, why, and what to do now. They need no database and no login."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _

from sebayu.core.ledger.errors import HouseError

log = logging.getLogger(__name__)
# The largest thing anybody sends is a letter to be checked (10 MB) with its form around it.
MAX_BODY_BYTES = 12 * 2**20
NUL = "NUL (0x00)"  # how the database's driver says that no text holds this character


@dataclass(frozen=True)
class Trouble:
    title: object
    what: object
    now: object
    tone: str = "warn"
    picture: str = "alert"
    retry: bool = False


TROUBLES = {
    400: Trouble(
        _("Permintaan ini tidak dapat dibaca"),
        _("Alamat atau isian yang dikirim tidak lengkap atau rusak di perjalanan."),
        _("Kembali ke halaman sebelumnya dan coba sekali lagi. Tidak ada yang berubah."),
    ),
    403: Trouble(
        _("Halaman ini bukan untuk Anda"),
        _("Anda tidak berwenang membuka halaman ini, atau waktu masuk Anda sudah habis."),
        _("Masuk lagi, atau kembali ke beranda. Kalau menurut Anda ini keliru, tanyakan kepada petugas."),
        picture="lock",
    ),
    404: Trouble(
        _("Halaman ini tidak ada"),
        _("Mungkin alamatnya salah ketik, atau halamannya sudah dipindahkan."),
        _("Mulai dari beranda, lalu cari dengan kata Anda sendiri."),
        tone="idle",
        picture="search",
    ),
    405: Trouble(
        _("Halaman ini tidak dapat dibuka dengan cara itu"),
        _("Halaman ini hanya menerima isian dari tombolnya sendiri."),
        _("Kembali ke beranda dan mulai dari sana."),
    ),
    413: Trouble(
        _("Berkas ini terlalu besar"),
        _("Berkas atau isian ini melebihi batas yang kami terima."),
        _("Kecilkan berkasnya, lalu kirim lagi. Tidak ada yang tersimpan dari kiriman tadi."),
        picture="up",
    ),
    429: Trouble(
        _("Terlalu banyak percobaan"),
        _("Demi keamanan, percobaan dari sambungan ini kami batasi sebentar."),
        _("Tunggu beberapa menit, lalu coba lagi. Data Anda aman."),
        picture="wait",
    ),
    500: Trouble(
        _("Ada yang rusak di pihak kami"),
        _("Permintaan Anda belum selesai. Ini kesalahan kami, bukan Anda."),
        _("Coba lagi beberapa menit lagi. Yang sudah tersimpan tetap tersimpan."),
        tone="bad",
        retry=True,
    ),
    503: Trouble(
        _("Layanan sedang tidak dapat dihubungi"),
        _("Salah satu mesin kami sedang dirawat atau terganggu."),
        _("Coba lagi beberapa menit lagi. Yang sudah tersimpan tetap tersimpan."),
        tone="bad",
        picture="wait",
        retry=True,
    ),
}


def page(
    status: int, *, request: HttpRequest | None = None, what: str = "", now: str = "", reference: str = ""
) -> HttpResponse:
    """The page for a status. `request` only names the looker; a broken database must never be asked, so 500 gets none."""
    trouble = TROUBLES.get(status, TROUBLES[400])
    context = {
        "title": trouble.title,
        "what": what or trouble.what,
        "now": now or trouble.now,
        "tone": trouble.tone,
        "picture": trouble.picture,
        "retry": trouble.retry,
        "status": _("Galat %(status)s") % {"status": status},
        "reference": reference,
    }
    response = HttpResponse(render_to_string("web/error.html", context, request=request), status=status)
    patch_cache_control(response, no_store=True)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(404)


def broken(request: HttpRequest) -> HttpResponse:
    """A defect of ours. The code on the page finds the entry in the log; neither holds anything personal."""
    reference = secrets.token_hex(4)
    log.error("kode galat %s", reference)
    return page(500, reference=reference)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or came from elsewhere."""
    return page(
        403,
        what=str(_("Formulir ini terbuka terlalu lama, atau kuki peramban Anda mati.")),
        now=str(_("Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi. Tidak ada yang berubah.")),
    )


def too_many(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """For limits on guessing; the signature is the one django-axes calls."""
    return page(429)


class HouseErrors:
    """Middleware: an error meant for people becomes a page in their language, with its own status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DataError) and NUL in str(exception):
            return page(400)  # nobody types it; whoever sends it broke the request, not we
        if not isinstance(exception, HouseError):
            return None
        return page(exception.status, what=str(exception))


class BodyLimit:
    """Middleware, before all others: a body larger than any page of ours takes is refused before it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > getattr(settings, "SEBAYU_MAX_BODY_BYTES", MAX_BODY_BYTES):
            return page(413)
        return self.get_response(request)
