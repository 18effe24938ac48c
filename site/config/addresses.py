"""The first segment of an address: a language that is offered, one that is not, or no language at all."""

import re

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers

#: What looks like a tag of a language: two or three letters, and more after a hyphen
LANGUAGE_TAG = re.compile(r"/([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)(?:/|$)")


class LanguageMiddleware(LocaleMiddleware):
    """Puts the reader's language in front of an address without one, as Django does.

    An address in a language that is not offered (`/xx/…`) stays unfound: its first segment is no page.
    """

    def process_response(self, request, response):
        if response.status_code == 404 and names_other_language(request.path_info):
            patch_vary_headers(response, ("Accept-Language",))
            return response
        return super().process_response(request, response)


def language_in(path: str) -> str | None:
    """The code of the offered language that an address begins with."""
    first = path.removeprefix("/").split("/", 1)[0]
    return first if first in dict(settings.LANGUAGES) else None


def names_other_language(path: str) -> bool:
    return language_in(path) is None and LANGUAGE_TAG.match(path) is not None


def after_language(path: str) -> str:
    """The rest of an address whose first segment looks like a language."""
    return path[match.end() :] if (match := LANGUAGE_TAG.match(path)) else ""
