"""Numbers from outside the house: the head of the office that owns one states it with its evidence and signs the statement."""
