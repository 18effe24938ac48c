"""The language that an address begins with, if any, and the address of the same page in another."""

import re
from urllib.parse import unquote_plus, urlencode

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils.cache import patch_vary_headers

#: What looks like a tag of a language: two or three letters, and more after a hyphen
LANGUAGE_TAG = re.compile(r"/([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)(?:/|$)")
#: Characters of a path, and of what stands after its question mark, that links to the same page carry
LONGEST = 2_000
LONGEST_VALUE = 200


class LanguageMiddleware(LocaleMiddleware):
    """Puts the reader's language in front of an address without one, as Django does.

    An address in a language that is not offered (`/xx/…`) stays unfound: its first segment is no page. So
    does one in a part of the site without languages, such as the admin.
    """

    def process_response(self, request, response):
        path = request.path_info
        if response.status_code == 404 and (names_other_language(path) or _has_no_language(request)):
            patch_vary_headers(response, ("Accept-Language",))
            return response
        return super().process_response(request, response)


def language_in(path: str) -> str | None:
    """The code of the offered language that an address begins with."""
    first = path.removeprefix("/").split("/", 1)[0]
    return first if first in dict(settings.LANGUAGES) else None


def names_other_language(path: str) -> bool:
    return language_in(path) is None and LANGUAGE_TAG.match(path) is not None


def _has_no_language(request: HttpRequest) -> bool:
    """Whether the address is one of ours as it stands, without a language in front."""
    return request.resolver_match is not None and language_in(request.path_info) is None


def is_of_admin(path: str) -> bool:
    return path.startswith(reverse("wagtailadmin_home"))


def after_language(path: str) -> str:
    """The rest of an address whose first segment looks like a language."""
    return path[match.end() :] if (match := LANGUAGE_TAG.match(path)) else ""


def same_page(request: HttpRequest) -> str:
    """The address of a page for links to it in other languages. They repeat it: what is long is cut.

    A page that began with more than its address says puts it into `request.address_elsewhere`.
    """
    address = getattr(request, "address_elsewhere", "") or request.get_full_path()
    path, mark, query = address.partition("?")
    if len(path) > LONGEST:
        return ""
    return f"{path}{mark}{query if len(query) <= LONGEST else _beginning(query)}"


def _beginning(query: str) -> str:
    """The first pairs of keys and values that there is room for, each value cut as a search cuts it."""
    pairs, room = [], LONGEST
    for written in query.split("&"):
        key, _sign, value = (unquote_plus(part) for part in written.partition("="))
        pair = urlencode([(key[:LONGEST_VALUE], value[:LONGEST_VALUE])])
        room -= len(pair) + 1
        if room < 0:
            break
        pairs.append(pair)
    return "&".join(pairs)
