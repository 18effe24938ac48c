"""A form that lacks a part of itself is the sender's mistake, not an error of ours."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDictKeyError
from django.views.defaults import bad_request


class IncompleteFormMiddleware:
    """Wagtail takes the hidden fields of its forms for granted: without one it would answer with an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, MultiValueDictKeyError):
            return bad_request(request, exception)
        return None
