"""What comes and goes is found or gone within a second, in each index.

Counted in the waits of the worker's own loop, which are added up and not waited: how long its work takes says
more about the machine than about the code. Real processes have a real clock in test_two_workers.
"""

import threading
from collections.abc import Callable

import pytest

from directory import actions
from directory.choices import Standing
from search.engines.following import PATIENCE
from search.worker import Worker
from tests.directory.lives import keep
from tests.factories import LocationFactory, ServiceAtLocationFactory, UserFactory
from tests.plugins.search import SearchIndex

# The worker closes its connection at its end, and what was not committed is gone with it
pytestmark = pytest.mark.django_db(transaction=True)

WITHIN = 1.0  # seconds
#: Until a reader's process has taken in what the worker has written
FOLLOWED = PATIENCE
POSTAL_CODE = "00930"


class Clock(threading.Event):
    """Stands in for the worker's pauses: a change is made at the beginning of the first one."""

    def __init__(self, change: Callable[[], object], is_seen: Callable[[], bool]):
        super().__init__()
        self.change, self.is_seen, self.is_changed, self.waited = change, is_seen, False, 0.0

    def wait(self, seconds: float) -> bool:
        if not self.is_changed:
            self.change()
            self.is_changed = True
        elif self.is_seen() or self.waited > WITHIN:
            self.set()
        if not self.is_set():
            self.waited += seconds
        return self.is_set()


def publish(service, staff):
    actions.publish(service, keep(service, staff), staff)


def withdraw(service, staff):
    actions.withdraw(service, staff, "no longer")


def suspend(service, staff):
    actions.set_standing(service.organization, Standing.SUSPENDED, staff, "for a reason")


def hide(service, staff):
    place = service.service_at_locations.get().location
    place.is_address_hidden = True
    actions.keep_place(place, staff)


def delete(service, _staff):
    service.delete()


@pytest.fixture
def index(search_index, engine) -> SearchIndex:
    found = SearchIndex(engine)
    found.drain()
    return found


def seconds_until_seen(index: SearchIndex, change: Callable) -> float:
    """How long the worker pauses until a listing is found at its place, or is not any more."""
    staff = UserFactory(is_superuser=True)
    service = ServiceAtLocationFactory(
        service__live=change is not publish, location=LocationFactory(postal_code=POSTAL_CODE)
    ).service
    index.drain()
    before = index.search(postal_code=POSTAL_CODE).total
    clock = Clock(
        lambda: change(service, staff), lambda: index.search(postal_code=POSTAL_CODE).total != before
    )
    Worker(index.engine).run(clock)
    return clock.waited


def test_listing_is_found_or_gone_within_a_second(index):
    waited = {
        change.__name__: seconds_until_seen(index, change)
        for change in (publish, withdraw, suspend, hide, delete)
    }

    assert waited
    assert max(waited.values()) + FOLLOWED <= WITHIN, waited
