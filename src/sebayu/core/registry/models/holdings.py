"""What persons own and attend: businesses, land tax objects, schools. Extracts of other offices' registers."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sebayu.core.ledger.models import PersonalManager
from sebayu.core.registry.enums import BusinessStatus, EnrolmentStatus, RegisterSource, SchoolLevel
from sebayu.core.registry.models.people import THREE_DIGITS_OR_NONE, Person


class Business(models.Model):
    """A business with its NIB (OSS). Owned by a resident, or by a body whose person in charge is named."""

    PRIVACY = {
        "nib": "private:hash", "name": "private:name", "owner": "private:hash", "owner_name": "private:name",
        "form": "safe", "kbli": "safe", "activity": "safe", "address": "private:blank", "area_code": "safe", "rt": "safe",
        "rw": "safe", "since": "safe", "status": "safe", "capital": "private:blank", "workers": "safe", "source": "safe",
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nib = models.CharField("NIB", max_length=13, null=True, blank=True, unique=True)
    name = models.CharField(_("nama usaha"), max_length=200)
    owner = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="businesses",
        verbose_name=_("pemilik"),
    )
    owner_name = models.CharField(_("nama penanggung jawab"), max_length=200, blank=True)
    form = models.CharField(_("bentuk usaha"), max_length=40, blank=True)
    kbli = ArrayField(models.CharField(max_length=5), default=list, blank=True, verbose_name="KBLI")
    activity = models.CharField(_("kegiatan usaha"), max_length=200, blank=True)
    address = models.CharField(_("alamat"), max_length=200, blank=True)
    area_code = models.CharField(_("kelurahan/desa"), max_length=13, blank=True, db_index=True)
    rt = models.CharField("RT", max_length=3, blank=True)
    rw = models.CharField("RW", max_length=3, blank=True)
    since = models.DateField(_("berdiri sejak"), null=True, blank=True)
    status = models.CharField(
        _("keadaan"), max_length=20, choices=BusinessStatus, default=BusinessStatus.ACTIVE
    )
    capital = models.BigIntegerField(_("modal"), null=True, blank=True)
    workers = models.PositiveIntegerField(_("tenaga kerja"), null=True, blank=True)
    source = models.CharField(
        _("asal data"), max_length=20, choices=RegisterSource, default=RegisterSource.OFFICER
    )
    updated_at = models.DateTimeField(auto_now=True, db_default=Now())

    objects = PersonalManager()

    class Meta:
        verbose_name = verbose_name_plural = _("usaha")
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(nib__regex=r"^[0-9]{13}$") | Q(nib=None), name="a_nib_has_thirteen_digits"
            ),
            models.CheckConstraint(
                condition=Q(rt__regex=THREE_DIGITS_OR_NONE, rw__regex=THREE_DIGITS_OR_NONE),
                name="rt_and_rw_of_a_business_have_three_digits",
            ),
        ]


class LandObject(models.Model):
    """A land tax object (PBB) with its bill of one year. Who pays is not always who owns."""

    PRIVACY = {
        "nop": "private:hash", "owner": "private:hash", "owner_name": "private:name", "address": "private:blank",
        "area_code": "safe", "rt": "safe", "rw": "safe", "land_m2": "private:blank", "building_m2": "private:blank",
        "value": "private:blank", "tax_year": "safe", "tax_due": "private:blank", "paid_on": "private:blank",
        "source": "safe",
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nop = models.CharField("NOP", max_length=18, unique=True)
    owner = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="land",
        verbose_name=_("wajib pajak"),
    )
    owner_name = models.CharField(_("nama wajib pajak"), max_length=200, blank=True)
    address = models.CharField(_("letak"), max_length=200, blank=True)
    area_code = models.CharField(_("kelurahan/desa"), max_length=13, blank=True, db_index=True)
    rt = models.CharField("RT", max_length=3, blank=True)
    rw = models.CharField("RW", max_length=3, blank=True)
    land_m2 = models.PositiveIntegerField(_("luas tanah (m2)"), default=0)
    building_m2 = models.PositiveIntegerField(_("luas bangunan (m2)"), default=0)
    value = models.BigIntegerField(_("NJOP"), null=True, blank=True)
    tax_year = models.PositiveSmallIntegerField(_("tahun pajak"), null=True, blank=True)
    tax_due = models.BigIntegerField(_("PBB terutang"), null=True, blank=True)
    paid_on = models.DateField(_("lunas tanggal"), null=True, blank=True)
    source = models.CharField(
        _("asal data"), max_length=20, choices=RegisterSource, default=RegisterSource.OFFICER
    )
    updated_at = models.DateTimeField(auto_now=True, db_default=Now())

    objects = PersonalManager()

    class Meta:
        verbose_name = verbose_name_plural = _("objek pajak")
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(nop__regex=r"^[0-9]{18}$"), name="a_nop_has_eighteen_digits"),
            models.CheckConstraint(
                condition=Q(rt__regex=THREE_DIGITS_OR_NONE, rw__regex=THREE_DIGITS_OR_NONE),
                name="rt_and_rw_of_land_have_three_digits",
            ),
            models.CheckConstraint(
                condition=Q(tax_due=None) | Q(tax_due__gte=0), name="a_land_tax_bill_is_not_negative"
            ),
        ]


class Enrolment(models.Model):
    """A learner at a school, from one date until another."""

    PRIVACY = {
        "person": "private:hash", "nisn": "private:hash", "npsn": "safe", "school_name": "safe", "level": "safe",
        "grade": "safe", "status": "private:blank", "since": "safe", "until": "safe", "source": "safe",
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="enrolments", verbose_name=_("peserta didik")
    )
    nisn = models.CharField("NISN", max_length=10, blank=True, db_index=True)
    npsn = models.CharField("NPSN", max_length=8, blank=True)
    school_name = models.CharField(_("sekolah"), max_length=200)
    level = models.CharField(_("jenjang"), max_length=20, choices=SchoolLevel)
    grade = models.PositiveSmallIntegerField(_("kelas"), null=True, blank=True)
    status = models.CharField(
        _("keadaan"), max_length=20, choices=EnrolmentStatus, default=EnrolmentStatus.ACTIVE
    )
    since = models.DateField(_("sejak"), null=True, blank=True)
    until = models.DateField(_("sampai"), null=True, blank=True)
    source = models.CharField(
        _("asal data"), max_length=20, choices=RegisterSource, default=RegisterSource.OFFICER
    )
    updated_at = models.DateTimeField(auto_now=True, db_default=Now())

    objects = PersonalManager()

    class Meta:
        verbose_name = verbose_name_plural = _("peserta didik")
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="an_enrolment_ends_after_it_began",
            ),
        ]
