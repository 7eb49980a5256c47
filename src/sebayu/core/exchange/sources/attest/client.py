"""The question that goes to RT, RW or an officer in an attest step."""

from django.utils.translation import gettext_lazy as _

from sebayu.core.exchange.sources.attest.mapping import PATHS
from sebayu.core.exchange.sources.people import PeopleSource


class AttestSource(PeopleSource):
    name = "attest"
    label = _("Keterangan RT/RW")
    paths = PATHS
