"""A reader waits once for a search engine that is slow or away, whatever a page asks of it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from search.engines.patience import one_reader


class PatienceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with one_reader():
            return self.get_response(request)
