"""E-mail through Django's mail backend (SMTP)."""

from __future__ import annotations

import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from sebayu.core.notify.channels.base import ChannelDown, ChannelRefused
from sebayu.core.notify.contacts import Contact
from sebayu.core.notify.templates import Rendered

DUMMY = "django.core.mail.backends.dummy.EmailBackend"
PERMANENT = 500
TIMEOUT_S = 15


class EmailChannel:
    key = "email"

    def is_active(self) -> bool:
        return settings.EMAIL_BACKEND != DUMMY

    def address(self, contact: Contact) -> str:
        try:
            validate_email(contact.email)
        except ValidationError:
            return ""
        return contact.email

    def send(self, address: str, message: Rendered, *, reference: str) -> None:
        host = urlsplit(settings.SEBAYU_PUBLIC_URL).hostname or "localhost"
        headers = {"Message-ID": f"<{reference}@{host}>", "Auto-Submitted": "auto-generated"}
        try:
            connection = get_connection(timeout=TIMEOUT_S)
            EmailMessage(
                message.subject, message.body, to=[address], headers=headers, connection=connection
            ).send()
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _text in error.recipients.values()]
            if all(code >= PERMANENT for code in codes):
                raise ChannelRefused("smtp_recipient") from None
            raise ChannelDown("smtp_recipient_later") from None
        except (smtplib.SMTPException, OSError) as error:
            raise ChannelDown(type(error).__name__) from None

    def problems(self) -> list[str]:
        if not self.is_active():
            return [
                _("Surel belum dihubungkan (SEBAYU_SMTP_HOST): pemberitahuan lewat surel tidak terkirim.")
            ]
        return []
