"""Places on the pages of an evaluation where the parts above hang something (`plan.sections`)."""

EDITION = "evaluation_edition"
ITEM = "evaluation_item"
