"""One request of one person, and in a word what was answered."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, ClientHandler, RequestFactory, encode_multipart

from accounts.models import User

METHODS = ("GET", "HEAD", "OPTIONS", "TRACE", "POST", "PUT", "PATCH", "DELETE")
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
#: Written to by whoever is signed in, whatever she asks for
NO_CHANGE = {"django_session"}
CHANGES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


class Answer(StrEnum):
    PAGE = "page"
    LED_ON = "led on"
    LOG_IN = "log-in"
    HOME = "back to the admin's first page"
    BAD = "400"
    FORBIDDEN = "403"
    UNKNOWN = "404"
    NOT_ALLOWED = "405"
    ERROR = "error of ours"


def kind_of(response: HttpResponse) -> Answer:
    target = response.headers.get("Location", "").partition("?")[0]
    if response.status_code in (301, 302):
        log_in = dict.fromkeys(("/admin/login/", resolve_url(settings.LOGIN_URL)), Answer.LOG_IN)
        return {**log_in, "/admin/": Answer.HOME}.get(target, Answer.LED_ON)
    by_status = {
        200: Answer.PAGE,
        400: Answer.BAD,
        # Two editors: both versions, and nothing changed
        409: Answer.BAD,
        403: Answer.FORBIDDEN,
        404: Answer.UNKNOWN,
        405: Answer.NOT_ALLOWED,
    }
    return by_status.get(response.status_code, Answer.ERROR)


@dataclass(frozen=True)
class Asked:
    """An answer, and the tables that the request wrote to; a session is no table of ours."""

    answer: Answer
    response: HttpResponse
    written: frozenset[str]


class Asker(RequestFactory):
    """A person at the door, as new to each request as to the first.

    Django's own client keeps every template with its context, which would take most of the time here.
    """

    def __init__(self, user: User | None = None, *, checks_csrf: bool = False):
        super().__init__()
        self.handler = ClientHandler(enforce_csrf_checks=checks_csrf)
        if user:
            client = Client()
            client.force_login(user)
            self.cookies = client.cookies

    def request(self, **request) -> HttpResponse:
        response = self.handler(self._base_environ(**request))
        if response.streaming:
            # Its file is closed at the end, as a server does
            b"".join(response)
        return response

    def ask(self, address: str, method: str = "GET", data: dict | None = None, **headers: str) -> Asked:
        """`data` is sent as a form. What the request changes stays."""
        written: set[str] = set()
        for value in (data or {}).values():
            # A file that was sent before
            getattr(value, "seek", lambda _start: None)(0)
        body = encode_multipart(BOUNDARY, data) if data else b""
        with connection.execute_wrapper(_noting(written)):
            response = self.generic(method, address, body, MULTIPART_CONTENT, headers=headers)
        return Asked(kind_of(response), response, frozenset(written - NO_CHANGE))


class HeadUndrawnMiddleware:
    """Leaves a page undrawn where only its head was asked for: drawing is most of the time of these tests."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.method == "HEAD":
            response.content = b""
        return response


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is changed inside is as it was before."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _noting(written: set[str]) -> Callable:
    def note(execute, sql, params, many, context):
        written.update(CHANGES.findall(sql))
        return execute(sql, params, many, context)

    return note
