"""WhatsApp and gateways shaped like it, through apprise.

`SEBAYU_WHATSAPP_URL` is either the base address of a Cloud-API-shaped service (`https://...`, with `SEBAYU_WHATSAPP_TOKEN` and
`SEBAYU_WHATSAPP_FROM`), or any apprise address with `{phone}` in it for another gateway. In the demo it is the sandbox.
"""

import logging
import re

from apprise import Apprise
from apprise.plugins.whatsapp import NotifyWhatsApp
from django.conf import settings
from django.utils.translation import gettext as _

from sebayu.core.notify.channels.base import ChannelDown, ChannelRefused
from sebayu.core.notify.contacts import Contact
from sebayu.core.notify.templates import Rendered

# The library names receivers in its own log lines; ours hold no personal data, and the delivery log says what happened.
logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)

# What the sandbox's simulator expects; it opens nothing else.
SANDBOX_TOKEN = "contoh-whatsapp"  # noqa: S105
_MOBILE = re.compile(r"62\d{8,13}")


def international(phone: str) -> str:
    """`0812-3456-7890` -> `6281234567890`; empty when it cannot be an Indonesian number."""
    digits = re.sub(r"[\s().+-]", "", phone)
    if digits.startswith("0"):
        digits = "62" + digits[1:]
    return digits if _MOBILE.fullmatch(digits) else ""


def _base() -> str:
    own = getattr(settings, "SEBAYU_WHATSAPP_URL", "")
    sandbox = getattr(settings, "SEBAYU_SANDBOX_URL", "")
    return own or (f"{sandbox.rstrip('/')}/whatsapp" if settings.DEMO and sandbox else "")


def _cloud_api(base: str, phone: str) -> NotifyWhatsApp:
    """The library's Cloud API client, pointed at another base address; other services' tokens may hold more signs."""
    tokens = NotifyWhatsApp.template_tokens
    plugin = type(
        "WhatsAppShaped",
        (NotifyWhatsApp,),
        {
            "notify_url": base.rstrip("/") + "/{fb_ver}/{phone_id}/messages",
            "request_rate_per_sec": 0,
            "template_tokens": {**tokens, "token": {**tokens["token"], "regex": (r"^[\w.~+/=-]+$", None)}},
        },
    )
    return plugin(
        token=getattr(settings, "SEBAYU_WHATSAPP_TOKEN", "") or SANDBOX_TOKEN,
        from_phone_id=getattr(settings, "SEBAYU_WHATSAPP_FROM", "") or "10000",
        targets=[phone],
    )


class WhatsAppChannel:
    key = "whatsapp"

    def is_active(self) -> bool:
        return bool(_base())

    def address(self, contact: Contact) -> str:
        return international(contact.phone)

    def send(self, address: str, message: Rendered, *, reference: str) -> None:
        base = _base()
        outgoing = Apprise()
        http = base.startswith(("http://", "https://"))
        if not outgoing.add(_cloud_api(base, address) if http else base.replace("{phone}", address)):
            raise ChannelRefused("address_not_understood")
        try:
            done = outgoing.notify(body=f"{message.subject}\n{message.body}")
        except Exception as error:  # the library's plugins raise what they like; the kind is all we keep
            raise ChannelDown(type(error).__name__) from None
        if not done:
            raise ChannelDown("not_accepted")

    def problems(self) -> list[str]:
        base = _base()
        if not base:
            return [
                _(
                    "WhatsApp belum dihubungkan (SEBAYU_WHATSAPP_URL): pemberitahuan lewat WhatsApp tidak terkirim."
                )
            ]
        if not base.startswith(("http://", "https://")) and "{phone}" not in base:
            return [_("SEBAYU_WHATSAPP_URL harus memuat {phone}, tempat nomor penerima.")]
        return []
