"""Drawing a book with typst: data through `sys.inputs`, never through the source; accessible, and the same bytes for the same data."""

from __future__ import annotations

import datetime as dt
import json
import threading
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.areas import region
from sebayu.core.documents import office
from sebayu.core.documents.errors import LetterNotRendered
from sebayu.programmes.movement.books.building import BOOKS, chapters
from sebayu.programmes.movement.plan.models import Plan
from sebayu.web.formats import day

TEMPLATE = Path(__file__).parent / "book.typ"
FONTS = Path(office.__file__).parent / "fonts"
_local = threading.local()


def content(plan: Plan, book: int, on: dt.date, *, public: bool = False) -> dict[str, Any]:
    """Everything the page needs, as plain data."""
    pack = region.pack()
    return {
        "title": str(BOOKS[book]),
        "number": _("Buku %(n)d") % {"n": book},
        "region": pack.name,
        "government": pack.government,
        "arms": office.arms(pack),
        "plan": plan.title,
        "edition": plan.edition_label,
        "state": str(plan.get_state_display()),
        "draft": plan.is_draft,
        "date": day(on),
        "words": {
            "contents": _("Daftar isi"),
            "page": _("Halaman"),
            "draft": _("KONSEP"),
            "table": _("Tabel"),
            "figure": _("Gambar"),
            "edition": _("Edisi"),
        },
        "chapters": [chapter.as_data() for chapter in chapters(plan, book, on, public=public)],
    }


def pdf(plan: Plan, book: int, on: dt.date | None = None, *, public: bool = False) -> bytes:
    """The book as an accessible PDF."""
    on = on or timezone.localdate()
    data = json.dumps(content(plan, book, on, public=public), ensure_ascii=False, default=str)
    return _drawn(data, int(dt.datetime.combine(on, dt.time(), tzinfo=dt.UTC).timestamp()))


@lru_cache(maxsize=8)
def _drawn(data: str, stamp: int) -> bytes:
    """The same data are drawn once: everybody may ask for the public books as often as they like."""
    try:
        return _compiler().compile(
            format="pdf", sys_inputs={"book": data}, timestamp=stamp, pdf_standards=["ua-1"]
        )
    except typst.TypstError as error:
        raise LetterNotRendered(reference="book") from error


def png(plan: Plan, book: int, on: dt.date | None = None, *, ppi: int = 60) -> list[bytes]:
    """Pictures of the pages: for looking at, and for tests."""
    inputs = {
        "book": json.dumps(content(plan, book, on or timezone.localdate()), ensure_ascii=False, default=str)
    }
    pages = _compiler().compile(format="png", sys_inputs=inputs, ppi=ppi)
    return pages if isinstance(pages, list) else [pages]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _compiler() -> typst.Compiler:
    """One for each thread; a process that has drawn must not fork."""
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(
            input=str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=_fonts(), ignore_system_fonts=True
        )
    return _local.compiler
