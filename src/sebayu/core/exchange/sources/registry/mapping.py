"""From rows of our registers to the vocabulary's facts: one function per fact that is not simply a column."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sebayu.core.areas import region
from sebayu.core.registry.models import Business, Enrolment, Household, LandObject, Person

PERSON_COLUMNS = (
    "nik", "name", "birth_place", "birth_date", "sex", "blood_group", "religion", "marital_status", "family_relation",
    "education", "occupation", "citizenship", "father_nik", "father_name", "mother_nik", "mother_name",
    "birth_certificate", "marriage_certificate", "marriage_date", "divorce_certificate", "divorce_date",
    "passport_number", "alive", "death_date", "moved_in_at", "moved_out_at", "phone",
)  # fmt: skip
BUSINESS_COLUMNS = (
    "nib", "name", "owner_name", "form", "activity", "address", "rt", "rw", "area_code", "since", "status", "capital",
    "workers",
)  # fmt: skip
LAND_COLUMNS = (
    "nop", "owner_name", "address", "rt", "rw", "area_code", "land_m2", "building_m2", "value", "tax_year", "tax_due",
    "paid_on",
)  # fmt: skip
STUDENT_COLUMNS = ("nisn", "npsn", "school_name", "level", "grade", "status", "since")
MEMBER_COLUMNS = (
    "nik", "name", "sex", "birth_date", "birth_place", "religion", "marital_status", "education", "occupation", "alive",
    "father_name", "mother_name",
)  # fmt: skip

Reader = Callable[[Any], Any]


def _columns(subject: str, names: Iterable[str]) -> dict[str, Reader]:
    return {f"{subject}.{name}": lambda row, n=name: getattr(row, n) for name in names}


def _of_home(name: str) -> Reader:
    """A person's own address when it is not the family's, else the family's."""
    return lambda p: getattr(p, name) or (getattr(p.household, name) if p.household else "")


def _place(level: int) -> Reader:
    """The name of an area above the person: 4 village, 3 district, 2 regency, 1 province."""

    def read(person: Person) -> str:
        code = _of_home("area_code")(person)
        parts = code.split(".")
        return place_name(".".join(parts[:level])) if len(parts) >= level else ""

    return read


def place_name(code: str) -> str:
    try:
        area = region.pack().area(code)
    except KeyError:
        return ""
    prefix = {"kota": "Kota ", "kabupaten": "Kabupaten "}.get(area.kind, "")
    return f"{prefix}{area.name}"


PERSON: Mapping[str, Reader] = {
    **_columns("person", PERSON_COLUMNS),
    **{f"person.{name}": _of_home(name) for name in ("address", "rt", "rw", "area_code")},
    "person.village": _place(4),
    "person.district": _place(3),
    "person.regency": _place(2),
    "person.province": _place(1),
    "person.kk_number": lambda p: p.household.kk_number if p.household else None,
    "person.is_resident": lambda p: p.moved_out_at is None,
    "person.has_birth_certificate": lambda p: bool(p.birth_certificate),
    "person.has_marriage_certificate": lambda p: bool(p.marriage_certificate),
    "person.has_divorce_certificate": lambda p: bool(p.divorce_certificate),
}
# These need further rows: the client hands over the family.
RELATED = frozenset({"person.spouse_nik", "person.spouse_name", "person.children", "person.heirs"})

HOUSEHOLD: Mapping[str, Reader] = {
    **_columns(
        "household", ("kk_number", "address", "rt", "rw", "area_code", "welfare_decile", "welfare_as_of")
    ),
    "household.head_nik": lambda h: h.head.nik if h.head else None,
    "household.head_name": lambda h: h.head.name if h.head else None,
    # An extract without a decile does not prove that the welfare register has none.
    "household.is_in_welfare_register": lambda h: True if h.welfare_decile else None,
}
MEMBERS = frozenset({"household.members", "household.size"})

BUSINESS: Mapping[str, Reader] = {
    **_columns("business", BUSINESS_COLUMNS),
    "business.is_registered": lambda b: bool(b.nib),
    "business.kbli": lambda b: b.kbli[0] if b.kbli else None,
}
LAND: Mapping[str, Reader] = {
    **_columns("land", LAND_COLUMNS),
    "land.is_registered": lambda _land: True,
    "land.is_paid": lambda land: land.paid_on is not None if land.tax_year else None,
}
STUDENT: Mapping[str, Reader] = {
    **_columns("student", STUDENT_COLUMNS),
    "student.is_enrolled": lambda e: e.status == "active",
}
READERS = {"person": PERSON, "household": HOUSEHOLD, "business": BUSINESS, "land": LAND, "student": STUDENT}
MODELS: Mapping[str, type[Person | Household | Business | LandObject | Enrolment]] = {
    "person": Person,
    "household": Household,
    "business": Business,
    "land": LandObject,
    "student": Enrolment,
}
PATHS = frozenset().union(*READERS.values(), RELATED, MEMBERS)


def member(person: Person) -> dict[str, Any]:
    """One line of a family card."""
    entry = {name: getattr(person, name) for name in MEMBER_COLUMNS}
    entry["birth_date"] = person.birth_date.isoformat()
    return {**entry, "relation": person.family_relation}


def relative(person: Person, relation: str) -> dict[str, Any]:
    """One line of a list of children or heirs; `relation` is to the one the list is about."""
    entry = {
        k: v
        for k, v in member(person).items()
        if k in {"nik", "name", "sex", "birth_date", "marital_status", "alive"}
    }
    return {**entry, "relation": relation, "address": _of_home("address")(person)}
