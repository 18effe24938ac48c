"""What comes and goes is found or gone within a second, in each index.

Counted in the waits of the worker's own loop, which are added up and not waited: how long its work takes says
more about the machine than about the code. Real processes have a real clock in test_two_workers.
"""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from directory import actions
from directory.choices import Standing
from search.duties.chores import Chores
from search.duties.worker import Worker
from search.engines.following import PATIENCE
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
    """Stands in for the worker's pauses: a change is made at the beginning of the first one.

    What goes on beside the worker has a turn at the end of each later one, when the worker has just had its.
    """

    def __init__(
        self,
        change: Callable[[], object],
        is_seen: Callable[[], bool],
        beside: Callable[[], object] = lambda: None,
    ):
        super().__init__()
        self.change, self.is_seen, self.beside = change, is_seen, beside
        self.is_changed, self.waited = False, 0.0

    def wait(self, seconds: float) -> bool:
        if not self.is_changed:
            self.change()
            self.is_changed = True
        elif self.is_seen() or self.waited > WITHIN:
            self.set()
        else:
            self.beside()
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


def unpublish(service, _staff):
    service.unpublish()


def delete(service, _staff):
    service.delete()


@pytest.fixture
def index(search_index, engine) -> SearchIndex:
    found = SearchIndex(engine)
    found.drain()
    return found


def at_the_place(**fields):
    place = LocationFactory(postal_code=POSTAL_CODE)
    return ServiceAtLocationFactory(location=place, **fields).service


def number_found(index: SearchIndex) -> int:
    return index.search(postal_code=POSTAL_CODE).total


def seconds_until_seen(index: SearchIndex, change: Callable) -> float:
    """How long the worker pauses until a listing is found at its place, or is not any more."""
    staff = UserFactory(is_superuser=True)
    service = at_the_place(service__live=change is not publish)
    index.drain()
    before = number_found(index)
    clock = Clock(lambda: change(service, staff), lambda: number_found(index) != before)
    Worker(index.engine).run(clock)
    return clock.waited


def test_listing_is_found_or_gone_within_a_second(index):
    waited = {
        change.__name__: seconds_until_seen(index, change)
        for change in (publish, withdraw, suspend, hide, unpublish, delete)
    }

    assert waited
    assert max(waited.values()) + FOLLOWED <= WITHIN, waited


def test_listing_is_gone_within_a_second_of_its_end(time_machine_now, index):
    life, chores = timedelta(hours=1), Chores()
    at_the_place(service__expire_at=timezone.now() + life)
    index.drain()
    chores.turn()
    before = number_found(index)

    clock = Clock(lambda: time_machine_now.shift(life), lambda: not number_found(index), chores.turn)
    Worker(index.engine).run(clock)

    assert before == 1
    assert clock.waited + FOLLOWED <= WITHIN
