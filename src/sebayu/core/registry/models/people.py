"""Households and persons."""

import uuid
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sebayu.core.ledger.models import PersonalManager, PersonalQuerySet
from sebayu.core.registry import names
from sebayu.core.registry.enums import (
    BloodGroup,
    Citizenship,
    Education,
    FamilyRelation,
    MaritalStatus,
    RegisterSource,
    Religion,
    Sex,
)  # fmt: skip
from sebayu.core.registry.models.upkeep import NameToken

SIXTEEN_DIGITS = r"^[0-9]{16}$"
THREE_DIGITS_OR_NONE = r"^([0-9]{3})?$"


class Household(models.Model):
    """A family card (KK). Without number where none was issued yet; ended when everyone left."""

    PRIVACY = {
        "kk_number": "private:hash", "area_code": "safe", "address": "private:blank", "hamlet": "safe", "rt": "safe",
        "rw": "safe", "head": "private:hash", "valid_from": "safe", "valid_until": "safe", "welfare_decile": "private:blank",
        "welfare_as_of": "safe", "source": "safe",
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kk_number = models.CharField(_("nomor KK"), max_length=16, null=True, blank=True, unique=True)
    area_code = models.CharField(_("kelurahan/desa"), max_length=13, db_index=True)
    address = models.CharField(_("alamat"), max_length=200, blank=True)
    hamlet = models.CharField(_("dusun"), max_length=60, blank=True)
    rt = models.CharField("RT", max_length=3, blank=True)
    rw = models.CharField("RW", max_length=3, blank=True)
    head = models.ForeignKey(
        "Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kepala keluarga"),
    )
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)
    welfare_decile = models.PositiveSmallIntegerField(_("desil DTSEN"), null=True, blank=True)
    welfare_as_of = models.DateField(_("tanggal data desil"), null=True, blank=True)
    source = models.CharField(
        _("asal data"), max_length=20, choices=RegisterSource, default=RegisterSource.OFFICER
    )
    updated_at = models.DateTimeField(auto_now=True, db_default=Now())

    objects = PersonalManager()

    class Meta:
        verbose_name = verbose_name_plural = _("keluarga")
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(kk_number__regex=SIXTEEN_DIGITS) | Q(kk_number=None),
                name="a_kk_number_has_sixteen_digits",
            ),
            models.CheckConstraint(
                condition=Q(rt__regex=THREE_DIGITS_OR_NONE, rw__regex=THREE_DIGITS_OR_NONE),
                name="rt_and_rw_of_a_household_have_three_digits",
            ),
            models.CheckConstraint(
                condition=Q(welfare_decile__range=(1, 10)) | Q(welfare_decile=None),
                name="a_decile_is_one_to_ten",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gte=F("valid_from")),
                name="a_household_ends_after_it_began",
            ),
        ]


class PersonQuerySet(PersonalQuerySet):
    def residents(self) -> Self:
        """Alive and living here."""
        return self.filter(alive=True, moved_out_at=None)

    def below(self, area_code: str) -> Self:
        """In the area or any area under it: codes of the tree start with their parent's."""
        return self.filter(area_code__startswith=area_code)


