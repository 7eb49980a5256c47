"""Tables of people and posts. Invariants live in the database, named as sentences."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sebayu.core.identity.enums import CodeState, IdShown, MandateKind, OfficeKind, Role


class Days(Func):
    """The days from..until as a range, last day included; open when there is no last day."""

    function = "DATERANGE"
    output_field = DateRangeField()


def _days() -> Days:
    return Days(F("valid_from"), F("valid_until"), Value("[]"))


class Dated(models.QuerySet):
    """For tables whose rows hold from a first to a last day, both included."""

    def on(self, day: dt.date | None = None) -> Dated:
        day = day or timezone.localdate()
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)


class AccountManager(BaseUserManager):
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

    def save(self, *args: object, **kwargs: object) -> None:
        self.clean_email()
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.name

    get_short_name = get_full_name


class Office(models.Model):
    """A node of the tree: city, OPD, kecamatan, kelurahan, RW, RT."""

    key = models.CharField(primary_key=True, max_length=80)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=OfficeKind)
    area_code = models.CharField(max_length=13, blank=True, default="")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    unit_code = models.CharField(max_length=40, blank=True, default="")
    letterhead = models.JSONField(default=dict, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    objects = Dated.as_manager()

    PRIVACY = {
        "key": "safe",
        "name": "safe",
        "kind": "safe",
        "area_code": "safe",
        "parent": "safe",
        "unit_code": "safe",
        "letterhead": "safe",
        "valid_from": "safe",
        "valid_until": "safe",
    }

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="office_does_not_close_before_it_opens",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A chair in an office, with a title and a role; who sits on it is a mandate."""

    key = models.CharField(primary_key=True, max_length=100)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=160)
    role = models.CharField(max_length=20, choices=Role)
    rt = models.CharField(max_length=3, blank=True, default="")
    rw = models.CharField(max_length=3, blank=True, default="")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    objects = Dated.as_manager()

    PRIVACY = {
        "key": "safe",
        "office": "safe",
        "title": "safe",
        "role": "safe",
        "rt": "safe",
        "rw": "safe",
        "valid_from": "safe",
        "valid_until": "safe",
    }

    class Meta:
        ordering = ["key"]
        indexes = [models.Index(fields=["office", "role", "rw", "rt"], name="post_by_office_and_role")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="post_does_not_close_before_it_opens",
            ),
            models.CheckConstraint(
                condition=~Q(role="rt") | (Q(rt__regex=r"^\d{3}$") & Q(rw__regex=r"^\d{3}$")),
                name="post_of_an_rt_names_its_rt_and_rw",
            ),
            models.CheckConstraint(
                condition=~Q(role="rw") | Q(rw__regex=r"^\d{3}$"), name="post_of_an_rw_names_its_rw"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Mandate(models.Model):
    """Who holds a post, from which day to which day, in which quality and on which decree."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="mandates")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="mandates")
    kind = models.CharField(max_length=20, choices=MandateKind, default=MandateKind.DEFINITIVE)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=240, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = Dated.as_manager()

    PRIVACY = {
        "account": "safe",
        "post": "safe",
        "kind": "safe",
        "valid_from": "safe",
        "valid_until": "safe",
        "basis": "safe",
    }

    class Meta:
        ordering = ["valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="mandate_does_not_end_before_it_begins",
            ),
            ExclusionConstraint(
                name="post_has_one_definitive_holder_at_a_time",
                expressions=[(F("post"), RangeOperators.EQUAL), (_days(), RangeOperators.OVERLAPS)],
                condition=Q(kind="definitive"),
            ),
            ExclusionConstraint(
                name="post_has_one_substitute_at_a_time",
                expressions=[(F("post"), RangeOperators.EQUAL), (_days(), RangeOperators.OVERLAPS)],
                condition=Q(kind__in=["plt", "plh"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.post_id}"


class AssistedSession(models.Model):
    """An officer or helper acting for a citizen at the counter: why, on which proof, until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=120)
    reason = models.CharField(max_length=240)
    id_shown = models.CharField(max_length=20, choices=IdShown)
    office_key = models.CharField(max_length=80, blank=True, default="")
    begun_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = {
        "account": "safe",
        "person_id": "private: follows the scrubbed register",
        "person_name": "private: replaced by an invented name",
        "reason": "private: emptied",
        "id_shown": "safe",
        "office_key": "safe",
        "begun_at": "safe",
        "expires_at": "safe",
        "ended_at": "safe",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_at=None), name="account_assists_one_person_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("begun_at")), name="assistance_expires_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class LoginCode(models.Model):
    """One request for a one-time code. Whether the NIK exists is not visible here until the worker has looked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nik_hmac = models.CharField(max_length=64)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    code_hash = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(max_length=10, choices=CodeState, default=CodeState.ASKED)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    PRIVACY = {
        "nik_hmac": "private: row deleted",
        "account": "private: row deleted",
        "code_hash": "private: row deleted",
        "state": "safe",
        "tries": "safe",
        "asked_at": "safe",
        "expires_at": "safe",
    }

    class Meta:
        indexes = [models.Index(fields=["asked_at"], name="login_code_by_time")]
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=5), name="login_code_is_tried_five_times_at_most")
        ]

    def __str__(self) -> str:
        return str(self.id)


class RateCount(models.Model):
    """How often something was tried within one window of time; the key is a digest, never an address or a NIK."""

    key = models.CharField(max_length=64)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    PRIVACY = {"key": "private: row deleted", "window": "safe", "count": "safe"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "window"], name="rate_is_counted_once_per_window")
        ]

    def __str__(self) -> str:
        return f"{self.window:%H:%M} {self.count}"
