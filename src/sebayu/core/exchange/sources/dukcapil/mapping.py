"""Between Dukcapil's field names and code texts and our vocabulary. The fields of simple facts are named there.

A value that cannot be read is handed on as it stands: gathering finds that it is not of the fact's kind and calls it malformed, so one
bad field never costs the other thirty.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sebayu.core.exchange.types import Reading
from sebayu.core.facts import Fact, vocabulary

# Texts seen for values that our lists spell differently.
SYNONYMS = {
    "katholik": "catholic", "budha": "buddhist", "kong hu cu": "confucian", "konghucu": "confucian",
    "kepercayaan": "belief", "kepercayaan terhadap tuhan yang maha esa": "belief", "lainnya": "belief",
    "orangtua": "parent", "kawin tercatat": "married", "kawin belum tercatat": "married",
    "cerai hidup tercatat": "divorced", "cerai hidup belum tercatat": "divorced", "cerai mati tercatat": "widowed",
    "cerai mati belum tercatat": "widowed", "akademi/diploma iii/s. muda": "diploma_3",
    "akademi/diploma iii/sarjana muda": "diploma_3", "diploma iv/ strata i": "bachelor", "-": "unknown",
    "pembantu": "domestic_worker", "l": "male", "p": "female",
}  # fmt: skip
EMPTY = {"", "-", "null", "none", "tidak ada"}
PLACES = {"person.village", "person.district", "person.regency", "person.province"}
AREA = ("NO_PROP", "NO_KAB", "NO_KEC", "NO_KEL")


def _mapped() -> dict[str, Fact]:
    facts = vocabulary().of("person")
    return {fact.path: fact for fact in facts if fact.owner == "dukcapil" and fact.elements}


MAPPED: Mapping[str, Fact] = _mapped()
PATHS = frozenset(MAPPED) | {"person.alive"}
# Elements whose verification the service offers: by text or by date.
VERIFIABLE = frozenset(
    path for path, fact in MAPPED.items() if fact.kind in {"text", "date", "choice", "code"}
)


def readings(row: Mapping[str, Any], paths: Iterable[str]) -> dict[str, Reading]:
    found = {}
    for path in paths:
        fact = MAPPED.get(path)
        if fact is not None:
            found[path] = Reading(value(fact, row))
    return found


def value(fact: Fact, row: Mapping[str, Any]) -> Any:
    if fact.path == "person.area_code":
        return area_code(row)
    raw = next((row[name] for name in fact.elements if row.get(name) not in (None, "")), None)
    if raw is None or isinstance(raw, dict | list):
        return raw
    text = " ".join(str(raw).split())
    if fact.kind == "bool":
        return {"ADA": True, "TIDAK ADA": False, "1": True, "2": False}.get(text.upper())
    if fact.kind == "choice":
        return choice(fact, text)
    if text.casefold() in EMPTY:
        return None
    if fact.kind == "date":
        return day(text)
    if fact.path in {"person.rt", "person.rw"} and text.isdigit():
        return f"{int(text):03d}"
    return calm(fact, text) if fact.kind == "text" else text


def choice(fact: Fact, text: str) -> Any:
    """Our stored value for a code or text; what no list knows stays as it is and will be called malformed."""
    code = str(int(text)) if text.isdigit() else text
    stored = (
        fact.value_of(code) or SYNONYMS.get(text.casefold()) or fact.value_of(re.sub(r"\s*/\s*", "/", text))
    )
    if stored is None or fact.label_of(stored) is None:
        return None if text.casefold() in EMPTY else {"unknown_text": True}
    return stored


def day(text: str) -> Any:
    for pattern in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return text


def area_code(row: Mapping[str, Any]) -> str | None:
    parts = [str(row.get(name, "")).strip() for name in AREA]
    if not all(part.isdigit() for part in parts):
        return None
    province, regency, district, village = map(int, parts)
    return f"{province:02d}.{regency:02d}.{district:02d}.{village:04d}"


def calm(fact: Fact, text: str) -> str:
    """Dukcapil writes capitals throughout. Places and addresses are set in ordinary type; names stay as registered."""
    if fact.mask == "name" or not text.isupper():
        return text
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), text)


def claim_text(fact: Fact, value: Any) -> str:
    """Our value as the register writes it, for verification."""
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if fact.kind == "choice":
        return (fact.label_of(value) or str(value)).upper()
    return str(value).upper()


_SCORE = re.compile(r"\((\d{1,3})\s*%?\)")


def verdict(answer: Any, threshold: int) -> Reading | None:
    """ "Sesuai", "Tidak Sesuai", "Sesuai (97)" or a bare number; None for anything else."""
    text = str(answer).strip()
    if text.isdigit() and int(text) <= 100:
        return Reading(matches=int(text) >= threshold, score=int(text))
    lower = text.casefold()
    found = _SCORE.search(text)
    score = min(int(found.group(1)), 100) if found else None
    if lower.startswith("tidak sesuai"):
        return Reading(matches=False, score=score)
    if lower.startswith("sesuai"):
        return Reading(matches=score is None or score >= threshold, score=score)
    return None
