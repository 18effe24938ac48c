"""Settings that are missing or wrong end the start with a hint, instead of failing at the first request."""

import os
import tempfile
from pathlib import Path
from string import Formatter
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register, run_checks  # noqa: A004
from django.core.exceptions import ImproperlyConfigured
from django.http.request import split_domain_port, validate_host
from django.utils.module_loading import import_string

from config.databases import NO_DATABASE
from config.environment import known_level
from config.languages import BY_CODE
from config.logs import FORMATS
from config.retention import DEFAULTS as KINDS_KEPT
from directory.freshness import Freshness

TAG = "settings"
SHORTEST_KEY = 50  # Django's own measure (security.W009)
#: Settings that are on or off; None stands for a word that is neither
SWITCHES = ("DEBUG", "IS_DEMO", "SEARCH_LOG", "SEARCH_WORKER_IN_WEB")
IN_ROUTE_URL = {"latitude": "60.17000", "longitude": "24.94000"}


@register(TAG)
def check_secret_key(**_kwargs) -> list[CheckMessage]:
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        hint = "Set it to a long random text and keep it secret, or start script/server once: it makes one."
        return [_error(1, "SECRET_KEY is not set.", hint)]
    if settings.IS_PRODUCTION and len(key) < SHORTEST_KEY:
        problem = f"SECRET_KEY has {len(key)} characters, fewer than {SHORTEST_KEY}."
        return [_error(2, problem, "Set it to a longer random text.")]
    return []


@register(TAG)
def check_languages(**_kwargs) -> list[CheckMessage]:
    offered, errors = settings.LANGUAGES_OFFERED, []
    unknown = [code for code in offered if code not in BY_CODE]
    if unknown:
        problem = f"LANGUAGES_OFFERED names languages that do not exist here: {', '.join(unknown)}."
        errors.append(_error(3, problem, f"Choose among {','.join(BY_CODE)}."))
    if settings.LANGUAGE_CODE not in offered:
        problem = (
            f"LANGUAGES_OFFERED leaves out {settings.LANGUAGE_CODE}, the language that texts fall back to."
        )
        errors.append(_error(4, problem, f"Add {settings.LANGUAGE_CODE}."))
    return errors


@register(TAG)
def check_data_folder(**_kwargs) -> list[CheckMessage]:
    if _can_be_written(Path(settings.DATA_FOLDER)):
        return []
    problem = f"DATA_FOLDER cannot be written: {settings.DATA_FOLDER}"
    return [_error(5, problem, "Name a folder that belongs to the user who runs the site.")]


@register(TAG)
def check_database(**_kwargs) -> list[CheckMessage]:
    if settings.DATABASES["default"]["ENGINE"] != NO_DATABASE["ENGINE"]:
        return []
    hint = "Write postgresql://user:password@host:5432/name or sqlite:////absolute/path/to/file."
    return [_error(6, "DATABASE_URL is not the address of a database.", hint)]


@register(TAG)
def check_site_url(**_kwargs) -> list[CheckMessage]:
    if _is_web_address(settings.SITE_URL):
        return []
    problem = f"SITE_URL is not an address on the web: {settings.SITE_URL!r}"
    return [_error(7, problem, "Write the public address, such as https://tarjotin.example.org.")]


@register(TAG)
def check_allowed_hosts(**_kwargs) -> list[CheckMessage]:
    """Readers of another host get an error page, and nobody sees why."""
    hint = "Write the host names that are served, with commas between them."
    if not settings.ALLOWED_HOSTS:
        return [_error(14, "ALLOWED_HOSTS is empty: nobody would be served.", hint)]
    if not (settings.IS_PRODUCTION and _is_web_address(settings.SITE_URL)):
        return []
    host, _port = split_domain_port(urlsplit(settings.SITE_URL).netloc)
    if validate_host(host, settings.ALLOWED_HOSTS):
        return []
    return [_error(14, f"ALLOWED_HOSTS leaves out {host or settings.SITE_URL}, the host of SITE_URL.", hint)]


@register(TAG)
def check_quick_exit(**_kwargs) -> list[CheckMessage]:
    if _is_web_address(settings.QUICK_EXIT_URL):
        return []
    problem = f"QUICK_EXIT_URL is not an address on the web: {settings.QUICK_EXIT_URL!r}"
    return [_error(9, problem, "Write the address of a harmless page, of the weather for example.")]


# Collecting static files reads it, before anything is served
@register(TAG, Tags.staticfiles)
def check_theme_stylesheet(**_kwargs) -> list[CheckMessage]:
    file = settings.THEME_STYLESHEET
    if not file or (Path(file).is_file() and os.access(file, os.R_OK)):
        return []
    return [_error(10, f"THEME_STYLESHEET cannot be read: {file}", "Name a style sheet, or unset it.")]


