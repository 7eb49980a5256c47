"""The pages of the plan: editions, initiatives and what proves them, for those who write it, those who prove it, and everybody."""
