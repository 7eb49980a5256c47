"""A form sent after the login had expired: kept, encrypted, in the new session until its sender has logged in again."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from uuid import UUID

from cryptography.fernet import InvalidToken
from django.http import HttpRequest
from django.utils import timezone

from sebayu.core.identity.keys import box

SESSION_KEY = "identity_kept"
LAST_ACCOUNT = "identity_last_account"  # left behind by logout, so that a kept form finds its owner only
MINUTES = 30
LIMIT = 64_000
# Never kept, not even encrypted: they are typed again.
SECRETS = frozenset({"csrfmiddlewaretoken", "password", "passphrase", "totp", "otp", "code", "credential"})


@dataclass(frozen=True, slots=True)
class Kept:
    path: str
    fields: list[tuple[str, str]]
    had_files: bool
    had_secrets: bool
    at: str
    account_id: UUID | None

    @property
    def when(self) -> dt.datetime:
        return timezone.localtime(dt.datetime.fromisoformat(self.at))


def put(request: HttpRequest, *, account_id: UUID | None) -> bool:
    """Keep this POST; False when it is too big to keep."""
    fields = [(k, v) for k, values in request.POST.lists() for v in values]
    kept = {
        "path": request.get_full_path(),
        "fields": [(k, v) for k, v in fields if k not in SECRETS],
        "had_files": bool(request.FILES),
        "had_secrets": any(k in SECRETS - {"csrfmiddlewaretoken"} for k, _ in fields),
        "at": timezone.now().isoformat(),
        "account_id": str(account_id or request.session.get(LAST_ACCOUNT) or "") or None,
    }
    text = json.dumps(kept).encode()
    if len(text) > LIMIT:
        return False
    request.session[SESSION_KEY] = box().encrypt(text).decode()
    return True


def take(request: HttpRequest, *, forget: bool = False) -> Kept | None:
    """What was kept for whoever is logged in now. Another person's form is dropped unseen."""
    text = request.session.get(SESSION_KEY)
    if not text:
        return None
    try:
        raw = json.loads(box().decrypt(text.encode(), ttl=MINUTES * 60))
    except (InvalidToken, ValueError):
        raw = None
    kept = raw and Kept(
        path=raw["path"],
        fields=[(k, v) for k, v in raw["fields"]],
        had_files=raw["had_files"],
        had_secrets=raw["had_secrets"],
        at=raw["at"],
        account_id=UUID(raw["account_id"]) if raw["account_id"] else None,
    )
    theirs = kept and kept.account_id not in (None, request.user.pk)
    if forget or not kept or theirs:
        request.session.pop(SESSION_KEY, None)
    return None if theirs or not kept else kept
