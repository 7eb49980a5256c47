"""Suspected duplicates: found in the register at night, kept from imports, and decided by somebody who looked at both.

    duplicates.actions.find(by=actor, area="33.76")            # looks for pairs in the register
    duplicates.actions.decide(by=actor, pair_id=..., answer=PairState.SAME)

Nothing is ever deleted or merged by itself: "same" links two entries (or brings the entry up to date with the row), "different" is
remembered so that nobody is asked again.
"""
