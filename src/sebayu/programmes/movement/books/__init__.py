"""The three books of the master plan, typeset from the data: strategic analysis, master plan, executive summary.

building.add_chapter(1, 30, build, public=build)   # a part above adds its own: build(plan, on) -> blocks.Chapter | None
drawing.pdf(plan, 2)                               # accessible PDF, A4, contents, tables and charts drawn by typst
drawing.pdf(plan, 2, public=True)                  # only the chapters that say what everybody may read
"""
