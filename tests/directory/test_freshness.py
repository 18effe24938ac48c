"""A listing that nobody confirms fades: a label, a lower rank, out of sight; confirming it brings it back."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from directory import actions
from directory.dates.times import HELSINKI
from directory.freshness import Closing, Freshness, days_unconfirmed, freshness
from directory.models import Assurance, Service
from tests.cast import DAY, TODAY, session
from tests.directory.lives import keep, log_of, published
from tests.factories import ServiceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    """The tests' day at one o'clock, to be moved: `clock.move_to(moment)`."""
    with time_machine.travel(datetime(2026, 3, 11, 13, tzinfo=HELSINKI), tick=False) as traveller:
        yield traveller


@pytest.fixture
def listing(organization, clock):
    """A public listing that was confirmed on the tests' day."""
    service = ServiceFactory(organization=organization, name_fi="Perhekahvila", slug="kahvila")
    Assurance.objects.create(service=service, assured_date=TODAY)
    return service


@pytest.fixture
def after(clock, listing):
    """So many days later, with the daily command run; returns what it said."""

    def move(days: int, *options: str) -> str:
        clock.move_to(timezone.now() + timedelta(days=days))
        said = StringIO()
        call_command("run_daily", *options, stdout=said)
        return said.getvalue()

    return move


@pytest.mark.parametrize(
    ("days", "stage"),
    [(149, "FRESH"), (150, "DUE"), (180, "LABELLED"), (239, "LABELLED"), (240, "LOWERED"), (365, "HIDDEN")],
)
def test_stage_follows_from_the_days(days, stage):
    assert freshness(days) == Freshness[stage]


@pytest.mark.parametrize(
    ("closing", "days"),
    [
        (None, 100),
        (Closing(TODAY - 30 * DAY, TODAY - 21 * DAY), 90),
        (Closing(TODAY - 9 * DAY), 90),
        (Closing(TODAY - 9 * DAY, TODAY + 30 * DAY), 90),
        (Closing(TODAY - 200 * DAY, TODAY - 100 * DAY), 100),
        (Closing(TODAY - 200 * DAY), 0),
        (Closing(TODAY + DAY, TODAY + 30 * DAY), 100),
    ],
)
def test_days_on_which_a_listing_is_closed_do_not_count(closing, days):
    assert days_unconfirmed(TODAY - 100 * DAY, TODAY, closing=closing) == days


def test_listing_stays_until_its_last_day_and_is_then_gone_for_readers(after, reader, listing):
    after(364)
    reader("/fi/services/kahvila/")

    said = after(1)

    assert f"fading: hide listing {listing.pk}" in said
    reader("/fi/services/kahvila/", status=404)
    assert log_of(listing.pk) == ["directory.hide"]


def test_hiding_twice_changes_nothing_more(after, listing, heard):
    after(365)
    heard.clear()

    said = after(1)

    assert "fading: nothing to do" in said
    assert heard == []
    assert Assurance.objects.get().hidden_date == timezone.localdate() - DAY


def test_rehearsal_says_what_would_be_done_and_does_nothing(after, reader, listing):
    said = after(365, "--dry-run")

    assert f"fading: would hide listing {listing.pk}" in said
    reader("/fi/services/kahvila/")
    assert log_of(listing.pk) == []


def test_confirming_brings_back_what_was_hidden(after, reader, listing, editor):
    after(365)

    actions.confirm(listing, editor, "workspace")

    reader("/fi/services/kahvila/")
    assert Assurance.objects.get().assured_date == timezone.localdate()


def test_hidden_listing_leaves_the_index_and_a_confirmed_one_comes_back(after, listing, editor, search_index):
    search_index.drain()
    assert search_index.found(q="perhekahvila") == [listing]

    after(365)
    search_index.drain()
    assert search_index.found(q="perhekahvila") == []

    actions.confirm(listing, editor, "workspace")
    search_index.drain()
    assert search_index.found(q="perhekahvila") == [listing]


