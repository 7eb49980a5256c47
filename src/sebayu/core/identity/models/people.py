"""Accounts: one human being's way in."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AccountManager(BaseUserManager["Account"]):
    # Django's user manager; the lookups by e-mail are those of allauth, always in lower case.
    def create_user(self, email: str | None = None, password: str | None = None, **fields: object) -> Account:
        account = self.model(email=email, **fields)
        account.set_password(password) if password else account.set_unusable_password()
        account.save(using=self._db)
        return account

    def create_superuser(self, email: str, password: str, **fields: object) -> Account:
        """No account stands above the permissions here: Django's command makes an ordinary account."""
        return self.create_user(email, password, **fields)


class Account(AbstractBaseUser):
    """One human being's way in: a citizen's, an officer's, or both in one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("alamat surel"), unique=True, null=True, blank=True, default=None)
    phone = models.CharField(_("nomor telepon"), max_length=20, blank=True, default="")
    name = models.CharField(_("nama"), max_length=120)
    # The resident in the register (floor 3, so a plain key): what makes a citizen's account a citizen's.
    person_id = models.UUIDField(unique=True, null=True, blank=True)
    # Found by NIK without keeping the NIK: HMAC under SEBAYU_NIK_KEY.
    nik_hmac = models.CharField(max_length=64, unique=True, null=True, blank=True)
    # An officer's own NIK: BSrE knows signers by nothing else.
    signer_nik = models.CharField(max_length=16, blank=True, default="")
    nip = models.CharField("NIP", max_length=18, blank=True, default="")
    rank = models.CharField(_("pangkat/golongan"), max_length=60, blank=True, default="")
    # The part this account plays in the demo; empty everywhere else.
    demo_role = models.CharField(max_length=80, blank=True, default="")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = AccountManager()

    PRIVACY = {
        "email": "private: replaced by id@contoh.invalid",
        "phone": "private: emptied",
        "name": "private: replaced by an invented name",
        "person_id": "private: follows the scrubbed register",
        "nik_hmac": "private: emptied",
        "signer_nik": "private: emptied",
        "nip": "private: emptied",
        "password": "private: made unusable",
        "last_login": "private: emptied",
        "rank": "safe",
        "demo_role": "safe",
        "is_active": "safe",
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email=None) | (Q(email=Lower("email")) & ~Q(email="")),
                name="account_email_is_lower_case_or_absent",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="account_has_a_name"),
            models.CheckConstraint(
                condition=Q(signer_nik="") | Q(signer_nik__regex=r"^\d{16}$"),
                name="account_signer_nik_has_sixteen_digits",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def clean_email(self) -> None:
        self.email = (self.email or "").strip().lower() or None

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clean_email()
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.name

    get_short_name = get_full_name
