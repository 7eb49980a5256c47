"""Why a number is missing, why it was replaced, and what has become of a run or a statement."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

REGION = "region"
ROLLING = "rolling"  # the stored frequency of a value over the last `window_days` days


class Why(TextChoices):
    """Why a reading has no number, or one that needs a word beside it."""

    NONE = "", ""
    NO_ROWS = "no_rows", _("Belum ada kejadian yang dihitung")
    ZERO_DENOMINATOR = "zero_denominator", _("Belum ada yang dapat dibandingkan")
    NOT_COMPUTED = "not_computed", _("Belum dihitung")
    NOT_STATED = "not_stated", _("Belum dinyatakan oleh perangkat daerah")
    SOURCE_FAILED = "source_failed", _("Sumber gagal dihitung; angka terakhir ditampilkan")
    OLD = "old", _("Sudah terlalu lama; tidak dihitung lagi")
    SUPPRESSED = "suppressed", _("Terlalu sedikit untuk dibuka kepada umum")


class Mark(TextChoices):
    """Why a value gave way to a newer one of the same period."""

    NONE = "", ""
    RUNNING = "running", _("Periode masih berjalan")
    LATE_DATA = "late_data", _("Data terlambat")
    OLD_FORMULA = "old_formula", _("Rumus lama")


class RunState(TextChoices):
    RUNNING = "running", _("Berjalan")
    DONE = "done", _("Selesai")
    PARTLY = "partly", _("Selesai, ada sumber yang gagal")
    FAILED = "failed", _("Gagal")


class StatementState(TextChoices):
    DRAFT = "draft", _("Menunggu tanda tangan")
    SIGNED = "signed", _("Dinyatakan")


class Standing(TextChoices):
    REACHED = "reached", _("Tercapai")
    ON_PATH = "on_path", _("Sesuai jalur")
    BEHIND = "behind", _("Tertinggal")
    UNKNOWN = "unknown", _("Belum dapat dinilai")