def test_faded_listing_comes_after_one_that_is_confirmed(after, listing, search_index):
    other = ServiceFactory(name_fi="Perhekahvila")
    search_index.drain()
    assert search_index.found(q="perhekahvila") == [listing, other]

    after(240)
    search_index.drain()

    assert search_index.found(q="perhekahvila") == [other, listing]


def test_nothing_fades_while_a_listing_is_closed(after, reader, listing, editor):
    actions.set_closing(listing, Closing(TODAY + DAY), editor)

    after(500)

    page = reader("/en/services/kahvila/")
    assert "Closed for now" in page.texts(".head .mark")
    assert [words for words in page.texts(".head .mark") if "Not confirmed" in words] == []


def test_days_of_a_closing_that_is_over_stay_a_pause_when_another_one_takes_its_place(after, listing, editor):
    actions.set_closing(listing, Closing(TODAY + DAY, TODAY + 60 * DAY), editor)
    after(100)

    actions.set_closing(listing, None, editor)

    assert Assurance.objects.get().days_unconfirmed(timezone.localdate()) == 40


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [(1, 150, 0), (31, 150, 0), (1, 60, 40), (80, 150, 19), (101, 150, 40)],
    ids=["longer", "later", "the same, and over", "after a gap", "another"],
)
def test_days_that_two_closings_have_count_once(after, listing, editor, first, last, days):
    actions.set_closing(listing, Closing(TODAY + DAY, TODAY + 60 * DAY), editor)
    after(100)

    actions.set_closing(listing, Closing(TODAY + first * DAY, TODAY + last * DAY), editor)

    assert Assurance.objects.get().days_unconfirmed(timezone.localdate()) == days


def test_closing_holds_at_once_and_no_waiting_edit_takes_it_back(coordinator, now):
    service = published(coordinator, name_fi="Kerho")
    revision = keep(service, coordinator, name_fi="Uusi nimi")

    actions.set_closing(service, Closing(TODAY, TODAY + DAY), coordinator)
    actions.publish(service, revision, coordinator)

    row = Service.objects.get(pk=service.pk)
    assert (row.name_fi, row.closing) == ("Uusi nimi", Closing(TODAY, TODAY + DAY))


def test_partner_closes_its_own_listings_in_one_step_and_nobody_elses(editor, organization, listing):
    other, strange = ServiceFactory(organization=organization), ServiceFactory()
    closing = Closing(TODAY, TODAY + 30 * DAY)

    with pytest.raises(PermissionDenied):
        actions.set_closings([listing, strange], closing, editor)
    assert Service.objects.exclude(closed_from=None).count() == 0

    assert actions.set_closings([listing, other], closing, editor) == 2
    assert set(Service.objects.exclude(closed_from=None)) == {listing, other}


def test_next_session_is_after_the_break_on_page_and_in_the_index(editor, listing, reader, search_index):
    session(listing, date=TODAY + DAY)
    session(listing, date=TODAY + 20 * DAY)

    actions.set_closing(listing, Closing(TODAY, TODAY + 9 * DAY), editor)
    search_index.drain()

    page = reader("/en/services/kahvila/")
    assert "Closed, back on 21 March 2026" in page.texts(".head .mark")
    assert page.texts(".dates time, .dates li")[0].startswith("On Tuesday")
    (hit,) = search_index.search(q="perhekahvila").hits
    assert hit.session.starts_at.date() == TODAY + 20 * DAY


def test_capacity_is_said_until_its_day_and_then_only_to_ask(after, editor, listing, reader):
    actions.set_capacity(listing, "full", TODAY + 30 * DAY, editor)
    assert "Full, ask for a place" in reader("/en/services/kahvila/").texts(".head .mark")

    after(31)

    page = reader("/en/services/kahvila/")
    assert "Full, ask for a place" not in page.texts(".head .mark")
    assert "Ask if there is room." in page.texts('[aria-labelledby="join"] p')


def test_stranger_changes_neither_capacity_nor_closing(listing):
    stranger = UserFactory()

    with pytest.raises(PermissionDenied):
        actions.set_capacity(listing, "full", TODAY, stranger)
    with pytest.raises(PermissionDenied):
        actions.set_closing(listing, Closing(TODAY), stranger)
