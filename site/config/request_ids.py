"""Every request has an id: in each line of the log that it causes, and in its answer."""

import contextvars
import re
import uuid

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
#: What a proxy may have given: nothing that could end a line or fill the log
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")

current: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")


class RequestIdMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        request_id = given if GIVEN.fullmatch(given) else uuid.uuid4().hex
        token = current.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            current.reset(token)
        response[HEADER] = request_id
        return response
