"""What is said, in Indonesian: plain, short, with a link, without facts about the person.

A programme adds its own with `register`. `needs` names what the context must hold. `secret` values (a one-time code) are kept
apart, are forgotten once sent, and are not sent after `minutes`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from sebayu.core.notify.errors import BadMessage

LONGEST_VALUE = 160
_PATH = re.compile(r"/[A-Za-z0-9_\-./]*")
_PERSON_NUMBER = re.compile(r"(?<!\d)\d{16}(?!\d)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Template:
    key: str
    subject: str
    body: str
    needs: frozenset[str]
    secret: frozenset[str] = frozenset()
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    body: str


_catalogue: dict[str, Template] = {}


def register(
    key: str, subject: str, body: str, *, secret: tuple[str, ...] = (), minutes: int | None = None
) -> Template:
    """Add a template. `%(link)s` in the body becomes the address of the context's `path`."""
    names = set(re.findall(r"%\((\w+)\)s", subject + body))
    needs = frozenset({"path" if name == "link" else name for name in names} - {"region"})
    template = Template(key, subject, body, needs, frozenset(secret), minutes)
    if _catalogue.setdefault(key, template) != template:
        raise BadMessage(f"template {key!r} is registered twice")
    return template


def get(key: str) -> Template:
    try:
        return _catalogue[key]
    except KeyError:
        raise BadMessage(f"no template {key!r}") from None


def all_templates() -> dict[str, Template]:
    return dict(_catalogue)


def clean(template: Template, context: Mapping[str, object]) -> dict[str, str]:
    """The context as safe short text. Raises BadMessage for what is missing or must not travel."""
    if absent := template.needs - context.keys():
        raise BadMessage(f"template {template.key!r} needs {sorted(absent)}")
    values = {key: _CONTROL.sub(" ", str(context[key])).strip()[:LONGEST_VALUE] for key in template.needs}
    for key, value in values.items():
        if key not in template.secret and _PERSON_NUMBER.search(value):
            raise BadMessage(f"{key!r} of {template.key!r} looks like a NIK or KK number")
    if "path" in values and not _PATH.fullmatch(values["path"]):
        raise BadMessage("a link is a plain path with opaque ids: no query, no other host")
    return values


def render(template: Template, values: Mapping[str, str], region: str) -> Rendered:
    """Subject and body in the installation's language."""
    words = {**values, "region": region, "link": f"{settings.SEBAYU_PUBLIC_URL}{values.get('path', '')}"}
    with override(settings.LANGUAGE_CODE):
        return Rendered(gettext(template.subject) % words, gettext(template.body) % words)


register(
    "login_code",
    _("Kode masuk Anda"),
    _(
        "Kode masuk Anda: %(code)s\nBerlaku %(minutes)s menit. Jangan berikan kepada siapa pun, termasuk petugas."
    ),
    secret=("code",),
    minutes=10,
)
register(
    "account_ready",
    _("Akun layanan %(region)s Anda siap"),
    _("Akun Anda sudah dibuat. Masuk di sini:\n%(link)s"),
)
register(
    "case_received",
    _("%(title)s: permohonan diterima"),
    _("Permohonan %(title)s nomor %(number)s sudah kami terima. Lihat jalannya:\n%(link)s"),
)
register(
    "case_returned",
    _("%(title)s: kami perlu jawaban Anda"),
    _("Permohonan %(title)s nomor %(number)s menunggu jawaban Anda. Buka dan jawab di sini:\n%(link)s"),
)
register(
    "case_refused",
    _("%(title)s: belum dapat dipenuhi"),
    _(
        "Permohonan %(title)s nomor %(number)s belum dapat dipenuhi. Alasan dan cara mengajukan keberatan:\n%(link)s"
    ),
)
register(
    "case_issued",
    _("%(title)s: surat Anda sudah jadi"),
    _("%(title)s nomor permohonan %(number)s sudah ditandatangani. Unduh di sini:\n%(link)s"),
)
register(
    "case_cancelled",
    _("%(title)s: permohonan dibatalkan"),
    _("Permohonan %(title)s nomor %(number)s dibatalkan. Rinciannya:\n%(link)s"),
)
register(
    "case_late",
    _("%(title)s: mohon maaf, kami terlambat"),
    _(
        "Permohonan %(title)s nomor %(number)s melewati waktu yang kami janjikan. Lihat siapa yang memegangnya:\n%(link)s"
    ),
)
register(
    "case_overdue",
    _("Terlambat: %(title)s %(number)s"),
    _("%(title)s nomor %(number)s melewati batas waktu di meja bawahan Anda. Buka:\n%(link)s"),
)
register(
    "case_waiting",
    _("Menunggu Anda: %(title)s"),
    _("%(title)s nomor %(number)s menunggu di meja Anda. Buka:\n%(link)s"),
)
register(
    "consent_request",
    _("Persetujuan Anda diminta: %(title)s"),
    _("Seseorang meminta %(title)s yang juga memuat data Anda. Setuju atau tidak, dua tombol:\n%(link)s"),
)
register(
    "letter_broken",
    _("%(title)s gagal dibuat"),
    _(
        "Surat %(title)s untuk permohonan %(number)s gagal dibuat; belum ada nomor yang dipakai. Lihat keadaan mesin:\n%(link)s"
    ),
)
register(
    "attest_request",
    _("Mohon kesaksian Anda: %(title)s"),
    _("Seorang warga Anda mengajukan %(title)s. Satu pertanyaan, dua tombol:\n%(link)s"),
)
register(
    "letter_revoked",
    _("%(title)s dicabut"),
    _("%(title)s nomor %(number)s dicabut dan tidak berlaku lagi. Alasannya:\n%(link)s"),
)
register(
    "correction_answered",
    _("Laporan data Anda sudah dijawab"),
    _("Laporan “data ini salah” Anda sudah dijawab oleh pemilik data. Lihat:\n%(link)s"),
)
