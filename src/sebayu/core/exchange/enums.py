"""The words this room stores. Values are whole English words; the label beside each is what people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """How a fact came to be known."""

    VALUE = "value", _("Nilai dari register")
    VERIFY = "verify", _("Dicocokkan dengan register")
    ATTEST = "attest", _("Keterangan RT/RW atau petugas")
    ASK = "ask", _("Jawaban pemohon")
    MANUAL = "manual", _("Dilihat petugas di portal")


class Status(models.TextChoices):
    """How sure one item of evidence is."""

    KNOWN = "known", _("Diketahui")
    VERIFIED = "verified", _("Terbukti cocok")
    MISSING = "missing", _("Belum ada")
    UNAVAILABLE = "unavailable", _("Sumber sedang terganggu")
    CONFLICT = "conflict", _("Sumber berbeda pendapat")


class Reason(models.TextChoices):
    """Why an item is not simply known, in words an officer can act on."""

    NONE = "", ""
    NO_AGREEMENT = "no_agreement", _("Belum ada perjanjian kerja sama dengan pemilik data")
    AGREEMENT_ENDED = "agreement_ended", _("Perjanjian kerja sama sudah berakhir atau belum berlaku")
    NOT_COVERED = "not_covered", _("Perjanjian kerja sama tidak mencakup unsur data ini")
    NOT_CONNECTED = "not_connected", _("Register ini belum tersambung")
    NO_KEY = "no_key", _("Nomor untuk mencarinya (misalnya NIK) belum diketahui")
    NOT_FOUND = "not_found", _("Tidak ditemukan di register")
    EMPTY = "empty", _("Register tidak mengisi unsur data ini")
    DOWN = "down", _("Register tidak dapat dihubungi")
    SLOW = "slow", _("Register terlalu lama menjawab")
    MALFORMED = "malformed", _("Jawaban register tidak dapat dibaca")
    REFUSED = "refused", _("Register menolak permintaan")
    STALE = "stale", _("Data register terlalu lama tidak diperbarui")
    RESTING = "resting", _("Register baru saja bermasalah dan sedang diistirahatkan")
    DIFFERS = "differs", _("Sumber lain berbeda")
    NOT_MATCHED = "not_matched", _("Register menyatakan tidak sesuai")
    NOT_APPLICABLE = "not_applicable", _("Tidak berlaku untuk orang atau hal ini")
    ONLY_CITIZEN = "only_citizen", _("Hanya pemohon yang tahu")
    JUDGEMENT = "judgement", _("Perlu keterangan RT/RW atau petugas")
    CONFIRMED_BY_OFFICER = "confirmed_by_officer", _("Diputuskan petugas di antara sumber yang berbeda")


class SourceMode(models.TextChoices):
    """What a region has with a source today."""

    VALUE = "value", _("Register menjawab nilai")
    VERIFY = "verify", _("Register menjawab sesuai atau tidak")
    MANUAL = "manual", _("Petugas melihat di portal")
    OFF = "off", _("Tidak dipakai")


class Method(models.TextChoices):
    """The access method an agreement grants."""

    VALUE = "value", _("Web service, nilai")
    VERIFY = "verify", _("Web service, verifikasi")
    PORTAL = "portal", _("Portal web")


class CorrectionState(models.TextChoices):
    OPEN = "open", _("Menunggu pemilik data")
    ACCEPTED = "accepted", _("Sudah diperbaiki")
    DECLINED = "declined", _("Data dinyatakan sudah benar")
    WITHDRAWN = "withdrawn", _("Ditarik pelapor")
