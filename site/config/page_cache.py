"""Which pages the proxy in front may keep for some seconds: those that everybody gets alike.

Only where PAGE_CACHE_FOLDER is set, and for nginx, to which `X-Accel-Expires` speaks and which takes it off.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from search.indexing.page_cache import LONGEST_MADE

#: Seconds; a change that anybody must see at once empties the cache before (search.indexing.page_cache)
KEPT_FOR = 30
HEADER = "X-Accel-Expires"


class PageCacheMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        response = self.get_response(request)
        # What took longer may come when the cache was emptied for the last time after a change
        is_in_time = time.monotonic() - began < LONGEST_MADE
        if settings.PAGE_CACHE_FOLDER and is_in_time and _is_for_everybody(request, response):
            response[HEADER] = str(KEPT_FOR)
        return response


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """A page that knows nothing of who asks: without a cookie nobody is signed in and nothing is a draft."""
    is_anonymous = not request.COOKIES and "Authorization" not in request.headers
    is_plain = response.status_code == 200 and not response.cookies and not response.streaming
    says_nothing_else = "Cache-Control" not in response
    is_page = response.get("Content-Type", "").startswith("text/html")
    return request.method in ("GET", "HEAD") and is_anonymous and is_plain and says_nothing_else and is_page
