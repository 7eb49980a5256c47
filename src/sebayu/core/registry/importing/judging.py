"""What a row would do to the register: new, changed, the same, a suspected duplicate, or wrong. Inside open personal tables only."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from sebayu.core.ledger.actor import Actor
from sebayu.core.registry import names, perms
from sebayu.core.registry.enums import PairState, Verdict
from sebayu.core.registry.importing import suspects
from sebayu.core.registry.importing.records import Record, label
from sebayu.core.registry.likeness import likeness
from sebayu.core.registry.models import Person

SUSPICIOUS = 0.88
SOMEBODY_ELSE = 0.55
# With a family card these belong to the card; without one, to the person.
OF_CARD_ALONE = ("address", "hamlet")
OF_HOUSEHOLD = (*OF_CARD_ALONE, "rt", "rw", "area_code")


@dataclass(slots=True)
class Judged:
    record: Record
    verdict: Verdict
    reasons: list[str] = field(default_factory=list)
    person: Person | None = None
    changes: list[str] = field(default_factory=list)
    distance: int = 0  # of the names, from a hundred, where somebody alike is there already

    @property
    def is_suspect(self) -> bool:
        return self.verdict == Verdict.DUPLICATE and self.person is not None


class Judge:
    """Judges rows in order; remembers those of the same file, so that a number used twice is seen."""

    def __init__(self, by: Actor, *, cleared: frozenset[int] = frozenset()) -> None:
        """`cleared` rows were found to be new by the plan: people written meanwhile by the same file raise no suspicion."""
        self.by = by
        self.cleared = cleared
        self.decided: suspects.Decided = {}
        self.rows_by_nik: dict[str, int] = {}
        self.rows_by_name: dict[tuple[str, object, object], int] = {}

    def remember(self, records: Sequence[Record]) -> None:
        """Rows dealt with in an earlier run count as seen."""
        for record in records:
            self._seen_before(record)

    def judge(self, records: Sequence[Record]) -> list[Judged]:
        by_nik = self._registered(records)
        by_date = self._same_birth_dates(records, by_nik)
        self.decided = suspects.decided(r for r in records if not r.errors and r.nik not in by_nik)
        return [self._one(record, by_nik, by_date) for record in records]

    def _registered(self, records: Sequence[Record]) -> dict[str, Person]:
        numbers = [record.nik for record in records if record.nik]
        found = Person.objects.filter(nik__in=numbers).select_related("household")
        return {str(person.nik): person for person in found}

    @staticmethod
    def _same_birth_dates(records: Sequence[Record], by_nik: dict[str, Person]) -> dict[object, list[Person]]:
        """Who else was born those days: only for rows whose NIK is not known here."""
        days = {
            r.values["birth_date"]
            for r in records
            if not r.errors and r.nik not in by_nik and "birth_date" in r.values
        }
        found: dict[object, list[Person]] = defaultdict(list)
        for person in Person.objects.filter(birth_date__in=days).select_related("household"):
            found[person.birth_date].append(person)
        return found

    def _one(self, record: Record, by_nik: dict[str, Person], by_date: dict[object, list[Person]]) -> Judged:
        earlier = self._seen_before(record)
        if earlier and record.nik:
            record.errors.append(_("NIK sama dengan baris %d di berkas ini.") % earlier)
        if not record.errors and not perms.can_change(self.by, str(record.values.get("area_code", ""))):
            record.errors.append(_("Di luar wilayah kerja Anda, atau kelurahan/desanya belum diisi."))
        if record.errors:
            return Judged(record, Verdict.ERROR, record.errors)
        if earlier:
            return Judged(
                record,
                Verdict.DUPLICATE,
                [_("Nama dan tanggal lahir sama dengan baris %d di berkas ini.") % earlier],
            )
        person = by_nik.get(record.nik) or self._same_without_nik(record, by_date)
        if person:
            return self.against(record, person)
        suspect = None if record.number in self.cleared else self._suspect(record, by_date)
        return suspect or Judged(record, Verdict.NEW)

    def _seen_before(self, record: Record) -> int:
        """The row of this file that has the same NIK or, without NIK, the same name, birth date and sex; 0 when none."""
        if record.nik:
            return _first(self.rows_by_nik, record.nik, record.number)
        key = (
            names.sound(str(record.values.get("name", ""))),
            record.values.get("birth_date"),
            record.values.get("sex"),
        )
        return _first(self.rows_by_name, key, record.number)

    @staticmethod
    def _same_without_nik(record: Record, by_date: dict[object, list[Person]]) -> Person | None:
        """Somebody taken in earlier without NIK: the same name and family card, or the same mother."""
        if record.nik:
            return None
        values = record.values
        for person in by_date.get(values["birth_date"], []):
            if (
                person.nik
                or person.sex != values["sex"]
                or names.plain(person.name) != names.plain(str(values["name"]))
            ):
                continue
            card = person.household.kk_number if person.household else None
            same_card = card is not None and card == values.get("kk_number")
            same_mother = person.mother_name and names.sound(person.mother_name) == names.sound(
                str(values.get("mother_name", ""))
            )
            if same_card or same_mother:
                return person
        return None

    @staticmethod
    def against(record: Record, person: Person) -> Judged:
        born_alike = person.birth_date == record.values["birth_date"]
        if likeness(person.name, str(record.values["name"])) < SOMEBODY_ELSE and not born_alike:
            reason = _("NIK ini di register milik orang dengan nama dan tanggal lahir lain.")
            return Judged(record, Verdict.ERROR, [reason], person)
        if not person.alive:
            record.doubts.append(_("Di register tercatat meninggal; keadaan itu tidak diubah."))
        if person.moved_out_at:
            record.doubts.append(_("Di register tercatat pindah keluar; keadaan itu tidak diubah."))
        changes = differences(record.values, person)
        verdict = Verdict.CHANGED if changes else Verdict.SAME
        return Judged(record, verdict, [label(name) for name in changes], person, changes)

    @staticmethod
    def same(record: Record, person: Person) -> Judged:
        """Somebody decided that the row is this person: a NIK of ours stays, whatever the row says."""
        if person.nik and record.nik and person.nik != record.nik:
            record.values = {name: value for name, value in record.values.items() if name != "nik"}
            record.doubts.append(_("NIK di berkas berbeda; NIK di register tidak diubah."))
        return Judge.against(record, person)

    def _suspect(self, record: Record, by_date: dict[object, list[Person]]) -> Judged | None:
        name, told = str(record.values["name"]), suspects.fingerprint(record)
        for person in by_date.get(record.values["birth_date"], []):
            alike = likeness(person.name, name) if person.sex == record.values["sex"] else 0.0
            decision = self.decided.get((person.id, told))
            if alike < SUSPICIOUS or decision == PairState.DIFFERENT:
                continue
            if decision == PairState.SAME:
                return self.same(record, person)
            reason = (
                _("Mirip orang yang sudah tercatat dengan NIK lain.")
                if person.nik and record.nik
                else _("Mirip orang yang sudah tercatat; salah satunya tanpa NIK.")
            )
            return Judged(record, Verdict.DUPLICATE, [reason], person, distance=100 - round(alike * 100))
        return None


def differences(values: dict[str, object], person: Person) -> list[str]:
    """Fields the row says otherwise than the register; letter case alone is no difference."""
    home = person.household
    card = home.kk_number if home else None
    stays = home is not None and values.get("kk_number", card) == card
    changed = []
    for name, value in values.items():
        if name == "kk_number":
            same = _same(card, value)
        elif name in OF_CARD_ALONE:
            # of a card we are moving to, the card itself tells; without any card there is nowhere to keep a hamlet
            same = (
                _same(getattr(home, name), value)
                if stays
                else name == "hamlet" or _same(person.address, value)
            )
        else:
            same = _same(getattr(person, name), value) and not (
                stays and name in OF_HOUSEHOLD and not _same(getattr(home, name), value)
            )
        if not same:
            changed.append(name)
    return changed


def _same(known: object, value: object) -> bool:
    if isinstance(known, date) or isinstance(value, date):
        return known == value
    return str(known or "").casefold() == str(value or "").casefold()


def _first(seen: dict, key: object, number: int) -> int:
    earlier = seen.setdefault(key, number)
    return 0 if earlier == number else earlier
