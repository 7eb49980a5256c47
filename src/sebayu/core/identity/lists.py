"""What the administrator looks over: officers' accounts, posts with who sits on them today, mandates that run out. Never a citizen's account."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from sebayu.core.identity.enums import MandateKind
from sebayu.core.identity.models import Account, Mandate, Office, Post

SOON = dt.timedelta(days=30)  # a decree takes its time
HOLDING = [MandateKind.DEFINITIVE, MandateKind.PLT, MandateKind.PLH]


@dataclass(frozen=True, slots=True)
class Chair:
    """A post and who sits on it on the day; `mandates` holds substitutes and delegates as well."""

    post: Post
    mandates: tuple[Mandate, ...]

    @property
    def is_empty(self) -> bool:
        """Nobody signs for it: a delegate works in a post, he does not hold it, and a closed account does nothing."""
        return not any(m.kind in HOLDING and m.account.is_active for m in self.mandates)


def officers(*, office: str = "", state: str = "", day: dt.date | None = None) -> QuerySet[Account]:
    """Accounts of whoever holds or held a post, or was made by an administrator and has none yet; by name.

    `state`: active, closed, or idle (no post today).
    """
    day = day or timezone.localdate()
    every = Mandate.objects.filter(account=OuterRef("pk"))
    today = every.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)
    found = Account.objects.filter(Exists(every) | Q(person_id=None))
    if office:
        found = found.filter(Exists(today.filter(post__office=office)))
    if state in ("active", "closed"):
        found = found.filter(is_active=state == "active")
    if state == "idle":
        found = found.filter(~Exists(today), is_active=True)
    return found.order_by("name", "id")


def named(text: str, *, most: int) -> list[Account]:
    """Officers by a part of the name, the whole e-mail or the NIP."""
    wanted = "".join(c for c in text if c.isprintable()).strip()[:120]
    if len(wanted) < 2:
        return []
    by_number = Q(nip=wanted) if wanted.isdigit() else Q()
    match = Q(name__icontains=wanted) | Q(email=wanted.lower()) | by_number
    return list(officers().filter(match)[:most])


def posts(*, office: str = "", state: str = "", day: dt.date | None = None) -> QuerySet[Post]:
    """Posts of the day by office; `state`: empty, or ending (somebody's days run out within `SOON`)."""
    day = day or timezone.localdate()
    today = Mandate.objects.on(day).filter(post=OuterRef("pk"))
    found = Post.objects.on(day)
    if office:
        found = found.filter(office=office)
    if state == "empty":
        found = found.filter(~Exists(today.filter(kind__in=HOLDING, account__is_active=True)))
    if state == "ending":
        found = found.filter(Exists(today.filter(valid_until__lte=day + SOON)))
    return found.select_related("office").order_by("office_id", "key")


def chairs(rows: list[Post], *, day: dt.date | None = None) -> list[Chair]:
    """Each of these posts with its mandates of the day; one query for all."""
    sitting: dict[str, list[Mandate]] = {}
    for mandate in Mandate.objects.on(day).filter(post__in=rows).select_related("account").order_by("kind"):
        sitting.setdefault(mandate.post_id, []).append(mandate)
    return [Chair(post, tuple(sitting.get(post.key, ()))) for post in rows]


def offices(day: dt.date | None = None) -> list[tuple[str, str]]:
    """All offices of the day."""
    return list(Office.objects.on(day).order_by("name").values_list("key", "name"))


def with_posts(day: dt.date | None = None) -> list[tuple[str, str]]:
    """Offices that have posts, to choose from."""
    return list(
        Office.objects.on(day)
        .filter(Exists(Post.objects.on(day).filter(office=OuterRef("pk"))))
        .order_by("name")
        .values_list("key", "name")
    )
