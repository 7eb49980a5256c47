"""Words of the evaluation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EditionState(TextChoices):
    FILLING = "filling", _("Penilaian mandiri")
    ASSESSING = "assessing", _("Dinilai")
    CONCLUDED = "concluded", _("Selesai")


class EvidenceKind(TextChoices):
    """Where an item's evidence comes from by itself."""

    INDICATOR = "indicator", _("Indikator")
    PLAN = "plan", _("Rencana induk")
    BUDGET = "budget", _("Anggaran rencana")
    QUICK_WINS = "quick_wins", _("Quick win")
    PAPERS = "papers", _("Perjanjian dan keputusan")
    SATISFACTION = "satisfaction", _("Survei kepuasan")
    EARLIER = "earlier", _("Evaluasi sebelumnya")
    FOLLOW_UPS = "follow_ups", _("Tindak lanjut rekomendasi")
    BENEFICIARIES = "beneficiaries", _("Penerima manfaat")
