"""Meetings, trainings and other sessions: when, where, for whom, and who came. Used by Bimtek, undertakings, initiatives."""
