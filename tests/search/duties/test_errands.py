"""What is due by the clock: the worker publishes, withdraws and forgets, and search knows at once."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory import actions
from directory.models import Service, ServiceContact
from search.duties.chores import Chores
from search.duties.worker import Worker
from tests.directory.lives import draft, keep, latest, log_of, published, states
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def staff(now):
    return UserFactory(is_superuser=True)


@pytest.fixture
def workers(now, search_index):
    """All that works beside readers, and has done all there was to do."""
    workers = Chores(), Worker(search_index.engine)
    for each in workers:
        each.turn()
    return workers


def at(workers: tuple[Chores, Worker], moment: datetime.datetime) -> None:
    with time_machine.travel(moment, tick=False):
        for each in workers:
            each.turn()


def test_what_is_to_be_public_from_a_moment_is_so_within_a_minute(workers, search_index, staff, now):
    service = draft(name_fi="Perhekahvila", name_so="Makhaayad")
    moment = now + 10 * MINUTE
    actions.publish(service, keep(service, staff, go_live_at=moment), staff)

    at(workers, moment - MINUTE)
    before = search_index.found(q="perhekahvila")
    at(workers, moment + MINUTE)

    assert before == []
    assert search_index.found(q="perhekahvila") == [service]
    assert log_of(service.pk) == ["directory.publish"]
    assert states(service) == {"fi": ("written", False), "so": ("checked", False)}


def test_what_ends_at_a_moment_is_withdrawn_within_a_minute(workers, search_index, staff, now):
    moment = now + 10 * MINUTE
    service = published(staff, name_fi="Perhekahvila", expire_at=moment)

    at(workers, now + 9 * MINUTE)
    before = search_index.found(q="perhekahvila")
    at(workers, moment + MINUTE)

    assert before == [service]
    assert search_index.found(q="perhekahvila") == []
    assert log_of(service.pk) == ["directory.publish", "directory.withdraw"]


def test_an_edit_that_waits_stays_in_the_queue_when_the_time_of_its_listing_is_over(workers, staff, now):
    service = published(staff, expire_at=now + MINUTE)
    actions.submit(service, keep(service, staff, expire_at=None), staff)

    at(workers, now + 3 * MINUTE)
    is_live = Service.objects.get(pk=service.pk).live
    actions.approve(service, staff)

    assert not is_live
    assert Service.objects.public().contains(service)


def test_the_clock_is_asked_once_a_minute(workers, now):
    with CaptureQueriesContext(connection) as in_a_minute:
        at(workers, now + MINUTE)
    with CaptureQueriesContext(connection) as right_after:
        at(workers, now + MINUTE)

    assert any("expire_at" in query["sql"] for query in in_a_minute)
    assert not any("expire_at" in query["sql"] for query in right_after)


def test_people_are_forgotten_on_the_day_after_their_last(workers, staff, now, caplog):
    service = published(staff)
    edited = latest(service)
    edited.contacts.set([ServiceContact(name="Maija", keep_until=now.date())])
    actions.publish(service, edited.save_revision(), staff)

    at(workers, now + 10 * MINUTE)
    on_the_last_day = ServiceContact.objects.count()
    with caplog.at_level("INFO", logger="search.duties.errands"):
        at(workers, now + datetime.timedelta(days=1))

    assert (on_the_last_day, ServiceContact.objects.count()) == (1, 0)
    assert "their time was over: 1." in caplog.text
    assert "Maija" not in caplog.text


def test_a_version_that_cannot_be_published_is_logged_and_keeps_nothing_else_from_its_turn(
    workers, search_index, staff, now, caplog
):
    service, later = published(staff), draft(name_fi="Muskari")
    revision = keep(service, staff, go_live_at=now + MINUTE)
    actions.publish(service, revision, staff)
    revision.content["kind"] = None
    revision.save(update_fields=["content"])
    actions.publish(later, keep(later, staff, go_live_at=now + 2 * MINUTE), staff)
    edited = latest(published(staff, name_fi="Perhekahvila"))
    edited.contacts.set([ServiceContact(name="Maija", keep_until=now.date())])
    actions.publish(edited, edited.save_revision(), staff)

    at(workers, now + 3 * MINUTE)
    at(workers, now + 5 * MINUTE)
    found = search_index.found(q="muskari"), search_index.found(q="perhekahvila")
    at(workers, now + datetime.timedelta(days=1))

    assert found == ([later], [edited])
    assert caplog.text.count("What is due by the clock") == 1
    assert not ServiceContact.objects.exists()


@pytest.mark.parametrize("seconds", [0, 29])
def test_what_ends_within_a_minute_is_withdrawn_at_that_moment(workers, search_index, staff, now, seconds):
    moment = now + 10 * MINUTE + datetime.timedelta(seconds=seconds)
    service = published(staff, name_fi="Perhekahvila", expire_at=moment)

    at(workers, now + 9 * MINUTE)
    at(workers, now + 10 * MINUTE - datetime.timedelta(seconds=1))
    if seconds:
        at(workers, now + 10 * MINUTE)
    before = search_index.found(q="perhekahvila")
    at(workers, moment)

    assert before == [service]
    assert search_index.found(q="perhekahvila") == []
