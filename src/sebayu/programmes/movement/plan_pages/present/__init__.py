"""What the pages of the plan show, as plain data."""
