"""The leaders' room: numbers computed from cases, each opening the rows behind it. Nobody's name is ever on these pages."""
