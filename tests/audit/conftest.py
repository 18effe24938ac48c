"""Judges asked in the process of the tests, instead of over the network."""

from collections.abc import Callable
from email.message import Message
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles.views import serve
from django.http import Http404, HttpResponse, HttpResponseNotFound
from django.test import RequestFactory

from judges.fetching import Answer


@pytest.fixture
def ask(client) -> Callable[..., Answer]:
    """Answer as judges.fetching.fetch does: `ask("http://testserver/fi/", {"Origin": "…"})`."""

    def answer(url: str, headers: dict[str, str] | None = None) -> Answer:
        path = urlsplit(url)._replace(scheme="", netloc="").geturl()
        is_static = path.startswith(settings.STATIC_URL)
        return _as_answer(_static_file(path) if is_static else client.get(path, headers=headers))

    return answer


def _static_file(path: str) -> HttpResponse:
    """A file as the live server of tests gives it: the client asks the site alone."""
    try:
        found = serve(RequestFactory().get(path), path.removeprefix(settings.STATIC_URL), insecure=True)
    except Http404:
        return HttpResponseNotFound()
    with found.file_to_stream as file:
        return HttpResponse(file.read(), content_type=found["Content-Type"])


def _as_answer(response: HttpResponse) -> Answer:
    headers = Message()
    for name, value in response.headers.items():
        headers[name] = value
    for cookie in response.cookies.values():
        headers["Set-Cookie"] = cookie.OutputString()
    return Answer(response.status_code, headers, response.getvalue())
