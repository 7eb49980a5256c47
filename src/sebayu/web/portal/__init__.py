"""The citizen's pages: find a service, read a statement instead of filling a form, follow the case, keep the letters, see
one's own data and who looked at it. Also the one question for RT and RW, behind an opaque link.

`present/` turns services, evidence, cases and letters into what a page shows; `views/` are thin; every act goes through
the actions of the rooms below.
"""
