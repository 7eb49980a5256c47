"""Satisfaction: nine questions after a finished case, answered without a name, and the index (SKM) computed from them.

Who asked for a service is invited once, when the case ends, by an opaque link; one answer per case, at most. Answers are never edited.
Questions, weights and grades are dated data (`questionnaires/`), because a regulation wrote them and another will change them.
"""
