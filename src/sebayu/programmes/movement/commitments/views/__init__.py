"""Pages of the commitments."""
