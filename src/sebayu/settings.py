"""One settings file. Everything that differs between installations comes from the environment (docs/operations.md lists all)."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE = Path(__file__).resolve().parent
ROOT = BASE.parent.parent


def env(name: str, default: str = "") -> str:
    """A setting from NAME, or from the file that NAME_FILE points to (container and systemd secrets)."""
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def database(url: str) -> dict:
    """Django's dictionary for a postgresql:// address."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL harus berupa postgresql://pengguna:sandi@host:porta/nama")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Values travel beside the statement, not inside it: letters of 80 kB are not written out as text, and plans are reused.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5, **dict(parse_qsl(parts.query))},
        "TEST": {"NAME": env("SEBAYU_TEST_DATABASE") or None},
    }


DEMO = flag("SEBAYU_DEMO")
DEBUG = flag("SEBAYU_DEBUG")
TESTING = flag("SEBAYU_TESTING")

SECRET_KEY = env("SEBAYU_SECRET_KEY")
if not SECRET_KEY:
    if not (DEBUG or DEMO or TESTING):
        raise ImproperlyConfigured("SEBAYU_SECRET_KEY belum diisi. Lihat docs/operations.md.")
    SECRET_KEY = secrets.token_urlsafe(48)

SEBAYU_REGION = env("SEBAYU_REGION", "kota_tegal")
SEBAYU_REGIONS_DIR = Path(env("SEBAYU_REGIONS_DIR", str(ROOT / "regions")))
SEBAYU_DATA_DIR = Path(env("SEBAYU_DATA_DIR", str(Path.home() / ".local" / "share" / "sebayu")))
SEBAYU_PUBLIC_URL = env("SEBAYU_PUBLIC_URL", "http://localhost:8000").rstrip("/")
SEBAYU_SANDBOX_URL = env("SEBAYU_SANDBOX_URL")
SEBAYU_BSRE_URL = env("SEBAYU_BSRE_URL")
SEBAYU_BSRE_USER = env("SEBAYU_BSRE_USER")
SEBAYU_BSRE_PASSWORD = env("SEBAYU_BSRE_PASSWORD")
SEBAYU_BSRE_SEAL_ID = env("SEBAYU_BSRE_SEAL_ID")
SEBAYU_BSRE_SEAL_NAME = env("SEBAYU_BSRE_SEAL_NAME")
SEBAYU_BSRE_SEAL_CODE = env("SEBAYU_BSRE_SEAL_CODE")
SEBAYU_BSRE_ORIGIN = env("SEBAYU_BSRE_ORIGIN", "bottom_left")
SEBAYU_BSRE_CONNECT_SECONDS = float(env("SEBAYU_BSRE_CONNECT_SECONDS", "5"))
SEBAYU_BSRE_SIGN_SECONDS = float(env("SEBAYU_BSRE_SIGN_SECONDS", "60"))
SEBAYU_BSRE_CLOCK_TOLERANCE_SECONDS = int(env("SEBAYU_BSRE_CLOCK_TOLERANCE_SECONDS", "900"))
SEBAYU_BSRE_TRUST_ROOTS = [p for p in env("SEBAYU_BSRE_TRUST_ROOTS").split(os.pathsep) if p]
SEBAYU_WHATSAPP_URL = env("SEBAYU_WHATSAPP_URL")
SEBAYU_WHATSAPP_TOKEN = env("SEBAYU_WHATSAPP_TOKEN")
SEBAYU_WHATSAPP_FROM = env("SEBAYU_WHATSAPP_FROM")
SEBAYU_REQUIRE_MFA = flag("SEBAYU_REQUIRE_MFA", default=not (DEMO or DEBUG or TESTING))

ALLOWED_HOSTS = [h for h in env("SEBAYU_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h]
CSRF_TRUSTED_ORIGINS = [SEBAYU_PUBLIC_URL] if SEBAYU_PUBLIC_URL.startswith("http") else []

# The floors of the core, from below; a programme is added by its folder (see programmes/__init__.py), never here.
CORE = [
    "ledger", "areas", "identity", "calendar", "registry", "gatherings", "exchange", "documents", "notify", "cases",
    "satisfaction", "indicators",
]  # fmt: skip


def programmes() -> list[str]:
    """Every programme, then its parts: a folder with an `apps.py` below the programme's own is an app of the same programme."""
    off = env("SEBAYU_PROGRAMMES_OFF").split(",")
    folders = [
        path.parent
        for depth in ("*", "*/*")
        for path in sorted((BASE / "programmes").glob(f"{depth}/apps.py"))
    ]
    names = [folder.relative_to(BASE / "programmes").parts for folder in folders]
    return [f"sebayu.programmes.{'.'.join(parts)}" for parts in names if parts[0] not in off]


INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    *[f"sebayu.core.{room}" for room in CORE],
    *programmes(),
    "sebayu.web",
]

MIDDLEWARE = [
    "sebayu.web.errors.BodyLimit",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sebayu.web.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sebayu.web.errors.HouseErrors",
]

ROOT_URLCONF = "sebayu.urls"
WSGI_APPLICATION = "sebayu.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [BASE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n"],
        },
    }
]

DATABASES = {"default": database(env("DATABASE_URL", "postgresql://sebayu@127.0.0.1:5432/sebayu"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "identity.Account"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE / "locale"]
LANGUAGE_COOKIE_NAME = "sebayu_bahasa"
LANGUAGE_COOKIE_AGE = 365 * 86400
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = env("SEBAYU_TIME_ZONE", "Asia/Jakarta")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env("SEBAYU_STATIC_ROOT", str(SEBAYU_DATA_DIR / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}
HTTPS = SEBAYU_PUBLIC_URL.startswith("https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("SEBAYU_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "sebayu.web.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env("SEBAYU_SMTP_HOST")
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = env("SEBAYU_SMTP_HOST")
EMAIL_PORT = int(env("SEBAYU_SMTP_PORT", "25"))
EMAIL_HOST_USER = env("SEBAYU_SMTP_USER")
EMAIL_HOST_PASSWORD = env("SEBAYU_SMTP_PASSWORD")
EMAIL_USE_TLS = flag("SEBAYU_SMTP_TLS")
DEFAULT_FROM_EMAIL = env("SEBAYU_MAIL_FROM", "sebayu@localhost")

# Personal data never enters logs: request paths carry opaque ids only, and query strings are not logged at all.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("SEBAYU_LOG_LEVEL", "WARNING")},
    # What was refused or not found is the visitor's affair: its address may hold a token, and its trace says nothing.
    "loggers": {"django.request": {"level": "ERROR"}},
}

from sebayu.core.identity.settings_part import *  # noqa: E402, F403
from sebayu.core.identity.settings_part import IDENTITY_MIDDLEWARE  # noqa: E402

MIDDLEWARE += IDENTITY_MIDDLEWARE
