"""The master plan: from vision to activity, milestones, progress that is derived, editions compared, three books."""
