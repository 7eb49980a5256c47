"""Taking in an extract of the population register: XLSX or CSV, first as a plan with a report per row, then for good.

    plan = importing.plan(path, by=actor)          # reads, compares, writes nothing
    importing.report.save(plan, "laporan.xlsx")
    importing.apply(plan, by=actor)                # refuses when rows are wrong, unless accept_errors=True; goes on where it stopped

Empty cells never erase what is known. Suspected duplicates are never written: somebody has to look at them.
"""

from sebayu.core.registry.importing import report
from sebayu.core.registry.importing.applying import Applied, apply
from sebayu.core.registry.importing.columns import load_mapping, save_mapping
from sebayu.core.registry.importing.planning import ImportPlan, RowReport, plan

__all__ = ["Applied", "ImportPlan", "RowReport", "apply", "load_mapping", "plan", "report", "save_mapping"]
