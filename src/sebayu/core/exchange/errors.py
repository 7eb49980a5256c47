"""What can go wrong between offices: what happened, why, and what to do now. No message carries a personal value."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sebayu.core.ledger.errors import Forbidden, HouseError


class SourceError(HouseError):
    """A register did not give a usable answer. `reason` is one of enums.Reason; `detail` is for the operator."""

    code = "source_down"
    status = 503
    reason = "down"
    text = gettext_lazy(
        "%(source)s tidak dapat dihubungi. Permohonan tetap berjalan: petugas akan memeriksa datanya."
    )

    def __init__(self, source: str, detail: str = "") -> None:
        super().__init__(self.text % {"source": source}, source=source)
        self.source, self.detail = source, detail


class SourceDown(SourceError):
    pass


class SourceSlow(SourceError):
    code, reason = "source_slow", "slow"
    text = gettext_lazy(
        "%(source)s terlalu lama menjawab. Permohonan tetap berjalan: petugas akan memeriksa datanya."
    )


class SourceMalformed(SourceError):
    code, reason = "source_malformed", "malformed"
    text = gettext_lazy(
        "Jawaban %(source)s tidak dapat dibaca. Permohonan tetap berjalan: petugas akan memeriksa datanya."
    )


class SourceRefused(SourceError):
    """Quota spent, credentials refused, address not allowed: a matter for the administrator."""

    code, reason = "source_refused", "refused"
    text = gettext_lazy(
        "%(source)s menolak permintaan. Permohonan tetap berjalan: petugas akan memeriksa datanya."
    )


class ReadRefused(Forbidden):
    code = "read_refused"

    def __init__(self) -> None:
        super().__init__(
            _("Anda tidak berwenang melihat data ini. Bukalah melalui permohonan yang sedang Anda tangani.")
        )


class SubjectUnknown(HouseError):
    code, status = "subject_unknown", 404

    def __init__(self) -> None:
        super().__init__(_("Orang atau hal yang dimaksud tidak ditemukan. Pilih kembali dari daftar."))


class EvidenceFrozen(HouseError):
    code, status = "evidence_frozen", 409

    def __init__(self) -> None:
        super().__init__(
            _("Data ini sudah dikunci bersama keputusannya. Buka kembali permohonan untuk menambah data.")
        )


class NotNeeded(HouseError):
    """Data that the service does not need may not be collected."""

    code = "not_needed"

    def __init__(self, path: str) -> None:
        super().__init__(_("Layanan ini tidak memerlukan data %(path)s.") % {"path": path}, path=path)


class BadValue(HouseError):
    code = "bad_value"

    def __init__(self, label: str) -> None:
        super().__init__(
            _("Isian untuk %(label)s belum benar. Periksa kembali lalu kirim ulang.") % {"label": label},
            label=label,
        )


class ConfigInvalid(HouseError):
    """A setting of a source or an agreement that cannot be right."""

    code = "config_invalid"


class CorrectionClosed(HouseError):
    code, status = "correction_closed", 409

    def __init__(self) -> None:
        super().__init__(_("Laporan ini sudah dijawab. Buat laporan baru bila datanya masih salah."))
