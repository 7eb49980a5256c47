"""Who carries the movement: editions, taxonomies of dimensions, agreements, decrees, teams by post."""
