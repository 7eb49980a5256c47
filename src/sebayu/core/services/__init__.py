"""The service declaration and its checks (pure).

A service is data: YAML that an official can read, judged by `schema.json` and `check`, turned into a frozen `Service`.
`load` reads folders, `catalogue` holds what the programmes announced, `decide`, `questions` and `plan_steps` say what a
declaration means for one case, `report` what it saves people, `explain` puts it into a public notice. Each version
keeps its canonical text, so `from_canonical` brings back the rule a case was decided by.
"""

from sebayu.core.services import catalogue
from sebayu.core.services.checking import LetterInfo, check, check_all
from sebayu.core.services.conditions import (
    as_facts,
    fact_of,
    is_true,
    kinds,
    rule_of,
    used_paths,
    with_situation,
)
from sebayu.core.services.copies import COPIES
from sebayu.core.services.errors import DeclarationError, Problem, UnknownService
from sebayu.core.services.examples import mismatches, run
from sebayu.core.services.explain import explain
from sebayu.core.services.load import from_canonical, load, load_examples, load_text
from sebayu.core.services.local import adapted
from sebayu.core.services.model import (
    Ask,
    Automatic,
    Basis,
    Cost,
    Door,
    Example,
    Gives,
    MaybeNotNeeded,
    Obsolete,
    Option,
    Role,
    Service,
    Step,
    Within,
)
from sebayu.core.services.plan import (
    decide,
    is_automatic,
    is_complete,
    may_not_be_needed,
    missing,
    plan_steps,
    questions,
)
from sebayu.core.services.report import Report, report, totals

__all__ = [
    "COPIES",
    "Ask",
    "Automatic",
    "Basis",
    "Cost",
    "DeclarationError",
    "Door",
    "Example",
    "Gives",
    "LetterInfo",
    "MaybeNotNeeded",
    "Obsolete",
    "Option",
    "Problem",
    "Report",
    "Role",
    "Service",
    "Step",
    "UnknownService",
    "Within",
    "adapted",
    "as_facts",
    "catalogue",
    "check",
    "check_all",
    "decide",
    "explain",
    "fact_of",
    "from_canonical",
    "is_automatic",
    "is_complete",
    "is_true",
    "kinds",
    "load",
    "load_examples",
    "load_text",
    "may_not_be_needed",
    "mismatches",
    "missing",
    "plan_steps",
    "questions",
    "report",
    "rule_of",
    "run",
    "totals",
    "used_paths",
    "with_situation",
]
