"""Where django-allauth asks this house how it wants things."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from sebayu.core.identity import actions, keep
from sebayu.core.identity.acting import actor_for
from sebayu.core.identity.enums import Role
from sebayu.core.identity.keys import box, nik_hmac
from sebayu.core.identity.models import Account
from sebayu.core.identity.rates import client_ip
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import reading
from sebayu.core.ledger.errors import HouseError
from sebayu.core.registry import find
from sebayu.web.login.oidc import nonce_is_ours, refused

MATCHING = Purpose("Mencocokkan identitas nasional dengan data penduduk", "Perpres 82/2023")


def display(account: Account) -> str:
    return account.name


def home_of(account: Account) -> str:
    """Where somebody begins the day: the leader's room, the desk, or the portal."""
    actor = actor_for(account)
    first = "room:home" if Role.LEADER.value in actor.roles else "desk:inbox"
    if actor.kind == "officer":
        try:
            return reverse(first)
        except NoReverseMatch:
            return "/"
    return "/"


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened at the counter, by an administrator, or by a national identity: never by a form on the web."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return home_of(request.user)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_ip(request)

    def logout(self, request: HttpRequest) -> None:
        account_id = str(request.user.pk)
        super().logout(request)
        request.session[keep.LAST_ACCOUNT] = account_id


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of authenticators lie encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return ""

    def _get_user_identifier(self, user: Account) -> str:
        return user.email or user.name

    def get_public_key_credential_user_entity(self, user: Account) -> dict:
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.name}


class SocialAdapter(DefaultSocialAccountAdapter):
    """Who comes from a national identity provider is a resident we can find, or does not come in."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if not nonce_is_ours(sociallogin):
            raise ImmediateHttpResponse(refused(request, "nonce"))
        if sociallogin.is_existing:
            return
        try:
            account = _account_of(sociallogin.claims, sociallogin.account.provider)
        except HouseError:
            account = None
        if account is None or not account.is_active:
            raise ImmediateHttpResponse(refused(request, "unknown"))
        sociallogin.connect(request, account)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


def _account_of(claims: dict[str, Any], provider: str) -> Account | None:
    """The account for the NIK claim: the one there is, or a new one for a resident who has none."""
    nik = str(claims.get(settings.SEBAYU_OIDC_NIK_CLAIM) or "")
    known = Account.objects.filter(nik_hmac=nik_hmac(nik)).first()
    if known:
        return known
    with reading(by=Actor.system("login"), purpose=MATCHING, facts=["person.nik", "person.name"]) as note:
        person = find.by_nik(nik)
        if person is None or not person.alive or person.moved_out_at is not None:
            return None
        note.saw([person.id])
        name = person.name
    return actions.match_citizen(
        by=Actor.system("login"), person_id=person.id, name=name, nik=nik, provider=provider
    )
