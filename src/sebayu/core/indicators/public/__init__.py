"""Open data: what is published, and the arithmetic with which anybody finds the same numbers again.

`publish(folder)` writes cells, numbers and metadata. `recompute(folder)` reads nothing but these files. Cells are merged until each holds
enough rows, and every published number is a sum of whole published cells: so no difference of two numbers tells about fewer rows.
"""

from sebayu.core.indicators.public.publishing import publish
from sebayu.core.indicators.public.recomputing import Verdict, recompute

__all__ = ["Verdict", "publish", "recompute"]
