"""The demo behind a server that all journeys of a module share."""

from collections.abc import Iterator

import pytest
from pytest_django.live_server_helper import LiveServer

from public_pages import PAGES
from tests.plugins.browser import shared_server


@pytest.fixture(scope="module")
def demo_server(demo_site) -> Iterator[LiveServer]:
    with shared_server() as server:
        yield server


@pytest.fixture
def site_url(demo_server, db) -> str:
    return demo_server.url


@pytest.fixture(params=PAGES)
def address(request, demo_site) -> str:
    """Every public page in turn, without its language."""
    return demo_site[request.param]
