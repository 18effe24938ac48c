"""Settings shared by every way of running the site. Values from the environment are listed in README.md."""

from pathlib import Path

import django.conf.locale
import environ

from config.databases import database_from
from config.elasticsearch_address import Elasticsearch
from config.environment import (
    key_of_machine,
    switch,
    whole_number,
    whole_numbers,
)
from config.languages import LANG_INFO
from config.languages import LANGUAGES as ALL_LANGUAGES
from config.mail import Mail
from config.retention import retention
from config.settings.cms import *  # noqa: F403
from config.settings.content_policy import *  # noqa: F403
from config.settings.logs import *  # noqa: F403
from config.settings.people import *  # noqa: F403

ROOT = Path(__file__).resolve().parents[3]
env = environ.Env()

DATA_FOLDER = Path(env.str("DATA_FOLDER", default=str(ROOT / "var")))
SECRET_KEY = env.str("SECRET_KEY", default="") or key_of_machine(DATA_FOLDER)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
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
    "config.patience.PatienceMiddleware",
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

WAGTAILADMIN_BASE_URL = SITE_URL

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.errors.refused"
# The bulk of a page with fifteen languages is fields (DESIGN, trap 19)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

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
# Who shows it may read the metrics from anywhere; without one only this machine may
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
