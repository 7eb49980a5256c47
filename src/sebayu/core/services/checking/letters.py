"""A letter's blanks are all filled by something the service gathers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from sebayu.core.facts.mark import _
from sebayu.core.services.checking.places import problem
from sebayu.core.services.conditions import fact_of
from sebayu.core.services.errors import Problem
from sebayu.core.services.model import ANSWERS, Service

# what the letters print together with an address, as far as it is known
ADDRESS_PARTS = frozenset({"hamlet", "rt", "rw", "village", "district", "regency"})
# the house fills these itself when it issues
GIVEN = frozenset({"document", "office", "signer", "case", "region", "area", "service"})


class LetterLike(Protocol):
    @property
    def placeholders(self) -> frozenset[str]: ...


@dataclass(frozen=True)
class LetterInfo:
    """What the check has to know of a letter; the documents room's own kind of letter will do as well."""

    placeholders: frozenset[str]
    optional: frozenset[str] = field(default_factory=frozenset)


def problems(service: Service, letters: Mapping[str, LetterLike]) -> Iterator[Problem]:
    if service.gives is None:
        return
    letter = letters.get(service.gives.letter)
    if letter is None:
        what = _("Templat surat {key} tidak ada.").format(key=service.gives.letter)
        why = _("Layanan menjanjikan surat yang tidak dapat dibuat.")
        yield problem(
            service,
            "gives.letter",
            what,
            why,
            _("Tambahkan letters/{key}.typ.").format(key=service.gives.letter),
        )
        return
    sure, perhaps = _filled(service)
    for path in sorted(letter.placeholders):
        if path in sure or path.split(".", 1)[0] in GIVEN:
            continue
        if path in perhaps:
            what = _("{path} wajib di surat tetapi boleh kosong di layanan.").format(path=path)
            why = _("Surat yang isinya kosong tidak dapat diterbitkan.")
            fix = _("Pindahkan ke needs, wajibkan pertanyaannya, atau beri nilai bawaan di surat.")
        else:
            what = _("Tidak ada yang mengisi {path} di surat.").format(path=path)
            why = _("Data itu tidak ada di needs, optional, langkah RT/RW, atau asks.")
            fix = _("Tambahkan di layanan, atau hapus dari surat.")
        yield problem(service, "gives.letter", what, why, fix)
    for path in sorted(getattr(letter, "optional", frozenset()) - letter.placeholders - sure - perhaps):
        root, name = path.split(".", 1)
        if name in ADDRESS_PARTS and fact_of(service, path) is None:
            continue  # an address is printed with the parts there are; a business has no hamlet
        if root not in GIVEN:
            what, why = (
                _("{path} di surat tidak pernah terisi.").format(path=path),
                _("Layanan tidak membacanya."),
            )
            found = problem(
                service, "gives.letter", what, why, _("Tambahkan di optional, atau hapus dari surat.")
            )
            yield replace(found, level="warning")


def _filled(service: Service) -> tuple[set[str], set[str]]:
    sure, perhaps = set(service.needs), set(service.optional)
    perhaps |= {step.fact for step in service.steps if step.fact}
    for key, ask in service.asks.items():
        paths = {f"{ANSWERS}.{key}", ask.answers} - {""}
        if ask.required and not ask.when:
            sure |= paths
        else:
            perhaps |= paths
    return sure, perhaps