@register(TAG)
def check_debug(**_kwargs) -> list[CheckMessage]:
    if not (settings.IS_PRODUCTION and settings.DEBUG):
        return []
    return [_error(8, "DEBUG is on in production: errors would show secrets to everybody.", "Unset DEBUG.")]


@register(TAG)
def check_switches(**_kwargs) -> list[CheckMessage]:
    wrong = [name for name in SWITCHES if getattr(settings, name) is None]
    return [
        _error(11, f"{name} is neither on nor off: {os.environ.get(name)!r}", "Write 1 or 0.")
        for name in wrong
    ]


@register(TAG)
def check_log_level(**_kwargs) -> list[CheckMessage]:
    if known_level(settings.LOG_LEVEL):
        return []
    problem = f"LOG_LEVEL is not a level of the log: {settings.LOG_LEVEL!r}"
    return [_error(12, problem, "Write DEBUG, INFO, WARNING, ERROR or CRITICAL.")]


@register(TAG)
def check_log_format(**_kwargs) -> list[CheckMessage]:
    if settings.LOG_FORMAT in FORMATS:
        return []
    problem = f"LOG_FORMAT is not a form of the log: {settings.LOG_FORMAT!r}"
    return [_error(20, problem, f"Write {' or '.join(FORMATS)}.")]


@register(TAG)
def check_route_url(**_kwargs) -> list[CheckMessage]:
    if _is_route_address(settings.ROUTE_URL):
        return []
    problem = f"ROUTE_URL is not the address of a route planner: {settings.ROUTE_URL!r}"
    hint = "Write one that begins with https:// and holds {latitude} and {longitude}, and no other braces."
    return [_error(13, problem, hint)]


@register(TAG)
def check_mail(**_kwargs) -> list[CheckMessage]:
    if problem := settings.MAIL.problem():
        return [_error(21, problem, "See the table of settings in README.md.")]
    if settings.IS_PRODUCTION and not settings.MAIL.is_set_up:
        hint = "Set EMAIL_URL and MAIL_FROM; until then codes stand in the log, and nobody gets one."
        return [Warning("EMAIL_URL is not set: nobody can sign in by a code.", hint=hint, id="config.W021")]
    return []


@register(TAG)
def check_proxies(**_kwargs) -> list[CheckMessage]:
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT is not None:
        return []
    problem = f"TRUSTED_PROXIES is not a number: {os.environ.get('TRUSTED_PROXIES')!r}"
    return [
        _error(24, problem, "Write how many proxies stand in front, each of which adds to X-Forwarded-For.")
    ]


@register(TAG)
def check_city_sign_in(**_kwargs) -> list[CheckMessage]:
    """Its issuer is asked over the net: an address without TLS would let anybody answer."""
    city = settings.CITY_SIGN_IN
    if missing := city.missing():
        return [_error(22, f"{missing[0]} is not set, but others of OIDC_… are.", "Set all four, or none.")]
    if city.is_on and not city.url.startswith("https://"):
        return [
            _error(22, f"OIDC_URL does not begin with https://: {city.url!r}", "Write the issuer's address.")
        ]
    return []


@register(TAG)
def check_business_register(**_kwargs) -> list[CheckMessage]:
    try:
        import_string(settings.BUSINESS_REGISTER)
    except ImportError as error:
        problem = f"BUSINESS_REGISTER cannot be loaded: {error}"
        return [_error(23, problem, "Name a class as accounts.business_register.CheckDigit is named.")]
    return []


@register(TAG)
def check_machine_translator(**_kwargs) -> list[CheckMessage]:
    try:
        if settings.MACHINE_TRANSLATOR:
            import_string(settings.MACHINE_TRANSLATOR)
    except ImportError as error:
        problem = f"MACHINE_TRANSLATOR cannot be loaded: {error}"
        return [_error(27, problem, "Name a class as workspace.machine says, or nothing.")]
    return []


@register(TAG)
def check_freshness(**_kwargs) -> list[CheckMessage]:
    days = settings.FRESHNESS_DAYS
    if len(days) == len(Freshness) - 1 and days[0] > 0 and list(days) == sorted(set(days)):
        return []
    problem = f"FRESHNESS_DAYS is not four rising numbers of days: {os.environ.get('FRESHNESS_DAYS')!r}"
    hint = "Write after how many days people are asked, a label is shown, the rank is lower, it is hidden."
    return [_error(25, problem, hint)]


