"""The question that goes to an officer when no register answers by itself."""

from django.utils.translation import gettext_lazy as _

from sebayu.core.exchange.sources.manual.mapping import PATHS
from sebayu.core.exchange.sources.people import PeopleSource


class ManualSource(PeopleSource):
    name = "manual"
    label = _("Dilihat petugas")
    paths = PATHS
