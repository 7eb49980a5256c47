"""Taking in a plan from tables: XLSX, or a DOCX as Bimtek leaves it behind; and giving one out as the XLSX it can be changed in.

First a dry run with a word on every row, then for good:

    draft = studying.study(content, plan)       # reads and judges, writes nothing
    applying.apply(draft, by=actor)             # refuses when rows are wrong, unless skip_wrong=True

Progress is refused: a column with percentages stops the whole file, with the reason.
"""
