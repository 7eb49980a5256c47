"""How a run turns rows into cells and cells into values. Only `runs.compute` calls it: everything here needs a run that is under way."""
