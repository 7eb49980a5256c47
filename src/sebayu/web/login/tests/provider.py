"""A real OpenID provider (django-allauth's own) in a process of its own, standing in for a national identity.

    python provider.py PORT CALLBACK

Everybody who comes is the same signed-in citizen. `POST /_faults` with a JSON object makes it misbehave.
"""

import json
import sys
import time
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

PORT, CALLBACK = int(sys.argv[1]), sys.argv[2]
FAULTS: dict = {}


def new_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


OTHER_KEY = new_key()
settings.configure(
    SECRET_KEY="provider",
    DEBUG=False,
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "allauth",
        "allauth.account",
        "allauth.idp.oidc",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "allauth.account.middleware.AccountMiddleware",
        "__main__.Everybody",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    IDP_OIDC_PRIVATE_KEY=new_key(),
    IDP_OIDC_ADAPTER="__main__.Adapter",
    USE_TZ=True,
)
django.setup()

from allauth.idp.oidc.adapter import DefaultOIDCAdapter  # noqa: E402
from allauth.idp.oidc.models import Client, PrivateKey  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import include, path  # noqa: E402


class Adapter(DefaultOIDCAdapter):
    def get_claims(self, purpose, user, client, scopes, email=None, **kwargs):
        claims = super().get_claims(purpose, user, client, scopes, email, **kwargs)
        if FAULTS.get("nik"):
            claims["nik"] = FAULTS["nik"]
        if purpose == "userinfo" and FAULTS.get("userinfo_sub"):
            claims["sub"] = FAULTS["userinfo_sub"]
        return claims

    def populate_id_token(self, id_token, client, scopes, **kwargs):
        if FAULTS.get("expired"):
            id_token["exp"] = int(time.time()) - 3600
        for claim in ("nonce", "iss", "aud"):
            if claim in FAULTS:
                id_token[claim] = FAULTS[claim]

    def populate_server_metadata(self, data):
        if FAULTS.get("metadata_issuer"):
            data["issuer"] = FAULTS["metadata_issuer"]

    def get_signing_key(self):
        """With the fault, tokens are signed by a key under the name of the published one."""
        key = super().get_signing_key()
        return PrivateKey(pem=OTHER_KEY) if FAULTS.get("other_key") else key


class Everybody:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        request.user = User.objects.get()
        return self.get_response(request)


def faults(request):
    FAULTS.clear()
    FAULTS.update(json.loads(request.body))
    return HttpResponse(status=204)


urlpatterns = [path("_faults", faults), path("", include("allauth.idp.urls"))]


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


if __name__ == "__main__":
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0)
    User.objects.create_user("warga", first_name="Sari")
    client = Client(
        id="sebayu", name="Sebayu", redirect_uris=CALLBACK, skip_consent=True, scopes="openid\nprofile"
    )
    client.set_secret("rahasia")
    client.save()
    server = make_server("127.0.0.1", PORT, get_wsgi_application(), handler_class=Quiet)
    print("ready", flush=True)
    server.serve_forever()
