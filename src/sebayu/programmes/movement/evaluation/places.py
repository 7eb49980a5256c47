"""Places on the pages of an evaluation where the parts above hang something (`plan.sections`)."""

STEPS = "evaluation_steps"  # buttons in the head of an edition
EDITION = "evaluation_edition"
ITEM = "evaluation_item"
