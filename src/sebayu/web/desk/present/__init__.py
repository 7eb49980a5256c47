"""What a page of the desk shows, as plain data."""
