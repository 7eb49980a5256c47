"""What followers and authors are told, and what must not stand in a comment."""

import re

from django.utils.translation import gettext_noop as _

from sebayu.core.notify.templates import register

MILESTONE = register(
    "initiative_milestone",
    _("Kabar inisiatif: %(initiative)s"),
    _("Tonggak “%(milestone)s” dari %(initiative)s sudah terbukti. Lihat buktinya: %(link)s"),
).key
DONE = register(
    "initiative_done",
    _("Selesai: %(initiative)s"),
    _("%(initiative)s yang Anda ikuti sudah mencapai targetnya. Lihat angkanya: %(link)s"),
).key
PUBLISHED = register(
    "comment_published",
    _("Komentar Anda tayang"),
    _("Komentar Anda tentang %(initiative)s sudah dibaca dan tayang. Lihat: %(link)s"),
).key
REFUSED = register(
    "comment_refused",
    _("Komentar Anda tidak ditayangkan"),
    _(
        "Komentar Anda tentang %(initiative)s tidak ditayangkan. Alasan: %(reason)s. Anda dapat menulis lagi: %(link)s"
    ),
).key

_PERSONAL = re.compile(
    r"(?<!\d)\d[\d .\-]{13,20}\d(?!\d)"  # a NIK or KK number, also written with gaps
    r"|(?<!\d)(?:\+?62|0)[ \-.]?8\d(?:[ \-.]?\d){6,11}(?!\d)"  # a mobile number
    r"|[\w.+\-]+@[\w\-]+\.\w"
)


def is_personal(text: str) -> bool:
    """Whether somebody's number or address stands in it."""
    return _PERSONAL.search(text) is not None


def first_name(name: str) -> str:
    """What is shown of an author: one word, no title, no family name."""
    words = [word.strip(",") for word in name.split()]
    plain = [word for word in words if len(word) > 1 and not word.endswith(".") and word.isalpha()]
    return (plain[0] if plain else "Warga")[:60]
