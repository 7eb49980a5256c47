"""The registers this region owns or holds an extract of: residents, households, businesses, land, enrolment.

Rows are kept current; what they were before stays in `PastVersion`, written by the database itself. Persons without NIK, moved away
or dead belong here too. Reading any of it happens inside `ledger.reading`; writing goes through `actions`, `importing` or `loading`.
"""
