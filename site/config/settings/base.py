"""Settings shared by every way of running the site. Values from the environment are listed in README.md."""

from pathlib import Path

import django.conf.locale
import environ
from csp.constants import NONCE
from django.urls import reverse_lazy

from config.databases import database_from
from config.elasticsearch_address import Elasticsearch
from config.environment import (
    USUAL_LEVEL,
    key_of_machine,
    known_level,
    switch,
    whole_number,
    whole_numbers,
)
from config.languages import LANG_INFO
from config.languages import LANGUAGES as ALL_LANGUAGES
from config.logs import FORMATS
from config.mail import Mail
from config.retention import retention
from config.sign_in import CitySignIn
from config.terms import Terms

ROOT = Path(__file__).resolve().parents[3]
env = environ.Env()

DATA_FOLDER = Path(env.str("DATA_FOLDER", default=str(ROOT / "var")))
SECRET_KEY = env.str("SECRET_KEY", default="") or key_of_machine(DATA_FOLDER)
DEBUG = switch(env, "DEBUG", default=False)
IS_PRODUCTION = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
# {latitude} and {longitude} are filled in
ROUTE_URL = env.str("ROUTE_URL", default="https://www.openstreetmap.org/directions?to={latitude},{longitude}")
IS_DEMO = switch(env, "IS_DEMO", default=False)
# Days in which the city decides about what partners send
MODERATION_DAYS = whole_number(env, "MODERATION_DAYS", default=7)
# Days before the review or the end of a partnership on which a mail says so
PARTNERSHIP_REMINDER_DAYS = whole_number(env, "PARTNERSHIP_REMINDER_DAYS", default=45)
# Days after which a listing that nobody confirms: has its people asked, is labelled, ranks lower, is hidden
FRESHNESS_DAYS = whole_numbers(env, "FRESHNESS_DAYS", default=(150, 180, 240, 365))
# Keys that seal what families write when they ask for help, the first seals: docs/decisions/0016
HELP_REQUEST_KEYS = env.list("HELP_REQUEST_KEYS", default=[])
# Days for which a request is kept after it was answered
HELP_REQUEST_DAYS = whole_number(env, "HELP_REQUEST_DAYS", default=30)
# How many links of listings `check_links` asks in a day; 0: none
LINKS_A_DAY = whole_number(env, "LINKS_A_DAY", default=2_000)
LINKS_USER_AGENT = f"Tarjotin link check (+{SITE_URL})"
# Days for which rows are kept, by what they are: config.retention
RETENTION = retention(env, "RETENTION")
# Custom properties of the deployment's own, put after those in static/css/tokens.css
THEME_STYLESHEET = env.str("THEME_STYLESHEET", default="")
# Where "Leave this page quickly" leads: a page that says nothing about the reader
QUICK_EXIT_URL = env.str("QUICK_EXIT_URL", default="https://www.ilmatieteenlaitos.fi/")

INSTALLED_APPS = [
    # First: the others make forms of translated fields as soon as they are ready
    "modeltranslation",
    "config",
    "audit",
    "accounts",
    "directory",
    "search",
    "pages",
    "confirming",
    "feedback",
    "readership",
    "contact",
    "workspace",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "trays",
    "wagtail.users",
    "wagtail.snippets",
    # The admin does not start without it; nothing uses it, and no address serves documents
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail.embeds",
    "wagtail",
    # After the admin, one of whose mails it sends in its own way
    "desk",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    # Templates of fields
    "django.forms",
]

MIDDLEWARE = [
    "config.request_ids.RequestIdMiddleware",
    "config.request_log.RequestLogMiddleware",
    "config.monitoring.MonitoringMiddleware",
    "config.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "config.content_policy.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.compression.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.addresses.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.second_factor.SecondFactorMiddleware",
    "desk.readings.ReadingMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.unreadable_requests.UnreadableRequestMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
# Nobody signs in with a password: docs/decisions/0010
AUTHENTICATION_BACKENDS = ["accounts.backends.PeopleBackend"]
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# The answer is the same for an address that nobody has, and so is the time it takes: a mail says so
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_SESSION_REMEMBER = True
# Per address on the internet, and per e-mail address; counted in each process (docs/operator.md)
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,10/h/key"}
# Proxies in front that add to X-Forwarded-For
ALLAUTH_TRUSTED_PROXY_COUNT = whole_number(env, "TRUSTED_PROXIES", default=0)
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tarjotin"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondFactorForm",
    "activate_totp": "accounts.forms.AppForm",
    "add_webauthn": "accounts.forms.PasskeyForm",
    "authenticate_webauthn": "accounts.forms.PasskeyStepForm",
    "login_webauthn": "accounts.forms.PasskeySignInForm",
}
# The city's own sign-in: only who is known here comes in by it, by the address that it vouches for
CITY_SIGN_IN = CitySignIn(
    url=env.str("OIDC_URL", default=""),
    client_id=env.str("OIDC_CLIENT_ID", default=""),
    secret=env.str("OIDC_CLIENT_SECRET", default=""),
    name=env.str("OIDC_NAME", default=""),
)
SOCIALACCOUNT_ADAPTER = "accounts.adapters.CitySignInAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": CITY_SIGN_IN.apps()}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
# A link: the policy of our pages lets no form lead to another host
SOCIALACCOUNT_LOGIN_ON_GET = True
# Terms of use that partners accept before they work: the day since which they hold, where they are read
TERMS = Terms(version=env.str("TERMS_VERSION", default=""), url=env.str("TERMS_URL", default=""))
# What looks up a business id; an adapter of a deployment's own may ask a register
BUSINESS_REGISTER = env.str("BUSINESS_REGISTER", default="accounts.business_register.CheckDigit")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Fields too are drawn with templates of ours where there are some
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context_processors.site",
            ],
        },
    }
]

