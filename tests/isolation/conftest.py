"""The world of these tests, made once for each module: nothing that a test asks for is left in it."""

import logging
from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from directory.dates.times import HELSINKI
from directory.language_counts import count_languages
from directory.reading.keeping import forget_everything
from directory.reading.vocabulary import forget
from pages import finding
from search.engines import get_engine
from search.indexing.rebuild import rebuild
from tests.cast import TODAY
from tests.isolation.world import World, make_world


def forget_all() -> None:
    """What the process keeps between requests."""
    forget()
    forget_everything()
    finding.forget()


@pytest.fixture(scope="module")
def world(module_transaction, tmp_path_factory) -> Iterator[World]:
    """Everything there is, on the tests' Wednesday at one o'clock, and the index of it."""
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, 13, tzinfo=HELSINKI)
    folder = tmp_path_factory.mktemp("index")
    middleware = [*settings.MIDDLEWARE, "tests.isolation.asking.HeadUndrawnMiddleware"]
    changed = override_settings(SEARCH_INDEX_FOLDER=folder, MIDDLEWARE=middleware)
    forget_all()
    with changed, time_machine.travel(moment, tick=False):
        made = make_world()
        count_languages(timezone.now())
        rebuild(get_engine(), now=timezone.now(), consumer="tests")
        yield made
        forget_all()


@pytest.fixture
def quiet() -> Iterator[None]:
    """Thousands of refused requests: none is worth a line."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
