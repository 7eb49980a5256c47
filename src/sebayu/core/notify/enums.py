"""Stored values are whole English words; the Indonesian label stands beside them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ChannelKey(TextChoices):
    EMAIL = "email", _("Surel")
    WHATSAPP = "whatsapp", _("WhatsApp")


class DeliveryState(TextChoices):
    WAITING = "waiting", _("Menunggu")
    SENDING = "sending", _("Sedang dikirim")
    SENT = "sent", _("Terkirim")
    GIVEN_UP = "given_up", _("Tidak berhasil dikirim")


class Outcome(TextChoices):
    """How one attempt ended."""

    SENT = "sent", _("Terkirim")
    DOWN = "down", _("Saluran sedang terganggu")
    REFUSED = "refused", _("Alamat ditolak")
    NO_ADDRESS = "no_address", _("Tidak ada alamat")
    TOO_LATE = "too_late", _("Sudah tidak berlaku")
    UNKNOWN = "unknown", _("Tidak diketahui")
