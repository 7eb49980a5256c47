"""The public check: no account, no cookie of ours needed to look, no word about whoever asks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core.documents import conf, verify
from sebayu.core.documents.enums import Finding
from sebayu.core.identity.doors import PUBLIC, door
from sebayu.web.verify import present

MOST_MB = conf.MAX_PDF_BYTES // 2**20


@door(allow=PUBLIC)
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What to do with a paper, and with a file."""
    return _front(request)


def _front(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    view = {"origin": conf.public_url(), "error": error}
    return render(request, "verify/door.html", {"view": view, "most": MOST_MB}, status=status)


@door(allow=PUBLIC)
@never_cache
@require_safe
def by_token(request: HttpRequest, token: str) -> HttpResponse:
    """The verdict on the letter whose QR was scanned; an unknown token is told calmly."""
    found = verify.by_token(token)
    return _verdict(request, found, by_file=False, status=404 if found.finding == Finding.NOT_OURS else 200)


@door(allow=PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The verdict on a file; it is looked at and forgotten."""
    if request.method != "POST":
        return redirect("verify:door")
    sent = request.FILES.get("pdf")
    if sent is None:
        return _front(request, _("Pilih dulu berkas PDF-nya."), status=422)
    if sent.size > conf.MAX_PDF_BYTES:
        return _front(
            request, _("Berkas ini terlalu besar. Surat kami tidak pernah sebesar itu."), status=413
        )
    return _verdict(request, verify.pdf(sent.read()), by_file=True)


def _verdict(
    request: HttpRequest, found: verify.Verdict, *, by_file: bool, status: int = 200
) -> HttpResponse:
    context = {"view": present.page(found, by_file=by_file), "most": MOST_MB}
    response = render(request, "verify/verdict.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
