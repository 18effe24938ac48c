"""The shipped vocabulary and the demo, loaded once for all tests of a module that ask for them."""

from collections.abc import Iterator
from datetime import date

import pytest

from directory.imports.demo import Report, load_demo
from directory.imports.upserts import Tally
from directory.imports.vocabulary import load_vocabulary
from tests.plugins.copies import rolled_back, rows_made_by

#: The day on which the demo is loaded: a Wednesday
LOADED_ON = date(2026, 3, 11)


@pytest.fixture(scope="module")
def module_transaction(django_db_setup, django_db_blocker) -> Iterator[None]:
    """What module fixtures write stays until the module is done; its tests roll back their own writing."""
    with django_db_blocker.unblock(), rolled_back():
        yield


@pytest.fixture(scope="module")
def loaded_vocabulary(module_transaction) -> dict[str, Tally]:
    return load_vocabulary()


@pytest.fixture(scope="module")
def loaded_demo(django_db_setup, django_db_blocker) -> Iterator[Report]:
    """The vocabulary and the demo."""
    with django_db_blocker.unblock(), rows_made_by(_load_both) as report:
        yield report


def _load_both() -> Report:
    load_vocabulary()
    return load_demo(today=LOADED_ON)
