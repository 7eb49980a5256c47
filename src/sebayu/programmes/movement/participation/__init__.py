"""Citizens follow an initiative, comment under moderation, and hear when it is done."""
