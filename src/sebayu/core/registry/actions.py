"""Everything that happens to the register of residents by an officer's hand. Extracts come in through `importing` and `loading`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.ledger.actions import record
from sebayu.core.ledger.actor import Actor, Purpose
from sebayu.core.registry.changing import changing, require_keeper, save_checked, save_person
from sebayu.core.registry.enums import FamilyRelation, RegisterSource
from sebayu.core.registry.errors import UnknownField, WrongTime
from sebayu.core.registry.models import Household, Person

BIRTH = Purpose(text="Pencatatan kelahiran", basis="UU 23/2006 jo. UU 24/2013")
DEATH = Purpose(text="Pencatatan kematian", basis="UU 23/2006 jo. UU 24/2013")
MOVE = Purpose(text="Pencatatan perpindahan penduduk", basis="UU 23/2006 jo. UU 24/2013")
CORRECTION = Purpose(text="Perbaikan data penduduk", basis="UU 27/2022 ps. 6")

# What is written by the events above, or follows from other columns, is never corrected by hand.
CORRECTABLE = frozenset(
    ["nik", "name", "birth_place", "birth_date", "sex", "religion", "marital_status", "family_relation", "education", "occupation", "blood_group", "citizenship", "father_nik", "father_name", "mother_nik", "mother_name", "birth_certificate", "marriage_certificate", "marriage_date", "divorce_certificate", "divorce_date", "passport_number", "household_id", "area_code", "address", "rt", "rw", "death_date", "death_certificate", "previous_address", "phone"]
)  # fmt: skip


def register_birth(
    *,
    by: Actor,
    household_id: UUID,
    mother_id: UUID,
    details: Mapping[str, Any],
    father_id: UUID | None = None,
    purpose: Purpose = BIRTH,
) -> Person:
    """A child joins the household. `details`: name, sex, birth_date, and what else is known (a NIK comes later)."""
    with changing(by, purpose.text):
        household = Household.objects.select_for_update().get(pk=household_id)
        require_keeper(by, household.area_code)
        mother = Person.objects.get(pk=mother_id)
        father = Person.objects.get(pk=father_id) if father_id else None
        child = Person(**_only(details, CORRECTABLE - {"household_id", "area_code", "rt", "rw"}))
        _not_in_future(child.birth_date)
        if child.birth_date <= mother.birth_date:
            raise WrongTime(
                _(
                    "Tanggal lahir anak tidak mungkin sebelum tanggal lahir ibunya. Periksa kembali tanggalnya."
                )
            )
        child.mother_nik, child.mother_name = mother.nik or "", mother.name
        if father:
            child.father_nik, child.father_name = father.nik or "", father.name
        child.family_relation = child.family_relation or FamilyRelation.CHILD
        child.marital_status = child.marital_status or "single"
        _settle(child, household)
        save_person(child)
        record(
            by=by,
            act="registry.birth",
            purpose=purpose,
            subjects=[child.id, mother.id, *([father.id] if father else [])],
            facts=["person.name", "person.birth_date", "person.sex"],
        )
    return child


def record_death(
    *, by: Actor, person_id: UUID, death_date: date, certificate: str = "", purpose: Purpose = DEATH
) -> Person:
    """The person is dead from that day; nothing else changes by itself (spouse, head of household: each an event of its own)."""
    with changing(by, purpose.text):
        person = _locked(by, person_id)
        if not person.alive:
            raise WrongTime(
                _("Kematian orang ini sudah tercatat. Untuk membetulkan tanggalnya, pakai perbaikan data.")
            )
        _not_in_future(death_date)
        if death_date < person.birth_date:
            raise WrongTime(
                _("Tanggal meninggal tidak mungkin sebelum tanggal lahir. Periksa kembali tanggalnya.")
            )
        person.alive, person.death_date, person.death_certificate = False, death_date, certificate
        save_person(person)
        record(
            by=by,
            act="registry.death",
            purpose=purpose,
            subjects=[person.id],
            facts=["person.alive", "person.death_date"],
        )
    return person


def move_in(
    *,
    by: Actor,
    household_id: UUID,
    details: Mapping[str, Any],
    moved_in_at: date,
    person_id: UUID | None = None,
    purpose: Purpose = MOVE,
) -> Person:
    """Somebody comes to live here: a newcomer, or (`person_id`) one who had moved out and returns."""
    with changing(by, purpose.text):
        household = Household.objects.select_for_update().get(pk=household_id)
        require_keeper(by, household.area_code)
        _not_in_future(moved_in_at)
        person = Person.objects.select_for_update().get(pk=person_id) if person_id else Person()
        if person_id and not (person.alive and person.moved_out_at):
            raise WrongTime(
                _("Orang ini tidak tercatat pindah keluar, jadi tidak dapat dicatat datang kembali.")
            )
        for field, value in _only(details, CORRECTABLE - {"household_id", "area_code", "rt", "rw"}).items():
            setattr(person, field, value)
        person.moved_in_at, person.moved_out_at, person.moved_to = moved_in_at, None, ""
        _settle(person, household)
        save_person(person)
        record(by=by, act="registry.move_in", purpose=purpose, subjects=[person.id], facts=["person.address"])
    return person


def move_out(
    *, by: Actor, person_ids: Sequence[UUID], moved_out_at: date, moved_to: str = "", purpose: Purpose = MOVE
) -> list[Person]:
    """These people leave the region together; a household nobody is left in ends that day."""
    with changing(by, purpose.text):
        _not_in_future(moved_out_at)
        people = [_locked(by, person_id) for person_id in sorted(set(person_ids), key=str)]
        for person in people:
            if not person.alive or person.moved_out_at:
                raise WrongTime(
                    _("Ada yang sudah tercatat meninggal atau pindah. Muat ulang daftar, lalu pilih kembali.")
                )
            person.moved_out_at, person.moved_to = moved_out_at, moved_to
            save_person(person)
        for household_id in {p.household_id for p in people if p.household_id}:
            _end_when_empty(household_id, moved_out_at)
        record(
            by=by,
            act="registry.move_out",
            purpose=purpose,
            subjects=[p.id for p in people],
            facts=["person.address", "person.moved_out_at"],
        )
    return people


def correct(
    *,
    by: Actor,
    person_id: UUID,
    changes: Mapping[str, Any],
    source: str,
    reason: str,
    purpose: Purpose = CORRECTION,
) -> Person:
    """Put right what is wrong; `source` names the paper or register that shows it, `reason` says why. The old row is kept."""
    if not source.strip() or not reason.strip():
        raise WrongTime(_("Sebutkan sumber dan alasan perbaikan."))
    with changing(by, f"{reason} ({source})"):
        person = _locked(by, person_id)
        wanted = _only(changes, CORRECTABLE)
        if area := wanted.get("area_code"):
            require_keeper(by, area)
        for field, value in wanted.items():
            setattr(person, field, value)
        person.source = RegisterSource.OFFICER
        save_person(person)
        record(
            by=by,
            act="registry.correct",
            purpose=purpose,
            subjects=[person.id],
            facts=[f"person.{field}" for field in wanted],
        )
    return person


def _only(details: Mapping[str, Any], allowed: frozenset[str]) -> dict[str, Any]:
    if unknown := set(details) - allowed:
        raise UnknownField(", ".join(sorted(unknown)))
    return dict(details)


def _locked(by: Actor, person_id: UUID) -> Person:
    person = Person.objects.select_for_update().get(pk=person_id)
    require_keeper(by, person.area_code)
    return person


def _settle(person: Person, household: Household) -> None:
    person.household = household
    person.area_code, person.rt, person.rw = household.area_code, household.rt, household.rw


def _end_when_empty(household_id: UUID, on: date) -> None:
    household = Household.objects.select_for_update().get(pk=household_id)
    if not household.members.residents().exists() and household.valid_until is None:
        household.valid_until = on
        save_checked(household)


def _not_in_future(day: date | None) -> None:
    if not isinstance(day, date):
        raise WrongTime(_("Tanggal belum diisi."))
    if day > timezone.localdate():
        raise WrongTime(_("Tanggal itu belum terjadi. Periksa kembali tanggalnya."))
