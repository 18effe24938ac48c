"""What every test may use."""

from datetime import datetime

import pytest
import time_machine
from django.utils import translation
from hypothesis import settings

from directory.dates.times import HELSINKI

pytest_plugins = [
    "tests.plugins.audit",
    "tests.plugins.authority",
    "tests.plugins.browser",
    "tests.plugins.demo",
    "tests.plugins.elasticsearch",
    "tests.plugins.garbage",
    "tests.plugins.html",
    "tests.plugins.migrated",
    "tests.plugins.pages",
    "tests.plugins.postgresql",
    "tests.plugins.search",
    "tests.plugins.second_factor",
    "tests.plugins.sharing_out",
]

# No deadline: how long an example takes says more about the machine than about the code
settings.register_profile("tests", deadline=None, database=None, print_blob=True)
settings.load_profile("tests")


@pytest.fixture(autouse=True)
def language_as_before():
    """A page that was asked for leaves its language behind: no test is to find that of another."""
    with translation.override(translation.get_language()):
        yield


@pytest.fixture
def now():
    """Wednesday 11 March 2026, 13:00 in Helsinki, standing still."""
    moment = datetime(2026, 3, 11, 13, tzinfo=HELSINKI)
    with time_machine.travel(moment, tick=False):
        yield moment


@pytest.fixture
def time_machine_now():
    """The same moment, to be moved on: `time_machine_now.shift(60)`."""
    moment = datetime(2026, 3, 11, 13, tzinfo=HELSINKI)
    with time_machine.travel(moment, tick=False) as traveller:
        yield traveller
