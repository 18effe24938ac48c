"""What Wagtail's admin cannot read is the mistake of whoever sent it, not an error of ours: 400."""

import logging
from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError
from django.views.defaults import bad_request

from config.addresses import is_of_admin
from config.logs import page_of

#: How Python and Django begin to say that a text is no number
NOT_A_NUMBER = ("Field 'id' expected a number", "invalid literal for int()", "Exceeds the limit")

logger = logging.getLogger(__name__)


class UnreadableRequestMiddleware:
    """Wagtail takes for granted that forms come with their hidden fields, numbers as numbers, and texts as a
    database can hold them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not (is_of_admin(request.path_info) and _is_of_the_sender(request, exception)):
            return None
        logger.warning("Not understood: %s (%s)", page_of(request), type(exception).__name__)
        return bad_request(request, exception)


def _is_of_the_sender(request: HttpRequest, exception: Exception) -> bool:
    if isinstance(exception, NoReverseMatch):
        # Where to go next, as the form says, may be the name of a route
        return "next" in request.GET or "next" in request.POST
    if isinstance(exception, ValueError):
        return str(exception).startswith(NOT_A_NUMBER)
    # A field that is not there, a number larger than any row's, or a text that PostgreSQL does not take
    return isinstance(exception, MultiValueDictKeyError | OverflowError | DataError)
