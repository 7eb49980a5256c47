"""Tables of people and posts. Invariants live in the database, named as sentences."""

from sebayu.core.identity.models.entering import AssistedSession, LoginCode, RateCount
from sebayu.core.identity.models.offices import Days, Mandate, Office, Post
from sebayu.core.identity.models.people import Account

__all__ = ["Account", "AssistedSession", "Days", "LoginCode", "Mandate", "Office", "Post", "RateCount"]
