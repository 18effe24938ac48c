"""The pages of errors: in the reader's language where the address names one, in all where it does not."""

import base64
import hashlib
import re
from copy import copy
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import is_valid_path, reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request, override
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.defaults import bad_request

from config.addresses import after_language, is_of_admin, language_in, same_page
from config.languages import BY_CODE, Language
from directory.reading.vocabulary import vocabulary

#: For a reader whose language is not among ours: more people read it than the city's first language
LINGUA_FRANCA = "en"
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True)
class Choice:
    """A language to go on in: `words` ask, in that language, what the reader needs."""

    language: Language
    url: str
    words: str


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    if language_in(request.path_info) is None and not is_of_admin(request.path_info):
        return choice_of_languages(request)
    context = {"themes": vocabulary(get_language()).themes, "shows_all_languages": True}
    return render(request, "404.html", context, status=404)


def choice_of_languages(request: HttpRequest) -> HttpResponse:
    language = _readers_language(request)
    with override(language):
        context = {"choices": choices(request), "language_links": ()}
        response = render(request, "languages.html", context, status=404)
    response["Content-Language"] = language
    patch_vary_headers(response, ("Accept-Language",))
    return response


def choices(request: HttpRequest) -> list[Choice]:
    """Every offered language, with the same page in it where there can be one, else its front page."""
    return [_choice(code, request) for code, _name in settings.LANGUAGES]


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer what came without the token of a form of ours; not allowed at all where a page takes none."""
    allowed = _allowed_methods(request) if language_in(request.path_info) else ""
    takes_forms = not allowed or request.method in allowed.split(", ")
    response = render(request, "403.html", {"shows_all_languages": True}, status=403 if takes_forms else 405)
    if not takes_forms:
        response["Allow"] = allowed
    return response


def not_taken(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is too much or broken before a view sees it. No page can be drawn for another host."""
    if isinstance(exception, DisallowedHost):
        return bad_request(request, exception)
    return render(request, "403.html", {"shows_all_languages": True}, status=400)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer with a file that needs nothing of us, and a policy that allows its own style alone."""
    page = _error_page()
    response = HttpResponse(page, status=500)
    policy = f"default-src 'none'; style-src '{style_digest(page)}'; frame-ancestors 'none'; base-uri 'none'"
    response["Content-Security-Policy"] = policy
    return response


def style_digest(page: str) -> str:
    """The source expression of a page's one inline style: https://www.w3.org/TR/CSP3/#grammardef-hash-source."""
    digest = hashlib.sha256(STYLE.search(page)[1].encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _allowed_methods(request: HttpRequest) -> str:
    """What a view answers to, in its own words: asked with a method that changes nothing. Empty for all."""
    view, arguments, named = request.resolver_match
    question = copy(request)
    question.method = "OPTIONS"
    answer = view(question, *arguments, **named)
    return answer.get("Allow", "") if answer.status_code == 405 else ""


@cache
def _error_page() -> str:
    return (settings.ROOT / "templates" / "500.html").read_text("utf-8")


def _choice(code: str, request: HttpRequest) -> Choice:
    with override(code):
        path, _mark, query = same_page(request).partition("?")
        same = f"/{code}/{after_language(path)}"
        url = f"{same}?{query}" if query else same
        return Choice(BY_CODE[code], url if is_valid_path(same) else reverse("front"), _("What do you need?"))


def _readers_language(request: HttpRequest) -> str:
    found = get_language_from_request(request)
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    is_wanted = found != settings.LANGUAGE_CODE or any(code.split("-")[0] == found for code, _weight in asked)
    if is_wanted or LINGUA_FRANCA not in dict(settings.LANGUAGES):
        return found
    return LINGUA_FRANCA