DATABASES = {
    "default": database_from(env.str("DATABASE_URL", default=f"sqlite:///{DATA_FOLDER / 'tarjotin.sqlite3'}"))
}

# Languages: the database has columns for all fifteen; a deployment chooses which it offers
django.conf.locale.LANG_INFO.update(LANG_INFO)
LANGUAGES_OFFERED = env.list("LANGUAGES_OFFERED", default=[language.code for language in ALL_LANGUAGES])
LANGUAGES = [
    (language.code, language.english_name) for language in ALL_LANGUAGES if language.code in LANGUAGES_OFFERED
]
LANGUAGE_CODE = "fi"
MODELTRANSLATION_LANGUAGES = tuple(language.code for language in ALL_LANGUAGES)
MODELTRANSLATION_DEFAULT_LANGUAGE = "fi"
# A fallback is chosen, and marked as one, by directory.reading.texts: never silently by a field
MODELTRANSLATION_ENABLE_FALLBACKS = False
# Order in which a text is looked for where the reader's language has none
FALLBACK_LANGUAGES = ("fi", "en", "sv")
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = "config.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STATICFILES_DIRS = [ROOT / "site" / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.static.BundleFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# What is asked for by a fixed address, without a link: icons, and the picture that messengers keep
WHITENOISE_ROOT = ROOT / "site" / "root"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_FOLDER / "media"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    },
}
# What was tried, and what Wagtail needs: docs/decisions/0006
ADMIN_CONTENT_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    # An attribute that says "return;" and no other: the chooser of a focal point asks whether there is touch
    "script-src-attr": ["'unsafe-hashes'", "'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"],
    "style-src": ["'self'", NONCE],
    "img-src": ["'self'", "data:", "blob:"],
    "connect-src": ["'self'"],
    "font-src": ["'self'"],
    "frame-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
}
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.errors.refused"
# The bulk of a page with fifteen languages is fields (DESIGN, trap 19)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Tarjotin"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# A version is saved when somebody asks for it: autosave changes it in place (DESIGN, trap 10)
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Wagtail's own log-in and everything about passwords are closed: docs/decisions/0010
WAGTAILADMIN_LOGIN_URL = reverse_lazy("account_login")
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
# Nobody changes the address by which she is known
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Nobody is asked about an address that an editor pastes
WAGTAILEMBEDS_FINDERS = []
WAGTAILIMAGES_IMAGE_MODEL = "directory.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "directory.admin.pictures.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# What a decoded picture may take: 200 MB
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"webp": "webp"}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Without an address mails are printed where the process writes its log
MAIL = Mail(url=env.str("EMAIL_URL", default=""), sender=env.str("MAIL_FROM", default=""))
globals().update(MAIL.settings())

# Tells the area and the coordinates of an address: a class like workspace.finding_places.OwnAreas
ADDRESS_FINDER = env.str("ADDRESS_FINDER", default="workspace.finding_places.OwnAreas")

# Translates texts of listings where a partner asks for it: a class like workspace.machine.MachineTranslator
MACHINE_TRANSLATOR = env.str("MACHINE_TRANSLATOR", default="")

# The engine of a deployment; without an address the embedded engine is the only one
ELASTICSEARCH = Elasticsearch(
    url=env.str("ELASTICSEARCH_URL", default=""),
    user=env.str("ELASTICSEARCH_USER", default=""),
    password=env.str("ELASTICSEARCH_PASSWORD", default=""),
    api_key=env.str("ELASTICSEARCH_API_KEY", default=""),
    ca_file=env.str("ELASTICSEARCH_CA", default=""),
    index=env.str("ELASTICSEARCH_INDEX", default="tarjotin"),
)
# The embedded engine keeps its index here
SEARCH_INDEX_FOLDER = DATA_FOLDER / "index"
# Processes that make documents where an index is made anew; 0: as many as help
INDEX_PROCESSES = whole_number(env, "INDEX_PROCESSES", default=0)
# Where a proxy keeps pages for some seconds; the worker empties it
PAGE_CACHE_FOLDER = env.str("PAGE_CACHE_FOLDER", default="")
# Ways of finding that are left out, to see what each is worth: meaning, topics, words, conditions
SEARCH_WITHOUT = tuple(env.list("SEARCH_WITHOUT", default=[]))
# Off: nothing is kept of what families search for
SEARCH_LOG = switch(env, "SEARCH_LOG", default=True)
# Off where `manage.py run_worker` runs: then no web process writes the index
SEARCH_WORKER_IN_WEB = switch(env, "SEARCH_WORKER_IN_WEB", default=True)

LOG_LEVEL = env.str("LOG_LEVEL", default="") or USUAL_LEVEL
LOG_FORMAT = env.str("LOG_FORMAT", default="plain")
# Who shows it may read the metrics from anywhere; without one only this machine may
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "config.logs.PlainFormatter"},
        "json": {"()": "config.logs.JsonFormatter"},
    },
    "filters": {"without_path": {"()": "config.logs.WithoutPath"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["without_path"],
            "formatter": LOG_FORMAT if LOG_FORMAT in FORMATS else "plain",
        }
    },
    "root": {"handlers": ["console"], "level": known_level(LOG_LEVEL) or USUAL_LEVEL},
    # A line for every saved row otherwise
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        # Every request to Elasticsearch, and while it is away every attempt: search.failover says it once
        "elastic_transport": {"level": "ERROR"},
        # What was not found has its line from config.request_log
        "django.request": {"level": "ERROR"},
        # A name that is not served, too: whoever scans the net would fill the log
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        # Once the site is loaded, into the same log in the same form
        "gunicorn.error": {"propagate": True},
    },
}
