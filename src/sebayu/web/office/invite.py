"""The one-time link by which an officer sets the first password of an account that was made for him."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from sebayu.core.identity.errors import AccountClosed
from sebayu.core.identity.models import Account
from sebayu.core.ledger import Actor
from sebayu.core.notify import templates
from sebayu.core.notify.actions import tell
from sebayu.core.notify.models import Message

# The link is a secret: kept apart, forgotten once sent. It dies with its first use, or after Django's PASSWORD_RESET_TIMEOUT.
templates.register(
    "account_invited",
    _("Akun petugas %(region)s untuk Anda"),
    _(
        "Pengelola sistem membuat akun petugas untuk Anda. Buat kata sandi Anda di sini; tautan berlaku sekali, paling lama tiga hari:\n"
        "%(link)s\nSesudah itu masuk dengan surel ini. Jangan teruskan pesan ini."
    ),
    secret=("path",),
    minutes=settings.PASSWORD_RESET_TIMEOUT // 60,
)


def may_be_invited(account: Account) -> bool:
    """Whoever has set a password already asks for a new one himself; without an e-mail there is nowhere to send it."""
    return account.is_active and bool(account.email) and not account.has_usable_password()


def invite(*, by: Actor, account: Account) -> Message | None:
    """Send the link; an earlier one keeps working until one of them was used."""
    if not account.is_active:
        raise AccountClosed
    keys = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
    path = reverse("account_reset_password_from_key", kwargs=keys)
    with transaction.atomic():
        return tell(account_id=account.id, template="account_invited", context={"path": path}, by=by)
