"""Tests with transactions of their own empty the tables afterwards: also the log of acts."""

from collections.abc import Iterator

import pytest
from django.core.management.commands import flush

from audit.door import door


@pytest.fixture(autouse=True, scope="session")
def door_open_to_flushing() -> Iterator[None]:
    handle = flush.Command.handle

    def handle_with_open_door(self, **options):
        with door():
            return handle(self, **options)

    flush.Command.handle = handle_with_open_door
    yield
    flush.Command.handle = handle
