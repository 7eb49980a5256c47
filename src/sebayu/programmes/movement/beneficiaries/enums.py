"""Words of the beneficiaries."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BeneficiaryState(TextChoices):
    RESERVE = "reserve", _("Cadangan")
    INVITED = "invited", _("Diundang")
    AGREED = "agreed", _("Menjawab")
    REFUSED = "refused", _("Tidak bersedia")
    SILENT = "silent", _("Tidak menjawab")
    UNREACHABLE = "unreachable", _("Tidak dapat dihubungi")
