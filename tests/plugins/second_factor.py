"""Whoever a test signs in by force has done the second step too; `without_second_step` takes it back."""

import time
from collections.abc import Iterator

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import user_logged_in
from django.test import Client
from playwright.sync_api import Page

from accounts.models import User
from accounts.second_factor import METHOD


@pytest.fixture(autouse=True, scope="session")
def second_factor() -> Iterator[None]:
    user_logged_in.connect(_mark)
    yield
    user_logged_in.disconnect(_mark)


def without_second_step(client: Client) -> None:
    """As after a code by e-mail alone."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "code", "at": time.time()}]
    session.save()


def sign_in_by_force(page: Page, user: User, site_url: str) -> None:
    """Sign a person in to a browser's page, second step included."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site_url}])


def _mark(request, user, **_kwargs) -> None:
    # A request of `force_login` came from nowhere; one of a browser is left as it is
    if "REMOTE_ADDR" not in request.META:
        record_authentication(request, user, METHOD)
