"""Mistakes in the set-up of search, said before anything starts."""

import os
import re
import ssl
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

from search.engines import EngineAway

SETTINGS = "settings"
#: As names of indices may begin, with room for what is put behind it
INDEX_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}", re.ASCII)
REFUSED = (401, 403)
#: What SEARCH_WITHOUT may name
CHANNELS = ("meaning", "topics", "words", "conditions", "dictionary", "pieces")


@checks.register(SETTINGS)
def check_index_folder(**_) -> list[checks.CheckMessage]:
    """The index folder, or the nearest folder above it that exists, can be written."""
    folder = Path(settings.SEARCH_INDEX_FOLDER)
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if existing.is_dir() and os.access(existing, os.W_OK | os.X_OK):
        return []
    return [
        checks.Error(
            f"The search index cannot be written to {folder}.",
            hint=f"Let the user that runs the site write to {existing}, or name another DATA_FOLDER.",
            id="search.E001",
        )
    ]


@checks.register(SETTINGS)
def check_page_cache(**_) -> list[checks.CheckMessage]:
    """A worker that cannot empty it leaves pages there that say what is no longer so."""
    folder = Path(settings.PAGE_CACHE_FOLDER)
    if not settings.PAGE_CACHE_FOLDER or (folder.is_dir() and os.access(folder, os.R_OK | os.W_OK | os.X_OK)):
        return []
    hint = "Make the folder, and let nginx and the user that runs the worker read and write in it."
    return [
        checks.Warning(
            f"PAGE_CACHE_FOLDER cannot be emptied from here: {folder}", hint=hint, id="search.W002"
        )
    ]


@checks.register(SETTINGS)
def check_channels(**_) -> list[checks.CheckMessage]:
    unknown = ", ".join(sorted(set(settings.SEARCH_WITHOUT) - set(CHANNELS)))
    hint = f"Leave it out, or name any of {', '.join(CHANNELS)}, with commas between them."
    return [_error(8, f"SEARCH_WITHOUT names what there is not: {unknown}", hint)] if unknown else []


@checks.register(SETTINGS)
def check_elasticsearch_settings(**_) -> list[checks.CheckMessage]:
    address, errors = settings.ELASTICSEARCH, []
    if not address.url:
        return []
    if not _is_address(address.url):
        problem = f"ELASTICSEARCH_URL is not the address of a server with its port: {_shown(address.url)!r}"
        errors.append(_error(2, problem, "Write http://host:9200, or https://host:9200 with a certificate."))
    if address.ca_file and (problem := _problem_with(address.ca_file, address.url)):
        errors.append(_error(3, problem, "Name the file with the certificate of the authority, or unset it."))
    if bool(address.user) != bool(address.password) or (address.user and address.api_key):
        problem = "ELASTICSEARCH_USER, ELASTICSEARCH_PASSWORD and ELASTICSEARCH_API_KEY do not go together."
        errors.append(_error(4, problem, "Set user and password, or the API key alone, or none of them."))
    identity = (address.user, address.password, address.api_key)
    if not all(each.isascii() and each.isprintable() for each in identity):
        problem = "ELASTICSEARCH_USER, ELASTICSEARCH_PASSWORD or ELASTICSEARCH_API_KEY cannot be sent."
        errors.append(_error(9, problem, "Use letters, digits and signs of ASCII, on one line."))
    if not INDEX_NAME.fullmatch(address.index):
        problem = f"ELASTICSEARCH_INDEX cannot begin the name of an index: {address.index!r}"
        errors.append(_error(5, problem, "Use small letters, digits and hyphens, with a letter first."))
    return errors


@checks.register(SETTINGS)
def check_elasticsearch_version(**_) -> list[checks.CheckMessage]:
    """A server that cannot be used ends the start. One that is away does not: it may come back."""
    version, away = _ask()
    if away and away.status in REFUSED:
        hint = "Set ELASTICSEARCH_USER and ELASTICSEARCH_PASSWORD, or ELASTICSEARCH_API_KEY."
        return [_error(6, f"Elasticsearch does not let us in: {away}", hint)]
    if not version:
        return []
    # The client takes long to load: only where there is a server
    from search.engines.elastic.connecting import MAJOR_VERSION, is_known  # noqa: PLC0415

    if not is_known(version):
        problem = f"Elasticsearch {version} answers, and version {MAJOR_VERSION} is needed."
        return [_error(7, problem, f"Name a server of any version {MAJOR_VERSION} in ELASTICSEARCH_URL.")]
    return []


@checks.register("elasticsearch")
def check_elasticsearch_answers(**_) -> list[checks.CheckMessage]:
    _version, away = _ask()
    if not away or away.status in REFUSED:
        return []
    hint = "Start it (script/elasticsearch start, on one's own machine), or unset ELASTICSEARCH_URL."
    return [checks.Warning(str(away), hint=hint, id="search.W001")]


def _ask() -> tuple[str, EngineAway | None]:
    """The version of the server, or what is wrong; neither where no server is named, or named wrongly."""
    if not settings.ELASTICSEARCH.url or check_elasticsearch_settings():
        return "", None
    from search.engines.elastic.connecting import version_at  # noqa: PLC0415

    try:
        return version_at(settings.ELASTICSEARCH), None
    except EngineAway as away:
        return "", away


def _error(number: int, problem: str, hint: str) -> checks.Error:
    return checks.Error(problem, hint=hint, id=f"search.E{number:03}")


def _is_address(text: str) -> bool:
    try:
        address = urlsplit(text)
        return address.scheme in ("http", "https") and bool(address.hostname and address.port)
    except ValueError:
        return False


def _problem_with(ca_file: str, url: str) -> str:
    """What is wrong with the certificates; empty if nothing is."""
    if url.lower().startswith("http:"):
        return "ELASTICSEARCH_CA is set, and ELASTICSEARCH_URL does not begin with https."
    try:
        ssl.create_default_context(cafile=ca_file)
    except ssl.SSLError:
        return f"ELASTICSEARCH_CA has no certificate: {ca_file}"
    except OSError as error:
        return f"ELASTICSEARCH_CA cannot be read: {ca_file} ({error.strerror})"
    return ""


def _shown(url: str) -> str:
    """Without what may be a password."""
    return url.rpartition("@")[2]
