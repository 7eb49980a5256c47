"""Views of gatherings."""
