"""Deciding with reasons (pure).

A rule is a list of clauses in CEL, each with the sentence said when it holds, the sentence said when it does not, its
legal source and the days it is in force. Facts come as flat paths (`person.birth_date`). An answer is yes, no or
unknown; what cannot be worked out is unknown with a reason, never a silent yes. Inside an expression: the facts,
`on` (the day of the decision), and `age(d)`, `years_between(a, b)`, `months_between(a, b)`, `days_between(a, b)`,
`date("2026-01-31")`.
"""

from sebayu.core.rules.decision import Clause, Decision, Reason
from sebayu.core.rules.engine import Truth, evaluate
from sebayu.core.rules.errors import ExpressionError, RuleError
from sebayu.core.rules.expression import Expression
from sebayu.core.rules.rule import Rule, compile, readable

__all__ = [
    "Clause",
    "Decision",
    "Expression",
    "ExpressionError",
    "Reason",
    "Rule",
    "RuleError",
    "Truth",
    "compile",
    "evaluate",
    "readable",
]
