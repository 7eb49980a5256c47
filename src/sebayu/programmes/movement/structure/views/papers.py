"""Editions, agreements, decrees and changes of offices, each written down on a page of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import door
from sebayu.programmes.movement.structure import actions, pages
from sebayu.programmes.movement.structure.forms import (
    AgreementForm,
    DecreeForm,
    EditionForm,
    OfficeChangeForm,
)
from sebayu.programmes.movement.structure.perms import WRITE


def _page(
    request: HttpRequest,
    form: type[forms.Form],
    act: Callable[..., Any],
    *,
    title: str,
    said: str,
    intro: str = "",
) -> HttpResponse:
    return pages.form_page(
        request,
        form(request.POST or None),
        act=lambda data: act(by=actor_of(request), **data),
        title=title,
        intro=intro,
        said=said,
        back=reverse("movement_structure:overview"),
        button=_("Simpan"),
    )


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def edition(request: HttpRequest) -> HttpResponse:
    """A new round of the movement."""
    return _page(
        request,
        EditionForm,
        actions.begin_edition,
        title=_("Putaran baru"),
        intro=_("Putaran sebelumnya berakhir sehari sebelum putaran ini mulai."),
        said=_("Putaran baru dimulai."),
    )


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest) -> HttpResponse:
    """An agreement with the ministry."""
    return _page(
        request,
        AgreementForm,
        actions.record_agreement,
        title=_("Perjanjian baru"),
        said=_("Perjanjian dicatat."),
    )


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def decree(request: HttpRequest) -> HttpResponse:
    """A decree with the teams it names."""
    return _page(
        request,
        DecreeForm,
        actions.record_decree,
        title=_("Keputusan baru"),
        intro=_("Setelah keputusan dicatat, isi anggota tiap tim dan OPD koordinator tiap dimensi."),
        said=_("Keputusan dicatat."),
    )


@door(allow=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def office_change(request: HttpRequest) -> HttpResponse:
    """An OPD that was renamed or merged."""
    return _page(
        request,
        OfficeChangeForm,
        actions.change_office,
        title=_("OPD berubah"),
        intro=_(
            "Sejak tanggal ini dimensi, inisiatif, dan janji OPD lama menjadi tanggung jawab penerusnya."
        ),
        said=_("Perubahan OPD dicatat."),
    )
