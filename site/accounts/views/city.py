"""The city's own sign-in: the way there, and the way back in the language in which one left.

Whatever goes wrong on the way ends on a page of ours: an issuer that is away, or answers as none should.
"""

import logging
from collections.abc import Callable

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import activate, get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

LANGUAGE = "accounts_city_language"
#: What the library raises where an answer is missing, is no JSON, or lacks what it has to hold
WRONG_ANSWERS = (RequestException, OAuth2Error, LookupError, ValueError, TypeError, AttributeError)

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def to_city(request: HttpRequest, provider_id: str) -> HttpResponse:
    """`?next=` is where one wanted to go."""
    request.session[LANGUAGE] = get_language()
    return _guarded(openid.login, request, provider_id)


@never_cache
@require_safe
def from_city(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The address that is registered there, which has no language."""
    language = request.session.get(LANGUAGE)
    if language in dict(settings.LANGUAGES):
        activate(language)
        request.LANGUAGE_CODE = language
    return _guarded(openid.callback, request, provider_id)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/authentication_error.html", status=401)


def _guarded(view: Callable, request: HttpRequest, provider_id: str) -> HttpResponse:
    if not settings.CITY_SIGN_IN.is_on:
        raise Http404
    try:
        return view(request, provider_id)
    except WRONG_ANSWERS:
        logger.warning("The city's sign-in did not answer as it should.", exc_info=True)
        return failed(request)
