"""Reading the vocabulary from its YAML files into frozen values, refusing what may never be declared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from sebayu.core.facts.errors import VocabularyError
from sebayu.core.facts.kinds import KINDS, coerce
from sebayu.core.facts.mark import _

FOLDER = Path(__file__).parent / "vocabulary"
SUBJECTS = ("person", "household", "business", "land", "student")
SENSITIVITIES = ("open", "personal", "sensitive")
MASKS = ("number", "name", "date", "phone", "all")
SOURCES = ("dukcapil", "dtsen", "oss", "pbb", "school", "registry", "manual", "attest", "ask")
# sources that are people answering by hand: a question they could answer is still a question
PEOPLE = frozenset({"manual", "attest", "ask"})
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")


@dataclass(frozen=True)
class Owner:
    """The office answerable for a register: why we may read it and who puts a mistake right."""

    key: str
    name: str
    short: str
    basis: str
    correct_at: str


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    code: str = ""  # the register's own code


@dataclass(frozen=True)
class Fact:
    path: str
    label: str
    kind: str
    subject: str
    owner: str
    sensitivity: str
    sources: tuple[str, ...]  # most trusted first
    element: str | None = None  # the owner's field name
    elements: tuple[str, ...] = ()  # every field name it may come from, `element` first
    choices: tuple[Choice, ...] = ()
    fields: tuple[str, ...] = ()  # of a list: what each entry carries
    mask: str | None = None
    words: tuple[str, ...] = ()  # other ways people ask for it
    known_when: Mapping[str, Any] = field(default_factory=dict)  # the register has it when these facts say so
    example: Any = None
    basis: str = ""

    @property
    def name(self) -> str:
        return self.path.split(".", 1)[1]

    @property
    def registers(self) -> tuple[str, ...]:
        """The sources that can answer without asking anybody."""
        return tuple(source for source in self.sources if source not in PEOPLE)

    def label_of(self, value: str) -> str | None:
        return next((choice.label for choice in self.choices if choice.value == value), None)

    def value_of(self, code: str) -> str | None:
        """The stored value behind a register's code or label."""
        wanted = code.strip().casefold()
        for choice in self.choices:
            if wanted in (choice.code, choice.value, choice.label.casefold()):
                return choice.value
        return None


class Vocabulary(Mapping[str, Fact]):
    def __init__(
        self, facts: Mapping[str, Fact], owners: Mapping[str, Owner], never: Mapping[str, Any]
    ) -> None:
        self._facts, self.owners = dict(facts), dict(owners)
        self._never = never

    def __getitem__(self, path: str) -> Fact:
        return self._facts[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def of(self, subject: str) -> tuple[Fact, ...]:
        return tuple(fact for fact in self._facts.values() if fact.subject == subject)

    def as_role(self, path: str, kind: str | None) -> Fact | None:
        """The fact behind `deceased.birth_date` when `deceased` is a person."""
        return self._facts.get(f"{kind}.{path.split('.', 1)[-1]}") if kind else None

    def owner_of(self, path: str) -> Owner:
        return self.owners[self._facts[path].owner]

    def is_never_given(self, name: str) -> bool:
        """Whether a name or register element is among those the law never gives out."""
        return _is_never(self._never, name)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    return load(FOLDER)


def load(folder: Path) -> Vocabulary:
    owners = {key: Owner(key, **data) for key, data in _yaml(folder / "owners.yaml").items()}
    codes = {key: tuple(Choice(**row) for row in rows) for key, rows in _yaml(folder / "codes.yaml").items()}
    never = _yaml(folder / "never.yaml")
    facts: dict[str, Fact] = {}
    for subject in SUBJECTS:
        path = folder / f"{subject}.yaml"
        data = _yaml(path)
        for name, entry in data["facts"].items():
            where = f"{path.name}: {name}"
            fact = _fact(where, subject, name, {**data["defaults"], **entry}, codes, owners)
            _refuse_never(where, fact, never)
            facts[fact.path] = fact
    return Vocabulary({path: _with_list_example(fact, facts) for path, fact in facts.items()}, owners, never)


def _with_list_example(fact: Fact, facts: Mapping[str, Fact]) -> Fact:
    """One entry made of the persons' own examples: what is said of a member is said of a person."""
    if fact.kind != "list" or fact.example is not None:
        return fact
    like = {
        name: facts.get(f"person.{'family_relation' if name == 'relation' else name}") for name in fact.fields
    }
    return replace(fact, example=[{name: one.example for name, one in like.items() if one is not None}])


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _fact(
    where: str,
    subject: str,
    name: str,
    data: dict[str, Any],
    codes: Mapping[str, Any],
    owners: Mapping[str, Owner],
) -> Fact:
    _expect(where, bool(_NAME.fullmatch(name)), _("Nama data harus huruf kecil dan garis bawah."))
    _expect(where, data.get("kind") in KINDS, _("Jenis data tidak dikenal."))
    _expect(where, data["owner"] in owners, _("Pemilik data tidak ada di owners.yaml."))
    _expect(where, data["sensitivity"] in SENSITIVITIES, _("Tingkat kerahasiaan tidak dikenal."))
    _expect(where, set(data["sources"]) <= set(SOURCES), _("Sumber tidak dikenal."))
    _expect(where, data.get("mask") in (None, *MASKS), _("Cara menutupi tidak dikenal."))
    choices = data.pop("choices", None)
    _expect(where, (data["kind"] == "choice") == (choices in codes), _("Pilihan tidak ada di codes.yaml."))
    elements = tuple(dict.fromkeys([*_some(data.pop("element", None)), *data.pop("elements", [])]))
    aliases = data.pop("aliases", [])
    for key in ("sources", "fields", "words"):
        data[key] = tuple(data.get(key, ()))
    fact = Fact(
        path=f"{subject}.{name}",
        subject=subject,
        element=elements[0] if elements else None,
        elements=(*elements, *aliases),
        choices=codes[choices] if choices else (),
        basis=owners[data["owner"]].basis,
        **data,
    )
    if fact.example is not None:
        _check_example(where, fact)
    return fact


def _some(value: str | None) -> list[str]:
    return [] if value is None else [value]


def _check_example(where: str, fact: Fact) -> None:
    try:
        value = coerce(fact.kind, fact.example)
    except ValueError:
        raise VocabularyError(where, _("Contohnya bukan jenis data itu."), fact.kind) from None
    _expect(
        where, not fact.choices or fact.label_of(value) is not None, _("Contohnya bukan salah satu pilihan.")
    )


def _refuse_never(where: str, fact: Fact, never: Mapping[str, Any]) -> None:
    for name in (fact.name, fact.label, *fact.elements, *fact.fields):
        if _is_never(never, name):
            raise VocabularyError(
                where,
                _("Data ini menurut aturan tidak pernah diberikan ({basis}).").format(basis=never["basis"]),
                _("Hapus dari kosakata; layanan tidak boleh memerlukannya."),
            )


def _is_never(never: Mapping[str, Any], name: str) -> bool:
    text = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")
    if text.upper() in never["elements"]:
        return True
    return any(f"_{word}_" in f"_{text}_" for word in never["words"])


def _expect(where: str, holds: bool, what: str) -> None:
    if not holds:
        raise VocabularyError(where, what, _("Perbaiki berkas kosakata itu."))
