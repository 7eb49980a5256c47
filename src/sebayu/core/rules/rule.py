"""A rule: clauses that all have to hold on the day, each answered with its reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from sebayu.core.facts.mark import _
from sebayu.core.rules.decision import Clause, Decision, Outcome, Reason
from sebayu.core.rules.engine import Environment, Truth, environment, run
from sebayu.core.rules.errors import ExpressionError
from sebayu.core.rules.expression import BUILT_IN, FUNCTIONS, METHODS, Expression, read

_ALLOWED_CALLS = FUNCTIONS | BUILT_IN | METHODS


@dataclass(frozen=True)
class Rule:
    clauses: tuple[Clause, ...]
    facts: frozenset[str]
    version: str
    kinds: Mapping[str, str] = field(default_factory=dict, compare=False)

    def decide(self, facts: Mapping[str, Any], on: date) -> Decision:
        """Same facts, same day, same rule: the same decision and reasons. No clock, no network, no order."""
        env = environment(sorted(self.facts), facts, on, self.kinds)
        reasons = tuple(_reason(clause, env) for clause in self.clauses if clause.in_force(on))
        if self.clauses and not reasons:
            # a rule whose clauses have all lapsed must not let everybody through
            text = _("Tidak ada ketentuan yang berlaku pada tanggal ini; petugas yang memutuskan.")
            reasons = (Reason(ok=None, text=text, cite="", id="none_in_force"),)
        return Decision(_outcome(reasons), reasons, on, self.version)


def compile(clauses: Iterable[Clause], kinds: Mapping[str, str] | None = None) -> Rule:
    """Read every clause now, so that a mistake shows when the rule is loaded and not when a citizen waits.

    `kinds` (path -> kind of the vocabulary) makes values of the wrong kind unknown instead of quietly unequal.
    """
    known = tuple(clauses)
    expressions = [readable(clause.when) for clause in known]
    facts = frozenset(path for expression in expressions for path in expression.facts)
    text = json.dumps([asdict(clause) for clause in known], default=str, sort_keys=True, ensure_ascii=False)
    return Rule(known, facts, hashlib.sha256(text.encode()).hexdigest(), dict(kinds or {}))


def readable(text: str) -> Expression:
    """Parse an expression and refuse what a rule may not contain."""
    expression = read(text)
    if "has" in expression.calls:
        raise ExpressionError(
            _("has() tidak dipakai dalam aturan."),
            _("Data yang belum diketahui akan dianggap tidak ada, padahal hanya belum dibaca."),
            _("Pakai data ya/tidak dari register, misalnya business.is_registered."),
        )
    if "/" in expression.calls or "%" in expression.calls:
        raise ExpressionError(
            _("Pembagian tidak dipakai dalam aturan."),
            _("Mesin yang satu membulatkan, yang lain tidak, sehingga keputusan bisa berbeda."),
            _("Tulis sebagai perkalian, misalnya penghasilan < batas * jumlah."),
        )
    if unknown := sorted(expression.calls - _ALLOWED_CALLS):
        raise ExpressionError(
            _("Fungsi tidak dikenal."), ", ".join(unknown), ", ".join(sorted(FUNCTIONS | BUILT_IN))
        )
    if expression.names:
        raise ExpressionError(
            _("Nama tanpa titik bukan data."),
            ", ".join(sorted(expression.names)),
            _("Tulis subjek dan nama datanya, misalnya person.birth_date."),
        )
    if not expression.is_boolean:
        raise ExpressionError(
            _("Ungkapan ini tidak menghasilkan ya atau tidak."),
            text,
            _("Tambahkan perbandingan, misalnya <= 4."),
        )
    return expression


def _reason(clause: Clause, env: Environment) -> Reason:
    truth = run(clause.when, env)
    ok, text = _verdict(clause, truth)
    return Reason(
        ok=ok,
        text=text,
        cite=clause.cite,
        facts_used=tuple(sorted(read(clause.when).facts)),
        id=clause.id,
        missing=truth.missing if truth.value is None else (),
        on_unknown=clause.on_unknown,
        error=truth.error,
    )


def _verdict(clause: Clause, truth: Truth) -> tuple[bool | None, str]:
    if truth.value is True:
        return True, clause.because
    if truth.value is False:
        return False, clause.otherwise
    if clause.on_unknown == "refuse":
        return False, clause.otherwise
    return None, clause.because


def _outcome(reasons: tuple[Reason, ...]) -> Outcome:
    if any(reason.ok is False for reason in reasons):
        return "no"
    return "yes" if all(reason.ok for reason in reasons) else "unknown"
