"""The guided stages: agenda, attendance, homework, gates, readiness three by three, notes and minutes."""
