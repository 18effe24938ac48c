"""Settings that are missing or wrong end the start with a hint, instead of failing at the first request."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register, run_checks
from django.core.exceptions import ImproperlyConfigured

from config.databases import NO_DATABASE
from config.languages import BY_CODE

TAG = "settings"
SHORTEST_KEY = 50  # Django's own measure (security.W009)


@register(TAG)
def check_secret_key(**_kwargs) -> list[CheckMessage]:
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        return [_error(1, "SECRET_KEY is not set.", "Set it to a long random text and keep it secret.")]
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
    address = urlsplit(settings.SITE_URL)
    if address.scheme in ("http", "https") and address.netloc:
        return []
    problem = f"SITE_URL is not an address on the web: {settings.SITE_URL!r}"
    return [_error(7, problem, "Write the public address, such as https://tarjotin.example.org.")]


@register(TAG)
def check_debug(**_kwargs) -> list[CheckMessage]:
    if not (settings.IS_PRODUCTION and settings.DEBUG):
        return []
    return [_error(8, "DEBUG is on in production: errors would show secrets to everybody.", "Unset DEBUG.")]


def require_valid_settings() -> None:
    """End the program with the messages when a check of the settings fails: servers run none themselves."""
    problems = run_checks(tags=[TAG])
    if problems:
        os.write(2, "".join(f"{problem}\n" for problem in problems).encode())
        # gunicorn gives up on 3 (a worker that cannot boot); after any other code it starts workers for ever
        raise SystemExit(3)


def _error(number: int, problem: str, hint: str) -> Error:
    return Error(problem, hint=hint, id=f"config.E{number:03}")


def _can_be_written(folder: Path) -> bool:
    nearest = next(path for path in (folder, *folder.absolute().parents) if os.access(path, os.F_OK))
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
