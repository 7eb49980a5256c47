"""Between Dukcapil's field names and code texts and our vocabulary, which names the field of every simple fact.

A value that cannot be read is handed on as it stands: gathering finds that it is not of the fact's kind and calls it malformed, so
one bad field never costs the other thirty.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sebayu.core.exchange.sources.dukcapil.spelling import EMPTY, READ, WRITE
from sebayu.core.exchange.types import Reading
from sebayu.core.facts import Fact, vocabulary

Row = Mapping[str, Any]
AREA = ("NO_PROP", "NO_KAB", "NO_KEC", "NO_KEL")


def told(row: Row) -> str:
    """The text beside or instead of the elements."""
    return str(row.get("RESPON") or "")[:200]


def is_dead(row: Row) -> bool:
    return bool(row.get("TGL_MENINGGAL")) or any(w in told(row).casefold() for w in ("meninggal", "wafat"))


def has_moved(row: Row) -> bool:
    return bool(row.get("TGL_PINDAH")) or "pindah" in told(row).casefold()


def day(raw: Any) -> Any:
    for pattern in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(str(raw), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return raw or None


def area_code(row: Row) -> str | None:
    parts = [str(row.get(name, "")).strip() for name in AREA]
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    province, regency, district, village = map(int, parts)
    return f"{province:02d}.{regency:02d}.{district:02d}.{village:04d}"


def has_deed(flag: str, number: str) -> Callable[[Row], bool | None]:
    """Whether a deed exists: as its own flag says, else by its number; unknown when the answer carries neither."""

    def read(row: Row) -> bool | None:
        stated = {"ADA": True, "TIDAK ADA": False}.get(str(row.get(flag, "")).strip().upper())
        return stated if stated is not None or number not in row else bool(clean(row[number]))

    return read


def clean(raw: Any) -> str:
    text = " ".join(str(raw if raw is not None else "").split())
    return "" if text.casefold() in EMPTY else text


# Facts that are not one field.
SPECIAL: Mapping[str, Callable[[Row], Any]] = {
    "person.area_code": area_code,
    "person.alive": lambda row: not is_dead(row),
    "person.death_date": lambda row: day(row.get("TGL_MENINGGAL")),
    "person.is_resident": lambda row: not has_moved(row),
    "person.moved_out_at": lambda row: day(row.get("TGL_PINDAH")),
    "person.has_birth_certificate": has_deed("AKTA_LHR", "NO_AKTA_LHR"),
    "person.has_marriage_certificate": has_deed("AKTA_KWN", "NO_AKTA_KWN"),
    "person.has_divorce_certificate": has_deed("AKTA_CRAI", "NO_AKTA_CRAI"),
}
MAPPED: Mapping[str, Fact] = {
    fact.path: fact
    for fact in vocabulary().of("person")
    if fact.owner == "dukcapil" and fact.elements and fact.path not in SPECIAL
}
PERSON = frozenset(MAPPED) | frozenset(SPECIAL)
VERIFIABLE = frozenset(
    path for path, fact in MAPPED.items() if fact.kind in {"text", "date", "choice", "code"}
)
MEMBER = ("nik", "name", "sex", "birth_date", "birth_place", "religion", "marital_status", "education", "occupation",
          "father_name", "mother_name")  # fmt: skip
HOME = ("kk_number", "address", "rt", "rw", "area_code")
HOUSEHOLD = frozenset(
    {f"household.{name}" for name in (*HOME, "head_nik", "head_name", "size", "members")},
)


def readings(row: Row, paths: Iterable[str]) -> dict[str, Reading]:
    return {path: Reading(value(row, path)) for path in paths if path in PERSON}


def value(row: Row, path: str) -> Any:
    if path in SPECIAL:
        return SPECIAL[path](row)
    fact = MAPPED[path]
    raw = next((row[name] for name in fact.elements if row.get(name) not in (None, "")), None)
    if isinstance(raw, dict | list):
        return {"unreadable": True}
    text = " ".join(str(raw if raw is not None else "").split())
    if fact.kind == "choice":
        return choice(fact, text)
    if not clean(text):
        return None
    if fact.kind == "date":
        return day(text)
    if fact.path in {"person.rt", "person.rw"} and text.isascii() and text.isdigit():
        return f"{int(text):03d}"
    return calm(fact, text) if fact.kind == "text" else text


def choice(fact: Fact, text: str) -> Any:
    """Our stored value for a code or text; what no list knows is no value and will be called malformed."""
    code = str(int(text)) if text.isascii() and text.isdigit() else text
    stored = fact.value_of(code) or READ.get(text.casefold())
    if stored is not None and fact.label_of(stored) is not None:
        return stored
    return {"unreadable": True} if clean(text) else None


def calm(fact: Fact, text: str) -> str:
    """Dukcapil writes capitals throughout. Places and addresses are set in ordinary type; names stay as registered."""
    if fact.mask == "name" or not text.isupper():
        return text
    return re.sub(r"[^\W\d_]+", lambda m: m[0] if _ROMAN.fullmatch(m[0]) else m[0].capitalize(), text)


_ROMAN = re.compile(r"X{0,3}(IX|IV|V?I{0,3})|RT|RW")


def household(rows: Iterable[Row], paths: Iterable[str]) -> dict[str, Reading]:
    """A family card from its people: who died or moved away is no member any more."""
    present = [row for row in rows if not is_dead(row) and not has_moved(row)]
    present.sort(key=lambda row: value(row, "person.family_relation") != "head")
    if not present:
        return {}
    head = present[0] if value(present[0], "person.family_relation") == "head" else None
    found = {f"household.{name}": value(present[0], f"person.{name}") for name in HOME}
    found |= {f"household.head_{n}": value(head, f"person.{n}") if head else None for n in ("nik", "name")}
    found |= {"household.size": len(present), "household.members": [member(row) for row in present]}
    return {path: Reading(found[path]) for path in paths if path in found}


def member(row: Row) -> dict[str, Any]:
    entry = {name: value(row, f"person.{name}") for name in MEMBER}
    born = entry["birth_date"]
    entry["birth_date"] = born.isoformat() if isinstance(born, date) else None
    entry = {name: None if isinstance(v, dict) else v for name, v in entry.items()}
    return {**entry, "alive": True, "relation": value(row, "person.family_relation")}


def claim_text(fact: Fact, claim: Any) -> str:
    """Our value as the register writes it, for verification."""
    if isinstance(claim, date):
        return claim.strftime("%d-%m-%Y")
    if fact.kind == "choice":
        return WRITE.get(claim) or (fact.label_of(claim) or str(claim)).upper()
    return str(claim).upper()


_SCORE = re.compile(r"\((\d{1,3})\s*%?\)")


def verdict(answer: Any, threshold: int) -> Reading | None:
    """ "Sesuai", "Tidak Sesuai", "Sesuai (97)" or a bare number; None for anything else."""
    text = str(answer).strip()
    if text.isascii() and text.isdigit() and int(text) <= 100:
        return Reading(matches=int(text) >= threshold, score=int(text))
    lower = text.casefold()
    found = _SCORE.search(text)
    score = min(int(found.group(1)), 100) if found else None
    if lower.startswith("tidak sesuai"):
        return Reading(matches=False, score=score)
    if lower.startswith("sesuai"):
        return Reading(matches=score is None or score >= threshold, score=score)
    return None
