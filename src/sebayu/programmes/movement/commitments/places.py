"""Places on the pages of a commitment where the parts above hang something (`plan.sections`)."""

STEPS = "commitment_steps"  # among the secretariat's buttons, of a draft or while it is signed
ENDS = "commitment_ends"  # below everything else, for the secretariat
WAITING = "commitments_waiting"  # above a list of commitments or of one's own promises
