"""The three books of the master plan, typeset from the data: strategic analysis, master plan, executive summary.

books.add_chapter(1, 30, build)        # a part above adds its own: build(plan, on) -> Chapter | None
books.pdf(plan, 2)                     # accessible PDF, A4, contents, tables and charts drawn by typst
"""

from sebayu.programmes.movement.plan.books.blocks import Bars, Bullets, Chapter, Pairs, Table, Text, Timeline
from sebayu.programmes.movement.plan.books.building import BOOKS, add_chapter, chapters
from sebayu.programmes.movement.plan.books.drawing import pdf, png

__all__ = [
    "BOOKS",
    "Bars",
    "Bullets",
    "Chapter",
    "Pairs",
    "Table",
    "Text",
    "Timeline",
    "add_chapter",
    "chapters",
    "pdf",
    "png",
]
