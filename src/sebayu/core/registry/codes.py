"""Reading coded columns however they are written: our own value, the register's number, its label, or a usual short form."""

from collections.abc import Mapping
from functools import cache

from sebayu.core.facts import vocabulary
from sebayu.core.registry import names

# What registers and spreadsheets write beside the vocabulary's own code and label; compared in `names.plain` form.
SYNONYMS: Mapping[str, Mapping[str, str]] = {
    "sex": {
        "male": "l|lk|pria|laki|laki laki|m", "female": "p|pr|wanita|prempuan|f",
    },
    "religion": {
        "christian": "protestant|protestan|kristen protestan", "catholic": "katholik|kristen katolik", "buddhist": "budha|buddha",
        "confucian": "konghucu|khong hucu|kong hu cu", "belief": "kepercayaan|penghayat kepercayaan|aliran kepercayaan|lainnya",
    },
    "marital_status": {
        "single": "belum menikah|lajang|bk", "married": "menikah|kawin tercatat|kawin belum tercatat|k",
        "divorced": "cerai hidup tercatat|cerai hidup belum tercatat|ch", "widowed": "janda mati|duda mati|cm",
    },
    "family_relation": {
        "head": "kepala|kk", "wife": "isteri", "parent": "orangtua", "other_relative": "family lain|saudara",
        "domestic_worker": "helper|pembantu rumah tangga|art",
    },
    "education": {
        "none": "not_in_school|belum sekolah|tidak sekolah|tidak belum sekolah", "some_primary": "primary_unfinished|tidak tamat sd|belum tamat sd",
        "primary": "sd|mi|tamat sd", "lower_secondary": "smp|mts|sltp|smp sederajat", "upper_secondary": "sma|smk|ma|slta|sma sederajat",
        "diploma_1_2": "diploma_2", "diploma_3": "akademi diploma iii s muda|akademi", "bachelor": "sarjana", "master": "magister",
    },
    "blood_group": {"unknown": "tidak diketahui|x"},
    "citizenship": {"indonesian": "indonesia|warga negara indonesia", "foreign": "asing|warga negara asing"},
}  # fmt: skip
# Letters and digits matter in these, so they are matched as written: blood groups with rhesus, degrees.
EXACT: Mapping[str, Mapping[str, str]] = {
    "blood_group": {f"{group}{rhesus}": group for group in ("a", "b", "ab", "o") for rhesus in "+-"} | {"-": "unknown"},
    "education": {
        "d1": "diploma_1_2", "d2": "diploma_1_2", "d1/d2": "diploma_1_2", "d3": "diploma_3", "d-3": "diploma_3", "diii": "diploma_3",
        "d4": "bachelor", "d4/s1": "bachelor", "s1": "bachelor", "s-1": "bachelor", "s2": "master", "s-2": "master", "s3": "doctor",
        "s-3": "doctor",
    },
}  # fmt: skip
PERSON_FIELDS = tuple(SYNONYMS)


@cache
def _table(field: str) -> tuple[dict[str, str], dict[str, str]]:
    exact: dict[str, str] = dict(EXACT.get(field, {}))
    loose: dict[str, str] = {}
    for choice in vocabulary()[f"person.{field}"].choices:
        exact[choice.value] = choice.value
        exact[choice.label.casefold()] = loose[names.plain(choice.label)] = choice.value
        if choice.code:
            exact[choice.code] = exact[choice.code.zfill(2)] = choice.value
    for value, written in SYNONYMS[field].items():
        for word in written.split("|"):
            exact[word] = value
            loose[names.plain(word)] = value
    return exact, loose


@cache
def read(field: str, written: str) -> str:
    """The stored value; "" for an empty cell. Raises KeyError for what nobody knows."""
    text = " ".join(written.casefold().split())
    if not text:
        return ""
    exact, loose = _table(field)
    if text in exact:
        return exact[text]
    return loose[names.plain(text)]
