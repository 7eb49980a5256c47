"""Views of the survey."""
