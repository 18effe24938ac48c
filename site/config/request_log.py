"""A line for each answer: which page and how long, never who, from where or what was asked."""

import logging
import time

from django.http import HttpRequest, HttpResponse

from config.logs import page_of

logger = logging.getLogger(__name__)


class RequestLogMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        response = self.get_response(request)
        # Style sheets and pictures are found by no address of ours
        if request.resolver_match or response.status_code >= 400:
            answered = {
                "method": request.method,
                "page": page_of(request),
                "status": response.status_code,
                "milliseconds": round((time.monotonic() - began) * 1000),
            }
            logger.info("%(method)s %(page)s %(status)d in %(milliseconds)d ms", answered, extra=answered)
        return response
