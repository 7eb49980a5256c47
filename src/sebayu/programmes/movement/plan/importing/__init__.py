"""Taking in a plan from tables: XLSX, or a DOCX as Bimtek leaves it behind. First a dry run with a word on every row, then for good.

    draft = importing.study(content, plan)       # reads and judges, writes nothing
    importing.apply(draft, by=actor)             # refuses when rows are wrong, unless skip_wrong=True

Progress is refused: a column with percentages stops the whole file, with the reason.
"""

from sebayu.programmes.movement.plan.importing.applying import apply
from sebayu.programmes.movement.plan.importing.studying import Study, study

__all__ = ["Study", "apply", "study"]
