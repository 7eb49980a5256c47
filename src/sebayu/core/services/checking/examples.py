"""Worked examples hold, and are made of facts and answers that exist."""

from __future__ import annotations

from collections.abc import Iterator

from sebayu.core.facts import Vocabulary, coerce
from sebayu.core.facts.mark import _
from sebayu.core.services.checking.paths import wrong_path
from sebayu.core.services.conditions import fact_of
from sebayu.core.services.errors import Problem
from sebayu.core.services.examples import mismatches
from sebayu.core.services.model import Example, Service


def problems(service: Service, vocab: Vocabulary) -> Iterator[Problem]:
    for example in service.examples:
        faults = [*_facts(service, vocab, example), *_answers(service, example)]
        yield from faults
        if faults:
            continue
        for text in mismatches(service, example):
            what = _("Contoh {name} tidak cocok: {text}.").format(name=example.name, text=text)
            why = _("Aturan dan contohnya tidak sepakat.")
            yield _at(
                example, what, why, _("Perbaiki aturannya, atau contohnya bila aturannya memang berubah.")
            )


def _facts(service: Service, vocab: Vocabulary, example: Example) -> Iterator[Problem]:
    for path, value in example.facts.items():
        if "." not in path or wrong_path(service, vocab, "examples", path):
            yield _at(
                example,
                _("Data {path} tidak dikenal layanan ini.").format(path=path),
                "",
                _("Periksa ejaannya."),
            )
            continue
        fact = fact_of(service, path, vocab)
        try:
            if fact is not None and value is not None:
                value = coerce(fact.kind, value)
        except ValueError:
            what = _("Isi {path} bukan {kind}.").format(path=path, kind=fact.kind if fact else "")
            yield _at(example, what, "", _("Nomor dan kode ditulis dalam tanda kutip; tanggal 2026-01-31."))
            continue
        if fact is not None and fact.choices and value is not None and fact.label_of(str(value)) is None:
            what = _("Isi {path} bukan salah satu pilihan.").format(path=path)
            yield _at(example, what, "", ", ".join(choice.value for choice in fact.choices))


def _answers(service: Service, example: Example) -> Iterator[Problem]:
    for key, value in example.answers.items():
        ask = service.asks.get(key)
        if ask is None:
            yield _at(
                example, _("Tidak ada pertanyaan {key}.").format(key=key), "", _("Periksa kunci di asks.")
            )
        elif ask.options and not ask.other and value not in {option.value for option in ask.options}:
            what = _("Jawaban {key} bukan salah satu pilihan.").format(key=key)
            yield _at(example, what, "", "; ".join(option.value for option in ask.options))


def _at(example: Example, what: str, why: str, fix: str) -> Problem:
    return Problem(example.path, example.line or 1, what, why, fix)
