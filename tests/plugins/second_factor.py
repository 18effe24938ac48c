"""Whoever a test signs in by force has done the second step too; `without_second_step` takes it back."""

import time
from collections.abc import Iterator

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import user_logged_in
from django.test import Client

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


def _mark(request, user, **_kwargs) -> None:
    # A request of `force_login` came from nowhere; one of a browser is left as it is
    if "REMOTE_ADDR" not in request.META:
        record_authentication(request, user, METHOD)
