"""Django's settings. The site's own variables (`THIDUA_…`) are listed in docs/reference/settings.md."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from thidua import __version__
from thidua.config.environment import Environment, SettingError, database, own_secret

PACKAGE_DIR = Path(__file__).resolve().parent.parent
PROJECT_DIR = PACKAGE_DIR.parent.parent
KNOWN = frozenset(
    "SECRET_KEY DATABASE_URL VAR_DIR DEMO_DATE DEBUG ALLOWED_HOSTS BEHIND_HTTPS UPLOAD_LIMIT_MB "
    "PORTAL_REFRESH_MINUTES WORKS_NOTE_DAYS SCAN_COMMAND".split()
)
env = Environment(Path.cwd() / ".env", KNOWN)

VERSION = __version__
VAR_DIR = Path(env.text("VAR_DIR", "var")).resolve()
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text("SECRET_KEY") or own_secret(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
BEHIND_HTTPS = env.flag("BEHIND_HTTPS")
DATABASES = {"default": database(env.text("DATABASE_URL"), sqlite_default=VAR_DIR / "thidua.sqlite3")}
try:
    # The first value of the site's demonstration date; an administrator moves it in the browser afterwards.
    DEMO_DATE = datetime.date.fromisoformat(env.text("DEMO_DATE")) if env.text("DEMO_DATE") else None
except ValueError as error:
    raise SettingError("THIDUA_DEMO_DATE must be a date such as 2024-07-15") from error
UPLOAD_LIMIT_BYTES = env.number("UPLOAD_LIMIT_MB", 20) * 1024 * 1024
# Any program that answers 0 for a clean file and 1 for a bad one; none: nothing is scanned.
SCAN_COMMAND = env.command("SCAN_COMMAND", needs="{path}")
PORTAL_REFRESH_MINUTES = env.number("PORTAL_REFRESH_MINUTES", 60)
# After so many working days a registered work nobody asked about is noted by itself; 0: never.
WORKS_NOTE_DAYS = env.number("WORKS_NOTE_DAYS", 5)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "thidua.foundation.core",
    "thidua.foundation.units",
    "thidua.foundation.accounts",
    "thidua.foundation.documents",
    "thidua.stages.campaigns",
    "thidua.stages.progress",
    "thidua.stages.milestones",
    "thidua.stages.works",
    "thidua.stages.funds",
    "thidua.stages.reports",
    "thidua.stages.honours",
    "thidua.stages.evaluations",
    "thidua.stages.nominations",
    "thidua.stages.councils",
    "thidua.stages.decisions",
    "thidua.stages.publications",
    "thidua.faces.kit",
    "thidua.faces.desk",
    "thidua.faces.portal",
    "thidua.faces.interchange",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thidua.faces.kit.middleware.LanguageMiddleware",
    "thidua.faces.kit.queueing.QueueMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "thidua.faces.kit.middleware.SignInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "thidua.faces.kit.middleware.ActorMiddleware",
    "thidua.faces.kit.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "thidua.config.urls"
WSGI_APPLICATION = "thidua.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The kit overrides allauth's templates, so it is searched before the installed apps.
        "DIRS": [PACKAGE_DIR / "faces" / "kit" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua.faces.kit.context.frame",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "thidua.foundation.accounts.signing_in.Backend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Of an invitation: who comes into office after a congress reads it within a week.
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/ban-lam-viec/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "thidua.faces.kit.signin.ClosedSignUp"
MFA_ADAPTER = "thidua.faces.kit.signin.SecondStep"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Who signs in rightly is never counted: a training room comes from one address. axes counts wrong passwords of one
# account from one address; these, far above it, those of one address over all accounts and of one account from all.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "30/m/ip,30/900s/key"}
ACCOUNT_FORMS = {
    "login": "thidua.faces.kit.signin_forms.SignIn",
    "change_password": "thidua.faces.kit.signin_forms.ChangePassword",
    "set_password": "thidua.faces.kit.signin_forms.SetPassword",
    "reauthenticate": "thidua.faces.kit.signin_forms.Reauthenticate",
}
MFA_FORMS = {
    "authenticate": "thidua.faces.kit.signin_forms.SecondStep",
    "reauthenticate": "thidua.faces.kit.signin_forms.SecondStepAgain",
    "activate_totp": "thidua.faces.kit.signin_forms.SwitchOn",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Thi đua"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = datetime.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", "English")]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["thidua.config.formats"]

STATIC_URL = "/tep-tinh/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or "pytest" in sys.modules
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or "pytest" in sys.modules
MEDIA_ROOT = VAR_DIR / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
# A photo goes to the disk as it comes: many at once take no memory.
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

SESSION_ENGINE = "thidua.foundation.accounts.signing_in"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": ["self"],
    "geolocation": ["self"],
    "microphone": [],
    "payment": [],
    "usb": [],
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CSRF_FAILURE_VIEW = "thidua.faces.kit.errors.csrf_failure"
# An index of the works carries a column that SQLite leaves out: its own way of reading needs it less.
SILENCED_SYSTEM_CHECKS = ["models.W040"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "without_keys": {"()": "thidua.config.logs.WithoutKeys"},
        "without_ballots": {"()": "thidua.config.logs.WithoutBallots"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_keys", "without_ballots"]}},
    # Django writes down the address of every request that was refused.
    "loggers": {"django.request": {"filters": ["without_keys", "without_ballots"]}},
    "root": {"handlers": ["console"], "level": "INFO" if DEBUG else "WARNING"},
}
