"""How an answer reached us."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    LINK = "link", _("Tautan, diisi sendiri")
    COUNTER = "counter", _("Loket, bersama petugas")
