"""Settings of danvan. What differs between installations comes from the environment (docs/operating.md)."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from danvan import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DANVAN_HOME = Path(os.environ.get("DANVAN_HOME", BASE_DIR / "var")).resolve()
DANVAN_PRODUCTION = environment.switch("DANVAN_PRODUCTION", default=False)

DEBUG = environment.switch("DANVAN_DEBUG", default=False)
SECRET_KEY = environment.secret_key(DANVAN_HOME, production=DANVAN_PRODUCTION)
ALLOWED_HOSTS = environment.hosts("DANVAN_HOSTS", default="localhost,127.0.0.1,[::1]")
DATABASES = environment.databases(DANVAN_HOME)
DATABASE_ROUTERS = ["common.replica.Router"] if len(DATABASES) > 1 else []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "danvan",
    "reorganisation",
    "reports",
    "recognition",
    "front",
    "evaluation",
    "registrations",
    "accounts",
    "units",
    "documents",
    "common",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "accounts.apps.SessionsConfig",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "js_lib_bootstrap5",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "danvan.meters.MeterMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SessionEndMiddleware",
    "accounts.signin.SignInRequiredMiddleware",
    "accounts.middleware.PositionMiddleware",
    "accounts.gate.GateMiddleware",
    "common.middleware.AuditMiddleware",
    "danvan.middleware.PaperUnavailableMiddleware",
    "danvan.middleware.ButtonAddressMiddleware",
]

ROOT_URLCONF = "danvan.urls"
WSGI_APPLICATION = "danvan.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "danvan.desk.page",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
# Django's own “vi” reads 03/04/2026 as the fourth of March.
FORMAT_MODULE_PATH = ["common.formats"]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "accounts.passwords.GuessablePasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "reauthenticate": "accounts.forms.ConfirmAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# Offices share one outgoing address: the name is slowed down by accounts/lockout.py, these limits are for floods.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "300/10m/ip,20/5m/key",
    "reset_password": "60/h/ip,5/h/key",
}
MFA_ADAPTER = "accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# The clock of an office without Internet drifts; a code is still taken once only (accounts/factor_forms.py).
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_FORMS = {
    "authenticate": "accounts.factor_forms.SecondStepForm",
    "reauthenticate": "accounts.factor_forms.ConfirmByCodeForm",
    "activate_totp": "accounts.factor_forms.ActivateTotpForm",
    "add_webauthn": "accounts.factor_forms.AddPasskeyForm",
    "authenticate_webauthn": "accounts.factor_forms.SecondStepByPasskeyForm",
    "reauthenticate_webauthn": "accounts.factor_forms.ConfirmByPasskeyForm",
    "login_webauthn": "accounts.factor_forms.SignInByPasskeyForm",
}
# Who must have a second factor to work; a test holds the words equal to the roles.
DANVAN_SECOND_FACTOR = environment.chosen(
    "DANVAN_SECOND_FACTOR", default="admin" if DANVAN_PRODUCTION else "",
    known=("registrant", "officer", "front", "reviewer", "leader", "clerk", "admin"),
)  # fmt: skip
DANVAN_IDLE_MINUTES = environment.whole_number("DANVAN_IDLE_MINUTES", default=60, least=5, most=720)
DANVAN_SESSION_HOURS = environment.whole_number("DANVAN_SESSION_HOURS", default=12, least=1, most=72)
SESSION_COOKIE_AGE = DANVAN_SESSION_HOURS * 60 * 60

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "danvan_cache",
        # The default of 300 would let a flood of made-up names push out the counters of the real ones.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Figures that took long to count, for some minutes: files, for what is remembered in the database costs a page four
    # questions, and both web processes read them.
    "figures": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DANVAN_HOME / "figures",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

STATIC_URL = "/static/"
STATIC_ROOT = DANVAN_HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": environment.files("DANVAN_FILES"),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = DANVAN_HOME / "files"
# Attachments are served by views inside the scope, never by address.
MEDIA_URL = ""
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Whether uploaded files pass a virus scanner (common/virus.py), and what happens when it does not answer.
DANVAN_SCANNER = environment.scanner("DANVAN_SCANNER")
DANVAN_SCANNER_SILENT = environment.one_of("DANVAN_SCANNER_SILENT", default="refuse", known=("refuse", "accept"))

# Reminders by e-mail (danvan/mailing.py): none is sent where no mail server is named.
globals().update(environment.mail("DANVAN_MAIL"))
DEFAULT_FROM_EMAIL = os.environ.get("DANVAN_MAIL_FROM", "").strip() or "danvan@localhost"
DANVAN_ADDRESS = environment.web_address("DANVAN_ADDRESS")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "danvan.views.csrf_failure"
if DANVAN_PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # The prefix makes the browser refuse such a cookie from a neighbouring host or over plain HTTP.
    SESSION_COOKIE_NAME = "__Host-danvan"
    CSRF_COOKIE_NAME = "__Host-danvan-csrf"

# How many proxies of our own stand in front: decides which address the audit log believes.
DANVAN_PROXIES = environment.whole_number("DANVAN_PROXIES", default=0, least=0, most=5)
ALLAUTH_TRUSTED_PROXY_COUNT = DANVAN_PROXIES

# What each web process counts of its own requests (danvan/meters.py); the library reads the folder's name from the
# environment, and keeps counts of several processes only where it is told.
DANVAN_METRICS = DANVAN_HOME / "metrics"
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(DANVAN_METRICS)
DANVAN_METRICS_TOKEN = environment.secret_word("DANVAN_METRICS_TOKEN")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # A page refused or not found is told in a line; the trace is for errors of ours.
    "filters": {"no_trace": {"()": "danvan.tracing.TraceOfFaultsOnly"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"danvan": {"level": "INFO"}, "django.request": {"filters": ["no_trace"]}},
}