class Person(models.Model):
    """A resident: with or without NIK, present, moved out, or dead."""

    PRIVACY = {
        "nik": "private:hash", "name": "private:name", "birth_place": "private:blank", "birth_date": "private:year",
        "sex": "safe", "religion": "private:blank", "marital_status": "private:blank", "family_relation": "safe",
        "education": "private:blank", "occupation": "private:blank", "blood_group": "private:blank",
        "citizenship": "safe", "father_nik": "private:hash", "father_name": "private:name", "mother_nik": "private:hash",
        "mother_name": "private:name", "birth_certificate": "private:blank", "marriage_certificate": "private:blank",
        "marriage_date": "private:blank", "divorce_certificate": "private:blank", "divorce_date": "private:blank",
        "passport_number": "private:blank", "household": "private:hash", "area_code": "safe", "address": "private:blank",
        "rt": "safe", "rw": "safe", "alive": "safe", "death_date": "private:year", "moved_in_at": "private:year",
        "moved_out_at": "private:year", "moved_to": "private:blank", "death_certificate": "private:blank", "previous_address": "private:blank", "phone": "private:blank", "source": "safe",
        "name_sound": "private:rebuild", "name_keys": "private:rebuild", "search_keys": "private:rebuild",
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nik = models.CharField("NIK", max_length=16, null=True, blank=True, unique=True)
    name = models.CharField(_("nama lengkap"), max_length=200)
    birth_place = models.CharField(_("tempat lahir"), max_length=100, blank=True)
    birth_date = models.DateField(_("tanggal lahir"))
    sex = models.CharField(_("jenis kelamin"), max_length=10, choices=Sex)
    religion = models.CharField(_("agama"), max_length=20, choices=Religion, blank=True)
    marital_status = models.CharField(
        _("status perkawinan"), max_length=20, choices=MaritalStatus, blank=True
    )
    family_relation = models.CharField(
        _("hubungan keluarga"), max_length=20, choices=FamilyRelation, blank=True
    )
    education = models.CharField(_("pendidikan terakhir"), max_length=20, choices=Education, blank=True)
    occupation = models.CharField(_("pekerjaan"), max_length=100, blank=True)
    blood_group = models.CharField(_("golongan darah"), max_length=10, choices=BloodGroup, blank=True)
    citizenship = models.CharField(
        _("kewarganegaraan"), max_length=20, choices=Citizenship, default=Citizenship.INDONESIAN
    )
    father_nik = models.CharField(_("NIK ayah"), max_length=16, blank=True, db_index=True)
    father_name = models.CharField(_("nama ayah"), max_length=200, blank=True)
    mother_nik = models.CharField(_("NIK ibu"), max_length=16, blank=True, db_index=True)
    mother_name = models.CharField(_("nama ibu"), max_length=200, blank=True)
    birth_certificate = models.CharField(_("nomor akta lahir"), max_length=60, blank=True)
    marriage_certificate = models.CharField(_("nomor akta kawin/buku nikah"), max_length=60, blank=True)
    marriage_date = models.DateField(_("tanggal kawin"), null=True, blank=True)
    divorce_certificate = models.CharField(_("nomor akta cerai"), max_length=60, blank=True)
    divorce_date = models.DateField(_("tanggal cerai"), null=True, blank=True)
    passport_number = models.CharField(_("nomor paspor"), max_length=20, blank=True)
    household = models.ForeignKey(
        Household,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("keluarga"),
    )
    area_code = models.CharField(_("kelurahan/desa"), max_length=13, blank=True)
    address = models.CharField(_("alamat, jika bukan alamat keluarga"), max_length=200, blank=True)
    rt = models.CharField("RT", max_length=3, blank=True)
    rw = models.CharField("RW", max_length=3, blank=True)
    alive = models.BooleanField(_("hidup"), default=True)
    death_date = models.DateField(_("tanggal meninggal"), null=True, blank=True)
    moved_in_at = models.DateField(_("tanggal pindah datang"), null=True, blank=True)
    moved_out_at = models.DateField(_("tanggal pindah keluar"), null=True, blank=True)
    moved_to = models.CharField(_("pindah ke"), max_length=200, blank=True)
    death_certificate = models.CharField(_("nomor akta kematian"), max_length=60, blank=True)
    previous_address = models.CharField(_("alamat sebelumnya"), max_length=200, blank=True)
    phone = models.CharField(_("telepon"), max_length=20, blank=True)
    source = models.CharField(
        _("asal data"), max_length=20, choices=RegisterSource, default=RegisterSource.OFFICER
    )
    updated_at = models.DateTimeField(auto_now=True, db_default=Now())
    # The three below serve searching by name (names.py); `search_keys` adds the areas so that one index answers both.
    name_sound = models.CharField(max_length=200, editable=False)
    name_keys = ArrayField(models.TextField(), editable=False)
    search_keys = models.GeneratedField(
        expression=Func(
            "name_keys",
            "area_code",
            template="(name_keys || array['@' || area_code::text, '@' || left(area_code::text, 8)])",
        ),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )

    objects = PersonalManager.from_queryset(PersonQuerySet)()

    class Meta:
        verbose_name = verbose_name_plural = _("penduduk")
        base_manager_name = "objects"
        indexes = [
            GinIndex(fields=["search_keys"], name="person_search_keys", fastupdate=False),
            models.Index(fields=["name_sound"], name="person_name_sound", opclasses=["text_pattern_ops"]),
            models.Index(fields=["area_code", "birth_date"], name="person_area_birth"),
            models.Index(fields=["birth_date"], name="person_birth_date"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(nik__regex=SIXTEEN_DIGITS) | Q(nik=None), name="a_nik_has_sixteen_digits"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_person_has_a_name"),
            models.CheckConstraint(condition=Q(name_keys__len__gt=0), name="a_person_can_be_found_by_name"),
            models.CheckConstraint(
                condition=Q(death_date=None) | Q(alive=False), name="only_the_dead_have_a_death_date"
            ),
            models.CheckConstraint(
                condition=Q(death_date=None) | Q(death_date__gte=F("birth_date")),
                name="a_person_dies_after_birth",
            ),
            models.CheckConstraint(
                condition=Q(rt__regex=THREE_DIGITS_OR_NONE, rw__regex=THREE_DIGITS_OR_NONE),
                name="rt_and_rw_of_a_person_have_three_digits",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the search columns true; bulk loaders, which do not come by here, do the same by themselves."""
        self.set_search_columns()
        if (fields := kwargs.get("update_fields")) is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "name_sound", "name_keys"}
        super().save(*args, **kwargs)
        NameToken.objects.remember(names.tokens(self.name))

    def set_search_columns(self) -> None:
        self.name_sound, self.name_keys = names.sound(self.name), names.keys(self.name)
