"""The master plan: what is promised, from vision to activity, by whom and until when; its editions, written, adopted and compared.

How far it has come is told by `evidence`, its pages lie in `plan_pages`, taking it in from tables in `plan_import`, its books in `books`.
"""
