"""School enrolment: a learner by NISN or NIK."""

from sebayu.core.exchange.sources.school.client import SchoolSource

__all__ = ["SchoolSource"]
