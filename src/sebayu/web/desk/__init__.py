"""The desk: one inbox for all of an officer's offices, evidence beside the decision, forty letters signed in one go.

`present/` turns cases, evidence and letters into what a page shows; `views/` are thin; lists come from `cases.lists`, numbers from
`cases.figures`, every act goes through the actions of the rooms below. Nothing personal is ever in an address.
"""
