"""Settings of accounts and logins; `sebayu.settings` takes them over as they are."""

import os
from pathlib import Path


def _env(name: str, default: str = "") -> str:
    """As in `sebayu.settings`: NAME, or the file NAME_FILE points to."""
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


SEBAYU_IDLE_MINUTES = int(_env("SEBAYU_IDLE_MINUTES", "60"))
SEBAYU_STEP_UP_MINUTES = int(_env("SEBAYU_STEP_UP_MINUTES", "15"))
SEBAYU_ASSIST_MINUTES = int(_env("SEBAYU_ASSIST_MINUTES", "30"))
# The key of the digest by which accounts are found by NIK. Changing it makes every citizen enrol again.
SEBAYU_NIK_KEY = _env("SEBAYU_NIK_KEY", "")
# One-time codes: per NIK and per address in 15 minutes, and for the whole installation in one minute.
SEBAYU_CODE_LIMITS = {
    "nik": int(_env("SEBAYU_CODE_LIMIT_NIK", "3")),
    "ip": int(_env("SEBAYU_CODE_LIMIT_IP", "60")),
    "all": int(_env("SEBAYU_CODE_LIMIT_ALL", "300")),
}

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "login:choose"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "sebayu_sesi"

ACCOUNT_ADAPTER = "sebayu.web.login.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = SEBAYU_STEP_UP_MINUTES * 60
ACCOUNT_USER_DISPLAY = "sebayu.web.login.adapter.display"
# Guessed passwords are axes' business (counted in the database, not per process).
ACCOUNT_RATE_LIMITS = {"login_failed": False}

MFA_ADAPTER = "sebayu.web.login.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "sebayu.web.login.forms.AddPasskeyForm"}
MFA_TOTP_ISSUER = "Sebayu"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _env("SEBAYU_PUBLIC_URL", "http://").startswith("http://")

SOCIALACCOUNT_ADAPTER = "sebayu.web.login.adapter.SocialAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 8
SEBAYU_OIDC_NIK_CLAIM = _env("SEBAYU_OIDC_NIK_CLAIM", "nik")
SOCIALACCOUNT_PROVIDERS: dict = {
    "openid_connect": {
        "provider_class": "sebayu.web.login.oidc.NationalProvider",
        "OAUTH_PKCE_ENABLED": True,
        "SCOPE": _env("SEBAYU_OIDC_SCOPE", "openid profile").split(),
        "APPS": [
            {
                "provider_id": "nasional",
                "name": _env("SEBAYU_OIDC_NAME", "INApas"),
                "client_id": _env("SEBAYU_OIDC_CLIENT_ID", ""),
                "secret": _env("SEBAYU_OIDC_SECRET", ""),
                "settings": {"server_url": _env("SEBAYU_OIDC_URL"), "fetch_userinfo": True},
            }
        ]
        if _env("SEBAYU_OIDC_URL")
        else [],
    }
}

PROCRASTINATE_IMPORT_PATHS = ["sebayu.web.login.tasks"]

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_SENSITIVE_PARAMETERS = ["login", "email", "nik", "code", "next", "csrfmiddlewaretoken", "ip_address"]
AXES_USERNAME_CALLABLE = "sebayu.web.login.guard.who"
AXES_CLIENT_IP_CALLABLE = "sebayu.core.identity.rates.client_ip"
AXES_CLIENT_STR_CALLABLE = "sebayu.web.login.guard.nobody"
AXES_LOCKOUT_CALLABLE = "sebayu.web.login.guard.locked"
AXES_HTTP_RESPONSE_CODE = 429

# In this order, after Django's AuthenticationMiddleware, MessageMiddleware and allauth's AccountMiddleware.
IDENTITY_MIDDLEWARE = [
    "sebayu.core.identity.middleware.IdleMiddleware",
    "sebayu.core.identity.middleware.DoorMiddleware",
    "axes.middleware.AxesMiddleware",
]
