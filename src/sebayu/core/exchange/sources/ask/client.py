"""The question that stays with the citizen."""

from django.utils.translation import gettext_lazy as _

from sebayu.core.exchange.sources.ask.mapping import PATHS
from sebayu.core.exchange.sources.people import PeopleSource


class AskSource(PeopleSource):
    name = "ask"
    label = _("Jawaban pemohon")
    paths = PATHS
