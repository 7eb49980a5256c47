"""Places on the pages of a commitment where the parts above hang something (`plan.sections`)."""

STEPS = "commitment_steps"  # among the secretariat's buttons, of a draft or while it is signed
