"""What shows how far the plan has come: evidence for milestones, the numbers that prove it, and the share that follows from both.

progress.many(initiatives, on)                            # derived, never typed
progress.many(initiatives, on, read=numbers.published)    # the same for everybody, from published numbers alone
"""
