"""A national identity provider such as INApas, strictly: our nonce, its signature, its issuer, one subject, a term not over.

Only the provider's own key for a person is stored; the claims are used once, to find the resident, and forgotten.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

SIGNED_WITH = {"RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"}
LEEWAY = 30  # seconds two honest clocks may differ


class NationalProvider(OpenIDConnectProvider):
    package = "allauth.socialaccount.providers.openid_connect"

    def redirect(
        self, request: HttpRequest, process: str, next_url=None, data=None, **kwargs
    ) -> HttpResponse:
        nonce = secrets.token_urlsafe(24)
        kwargs["auth_params"] = {**(kwargs.get("auth_params") or self.get_auth_params()), "nonce": nonce}
        return super().redirect(request, process, next_url, data, nonce=nonce, **kwargs)

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict:
        """What is asked of the provider is ours to say: no scope or parameter is taken from the address."""
        kwargs = super().get_redirect_from_request_kwargs(request)
        kwargs["scope"], kwargs["auth_params"], kwargs["process"] = (
            self.get_scope(),
            self.get_auth_params(),
            "login",
        )
        return kwargs

    def extract_extra_data(self, data: dict) -> dict:
        return {"sub": self.extract_uid(data)}

    def extract_common_fields(self, data: dict) -> dict:
        return {}

    def extract_email_addresses(self, data: dict) -> list:
        return []

    def get_oauth2_adapter(self, request: HttpRequest) -> StrictAdapter:
        return StrictAdapter(request, self.app.provider_id)


class StrictAdapter(OpenIDConnectOAuth2Adapter):
    @property
    def openid_config(self) -> dict[str, Any]:
        config = super().openid_config
        expected = self.get_provider().app.settings["server_url"].partition("/.well-known/")[0].rstrip("/")
        if str(config.get("issuer", "")).rstrip("/") != expected:
            raise OAuth2Error("the provider names another issuer than the one configured")
        return config

    def complete_login(self, request: HttpRequest, app, token, **kwargs):
        id_token = kwargs["response"].get("id_token")
        if not id_token:
            raise OAuth2Error("no id_token")
        claims = self.verified(app, id_token)
        if app.settings.get("fetch_userinfo", True):
            userinfo = self._fetch_user_info(token.token)
            if userinfo.get("sub") != claims["sub"]:
                raise OAuth2Error("userinfo is about somebody else")
            claims = {**userinfo, **claims}
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        login.claims = claims
        return login

    def verified(self, app, id_token: str) -> dict[str, Any]:
        """The claims of an ID token whose signature, issuer, audience and term were checked."""
        try:
            header = jwt.get_unverified_header(id_token)
            if header.get("alg") not in SIGNED_WITH:
                raise OAuth2Error("id_token signed in a way we do not accept")
            return jwt.decode(
                id_token,
                key=self._key(header).key,
                algorithms=[header["alg"]],
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as wrong:
            raise OAuth2Error("invalid id_token") from wrong

    def _key(self, header: dict[str, Any]) -> jwt.PyJWK:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(answer.json()).keys
        named = [k for k in keys if k.key_id == header.get("kid")] if "kid" in header else keys
        if len(named) != 1:
            raise OAuth2Error("id_token was not signed by a key of this provider")
        return named[0]


def nonce_is_ours(login: Any) -> bool:
    """The token answers the question this browser asked."""
    asked, answered = login.state.get("nonce") or "", getattr(login, "claims", {}).get("nonce") or ""
    return bool(asked) and hmac.compare_digest(str(asked).encode(), str(answered).encode())


# What a provider that is down, slow or wrongly set up makes the client raise.
_TROUBLE = (OAuth2Error, RequestException, KeyError, ValueError)


def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Off to the provider, or back to the other ways in when it does not answer."""
    try:
        return _provider(request, provider_id).redirect_from_request(request)
    except _TROUBLE:
        return refused(request, "away", status=503)


def finish(request: HttpRequest, provider_id: str) -> HttpResponse:
    _provider(request, provider_id)
    try:
        return OAuth2CallbackView.adapter_view(StrictAdapter(request, provider_id))(request)
    except _TROUBLE:
        return refused(request, "away", status=503)


def refused(request: HttpRequest, why: str, *, status: int = 403) -> HttpResponse:
    return render(request, "login/refused.html", {"why": why}, status=status)


def _provider(request: HttpRequest, provider_id: str) -> NationalProvider:
    try:
        return get_adapter().get_provider(request, provider=provider_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None