@register(TAG)
def check_help_request_keys(**_kwargs) -> list[CheckMessage]:
    """Without a key of its own, what families write cannot be read after SECRET_KEY has changed."""
    hint = (
        "Make one: python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'"
    )
    for key in settings.HELP_REQUEST_KEYS:
        try:
            Fernet(key)
        except ValueError:
            return [_error(26, "HELP_REQUEST_KEYS holds what is no key.", hint)]
    if settings.IS_PRODUCTION and not settings.HELP_REQUEST_KEYS:
        problem = "HELP_REQUEST_KEYS is not set: a key made from SECRET_KEY seals requests for help."
        return [Warning(problem, hint=hint, id="config.W026")]
    return []


@register(TAG)
def check_help_request_days(**_kwargs) -> list[CheckMessage]:
    if settings.HELP_REQUEST_DAYS:
        return []
    problem = f"HELP_REQUEST_DAYS is not a number of days: {os.environ.get('HELP_REQUEST_DAYS')!r}"
    return [_error(29, problem, "Write how long a request is kept after its answer, such as 30.")]


@register(TAG)
def check_moderation_days(**_kwargs) -> list[CheckMessage]:
    if settings.MODERATION_DAYS:
        return []
    problem = f"MODERATION_DAYS is no number of days: {os.environ.get('MODERATION_DAYS')!r}"
    return [_error(28, problem, "Write within how many days the city decides, for example 7.")]


@register(TAG)
def check_partnership_reminder_days(**_kwargs) -> list[CheckMessage]:
    if settings.PARTNERSHIP_REMINDER_DAYS:
        return []
    problem = f"PARTNERSHIP_REMINDER_DAYS is no number: {os.environ.get('PARTNERSHIP_REMINDER_DAYS')!r}"
    return [_error(32, problem, "Write how many days before a partnership ends a mail says so, such as 45.")]


@register(TAG)
def check_retention(**_kwargs) -> list[CheckMessage]:
    """A misspelled kind would be kept as long as usual, and no days at all would delete every row of it."""
    wrong = [kind for kind, days in settings.RETENTION.items() if kind not in KINDS_KEPT or not days]
    if not wrong:
        return []
    problem = f"RETENTION names no kind of rows, or no days of at least one, in: {', '.join(wrong)}."
    return [_error(35, problem, f"Write kind=days; kinds are: {', '.join(KINDS_KEPT)}.")]


@register(TAG)
def check_terms(**_kwargs) -> list[CheckMessage]:
    terms = settings.TERMS
    if not (terms.version or terms.url):
        return []
    address = terms.address(settings.LANGUAGE_CODE)
    if terms.day is None:
        problem = f"TERMS_VERSION is no day: {terms.version!r}"
        return [_error(47, problem, "Write the day since which the terms hold, such as 2026-11-01.")]
    if _is_web_address(address) or (address.startswith("/") and not address.startswith("//")):
        return []
    hint = (
        "Write where they are read, such as /{language}/terms/ or https://city.example.org/{language}/terms."
    )
    return [_error(47, f"TERMS_URL is no address: {terms.url!r}", hint)]


@register(TAG)
def check_index_processes(**_kwargs) -> list[CheckMessage]:
    if settings.INDEX_PROCESSES is not None:
        return []
    problem = f"INDEX_PROCESSES is no number of processes: {os.environ.get('INDEX_PROCESSES')!r}"
    return [_error(41, problem, "Write how many make documents side by side, or 0 for as many as help.")]


def require_valid_settings() -> None:
    """End the program with the messages when a check of the settings fails: servers run none themselves."""
    problems = [found for found in run_checks(tags=[TAG]) if found.is_serious()]
    if problems:
        os.write(2, "".join(f"{problem}\n" for problem in problems).encode())
        # gunicorn gives up on 3 (a worker that cannot boot); after any other code it starts workers for ever
        raise SystemExit(3)


def _error(number: int, problem: str, hint: str) -> Error:
    return Error(problem, hint=hint, id=f"config.E{number:03}")


def _is_web_address(text: str) -> bool:
    try:
        address = urlsplit(text)
    except ValueError:  # a bracket that is not closed, say
        return False
    return address.scheme in ("http", "https") and bool(address.netloc)


def _is_route_address(text: str) -> bool:
    """Whether both coordinates, and nothing else, can be put into an address on the web."""
    try:
        names = {name for _before, name, _format, _conversion in Formatter().parse(text) if name is not None}
        filled = text.format(**IN_ROUTE_URL)
    except (ValueError, LookupError, AttributeError):
        return False
    return names == IN_ROUTE_URL.keys() and _is_web_address(filled)


def _can_be_written(folder: Path) -> bool:
    """Tried, since permissions do not tell: nobody can write to /proc, and root seems to be allowed."""
    nearest = next(path for path in (folder, *folder.absolute().parents) if os.access(path, os.F_OK))
    try:
        with tempfile.TemporaryFile(dir=nearest):
            return True
    except OSError:
        return False
