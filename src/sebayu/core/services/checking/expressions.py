"""CEL that parses, speaks of facts that exist, and compares like with like."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sebayu.core.facts import Vocabulary
from sebayu.core.facts.mark import _
from sebayu.core.rules import RuleError, readable
from sebayu.core.rules.expression import Comparison
from sebayu.core.services.checking.paths import wrong_path
from sebayu.core.services.checking.places import problem
from sebayu.core.services.conditions import VIRTUAL, expressions, fact_of, kinds, truth
from sebayu.core.services.errors import Problem
from sebayu.core.services.model import ANSWERS, AREA_KIND, Service

AREA_KINDS = ("kelurahan", "desa")
_NUMBERS = {"int", "money", "number"}
_WHOLE_CALLS = {"age", "years_between", "months_between", "days_between", "size"}
_KIND_NAMES = {"date": _("tanggal"), "bool": _("ya/tidak"), "list": _("daftar")}


def problems(service: Service, vocab: Vocabulary) -> list[Problem]:
    found: list[Problem] = []
    for place, text in [*expressions(service), *_filters(service)]:
        found += _one(service, vocab, place, text)
    if not found:
        found += [*_unfetched(service), *_dry_run(service, vocab)]
    return found


def _dry_run(service: Service, vocab: Vocabulary) -> Iterator[Problem]:
    """Every expression is tried on the vocabulary's own examples: what fails there would be unknown for everybody."""
    for place, text in [*expressions(service), *_filters(service)]:
        facts = {path: _sample(service, vocab, path) for path in readable(text).facts}
        outcome = truth(service, text, facts, date(2026, 1, 1))
        if outcome.error:
            why = _("Dicoba dengan data contoh, ungkapan ini gagal: {error}").format(error=outcome.error)
            fix = _("Samakan jenisnya: bilangan bulat tidak dicampur pecahan, tanggal dengan tanggal.")
            yield problem(service, place, _("Ungkapan ini tidak dapat dihitung."), why, fix)


def _sample(service: Service, vocab: Vocabulary, path: str) -> object:
    if path in VIRTUAL:
        return True if VIRTUAL[path] == "bool" else AREA_KINDS[0]
    root, name = path.split(".", 1)
    if root == ANSWERS:
        ask = service.asks[name]
        plain = {"date": "2026-01-01", "number": 1, "money": 1000}.get(ask.kind, "contoh")
        return ask.options[0].value if ask.options else plain
    fact = fact_of(service, path, vocab)
    return fact.example if fact else None


def _filters(service: Service) -> list[tuple[str, str]]:
    return [(f"roles.{name}.filter", role.filter) for name, role in service.roles.items() if role.filter]


def _one(service: Service, vocab: Vocabulary, place: str, text: str) -> Iterator[Problem]:
    try:
        expression = readable(text)
    except RuleError as error:
        yield problem(service, place, error.what, error.why, error.fix)
        return
    wrong = [fault for path in sorted(expression.facts) for fault in _path(service, vocab, place, path)]
    yield from wrong
    if wrong:
        return
    if (
        text.strip() in expression.facts
        and kinds(service, [text.strip()]).get(text.strip(), "bool") != "bool"
    ):
        what = _("{path} bukan data ya/tidak.").format(path=text.strip())
        yield problem(service, place, what, "", _("Tambahkan perbandingan, misalnya <= 4."))
    for comparison in expression.comparisons:
        if fault := _mismatch(service, vocab, comparison):
            yield problem(
                service,
                place,
                fault,
                _("Perbandingan seperti ini tidak pernah benar."),
                _fix(service, vocab, comparison),
            )


def _path(service: Service, vocab: Vocabulary, place: str, path: str) -> list[Problem]:
    root, name = path.split(".", 1)
    if path in VIRTUAL:
        return []
    if root == ANSWERS:
        if name in service.asks:
            return []
        what = _("Tidak ada pertanyaan {key}.").format(key=name)
        return [problem(service, place, what, "", _("Periksa kunci di asks."))]
    return wrong_path(service, vocab, place, path)


def _unfetched(service: Service) -> Iterator[Problem]:
    """A clause over a fact that nobody gathers would be unknown for ever."""
    gathered = {*service.needs, *service.optional, *(step.fact for step in service.steps), *VIRTUAL}
    gathered |= {ask.answers for ask in service.asks.values()}
    for place, text in expressions(service):
        for path in sorted(readable(text).facts):
            if path not in gathered and not path.startswith(f"{ANSWERS}."):
                what = _("{path} dipakai dalam aturan tetapi tidak dibaca.").format(path=path)
                why = _("Hanya data di needs, optional, dan langkah RT/RW yang dikumpulkan dan dicatat.")
                yield problem(service, place, what, why, _("Tambahkan {path} di needs.").format(path=path))


def _mismatch(service: Service, vocab: Vocabulary, comparison: Comparison) -> str:
    if comparison.call:
        wrong = comparison.call in _WHOLE_CALLS and not all(_is_number(one) for one in comparison.literals)
        return (
            _("{call}() adalah angka, dibandingkan dengan bukan angka.").format(call=comparison.call)
            if wrong
            else ""
        )
    kind = kinds(service, [comparison.path]).get(comparison.path)
    allowed = _allowed(service, vocab, comparison.path)
    for literal in comparison.literals:
        if literal is None:
            return _("{path} dibandingkan dengan null.").format(path=comparison.path)
        if allowed and literal not in allowed:
            text = _("{path} tidak pernah berisi {value}.")
            return text.format(path=comparison.path, value=repr(literal))
        if kind is not None and not _fits(kind, literal):
            name = _KIND_NAMES.get(kind, _("angka") if kind in _NUMBERS else _("teks"))
            return _("{path} adalah {kind}, dibandingkan dengan {value}.").format(
                path=comparison.path, kind=name, value=repr(literal)
            )
    return ""


def _fits(kind: str, literal: object) -> bool:
    if kind in _NUMBERS:
        return _is_number(literal)
    if kind == "bool":
        return isinstance(literal, bool)
    if kind in ("date", "list"):
        return False  # a date is compared with date("..."), a list with size()
    return isinstance(literal, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _allowed(service: Service, vocab: Vocabulary, path: str) -> tuple[str, ...]:
    root, name = path.split(".", 1)
    if path == AREA_KIND:
        return AREA_KINDS
    if root == ANSWERS:
        ask = service.asks[name]
        return tuple(option.value for option in ask.options) if not ask.other else ()
    fact = fact_of(service, path, vocab)
    return tuple(choice.value for choice in fact.choices) if fact else ()


def _fix(service: Service, vocab: Vocabulary, comparison: Comparison) -> str:
    if not comparison.call and (allowed := _allowed(service, vocab, comparison.path)):
        return _("Pilihannya: {values}.").format(values=", ".join(allowed))
    return _('Tanggal ditulis date("2026-01-31"); angka tanpa tanda kutip; ya/tidak true atau false.')
