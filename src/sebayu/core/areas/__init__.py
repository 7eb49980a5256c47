"""Areas: the tree of wilayah with its dated Kemendagri codes, and the region pack this installation runs on.

`areas.region.pack()` is everything that differs by region or year, read from `regions/<key>/*.yaml` as frozen values: areas,
offices, posts, officials, letter codes, hours, holidays, programme titles. `areas.models.Area` holds the tree in the database.
RT and RW are not areas: they are two text fields on addresses and posts.
"""
