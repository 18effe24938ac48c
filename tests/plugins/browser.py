"""A real browser for tests: `browser_page` opens pages of the live server, `axe` finds barriers in them."""

import faulthandler
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from playwright.sync_api import Error, expect, sync_playwright
from playwright.sync_api import TimeoutError as NotInTime
from pytest_django.live_server_helper import LiveServer

import chromium
from judges.axe import barriers
from tests.plugins.floor import missing

# A busy machine draws a page of the admin in more than the five seconds that are Playwright's own
PATIENCE = 20_000  # milliseconds


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(call):
    """Where a page did not come, tell what each thread of its server is doing."""
    report = yield
    if call.excinfo and isinstance(call.excinfo.value, NotInTime):
        with tempfile.TemporaryFile("w+") as written:
            faulthandler.dump_traceback(written)
            written.seek(0)
            report.sections.append(("Threads", written.read()))
    return report


@pytest.fixture(scope="session")
def browser():
    with pytest.MonkeyPatch.context() as environment:
        # Playwright keeps an event loop on this thread: Django would refuse the queries of the test itself
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            expect.set_options(timeout=PATIENCE)
            program = _started(playwright.chromium)
            yield program
            program.close()


@contextmanager
def shared_server() -> Iterator[LiveServer]:
    """A server for the tests of a module; it sees what they have not committed."""
    # For good: threads that hold a browser's connection open end some time after the server
    connection.inc_thread_sharing()
    server = LiveServer("localhost", start=False)
    lent = connections[DEFAULT_DB_ALIAS]
    server.thread.server_class = _lending(lent)
    with _left_open(lent):
        server.start()
        yield server
        server.stop()


@pytest.fixture
def page_problems():
    """What went wrong in the pages so far: asked somebody else, broke the content policy, raised an error."""
    problems = []
    yield problems
    assert problems == []


@pytest.fixture
def site_url(live_server) -> str:
    """The server that pages are opened on; a folder of tests may put its own in place of it."""
    return live_server.url


@pytest.fixture
def new_page(browser, site_url, page_problems):
    """Open pages with settings of a browser's context: `new_page(java_script_enabled=False)`."""
    contexts = []

    def open_page(**options):
        context = browser.new_context(base_url=site_url, **options)
        contexts.append(context)
        context.route("**/*", lambda route: _allow_own(route, site_url, page_problems))
        context.on("weberror", lambda error: page_problems.append(f"error in a script: {error.error}"))
        context.on("console", lambda message: _note_broken_policy(message.text, page_problems))
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def browser_page(new_page):
    """A page of a phone's width in which nothing is open yet."""
    return new_page(viewport={"width": 390, "height": 844}, locale="fi-FI", timezone_id="Europe/Helsinki")


@pytest.fixture
def axe():
    """List the barriers that axe finds on a page, one text each: `assert axe(page) == []`."""

    return barriers


@contextmanager
def _left_open(lent: BaseDatabaseWrapper) -> Iterator[None]:
    """Requests leave the connection open. Signals do not do: Django's test client connects them again."""
    lent.close_if_unusable_or_obsolete = lambda: None
    yield
    del lent.close_if_unusable_or_obsolete


def _lending(lent: BaseDatabaseWrapper) -> type[ThreadedWSGIServer]:
    """Make a kind of server whose threads ask on this connection."""

    class Borrowing(ThreadedWSGIServer):
        def process_request_thread(self, request, client_address):
            connections[DEFAULT_DB_ALIAS] = lent
            super().process_request_thread(request, client_address)

        def _close_connections(self):
            """Leave open what is the test's: Django's own closes it after each request."""

    return Borrowing


def _started(browser_type):
    path = chromium.find() or browser_type.executable_path
    if not Path(path).exists():
        missing("no browser")
    try:
        return browser_type.launch(executable_path=path, args=chromium.QUIET)
    except Error as error:
        missing(f"the browser {path} does not start: {error.message.splitlines()[0]}")


def _allow_own(route, own: str, problems: list[str]) -> None:
    if route.request.url.startswith((f"{own}/", "data:", "blob:")):
        route.continue_()
        return
    problems.append(f"request to somebody else: {route.request.url}")
    route.abort()


def _note_broken_policy(text: str, problems: list[str]) -> None:
    if "Content Security Policy" in text:
        problems.append(text)
