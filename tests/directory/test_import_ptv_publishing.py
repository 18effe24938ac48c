"""Publishing what is imported, and leaving to people what is theirs."""

import pytest

from search.models import OutboxEntry
from tests.directory import ptv
from tests.directory.lives import keep

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A copy of the payloads that a test may change."""
    return ptv.copy_to(tmp_path)


def test_published_listings_are_live_and_told_to_the_search():
    printed = ptv.run(ptv.FOLDER, "--publish")

    club = ptv.service(ptv.CLUB)
    assert ptv.last_line(printed) == "added 2, changed 0, unchanged 0"
    assert club.live
    assert not club.has_unpublished_changes
    assert club.live_revision.as_object().schedules.count() == 6
    assert OutboxEntry.objects.filter(kind=OutboxEntry.Kind.SERVICE, object_id=club.pk).exists()


def test_publishing_again_changes_nothing():
    ptv.run(ptv.FOLDER, "--publish")

    printed = ptv.run(ptv.FOLDER, "--publish")

    assert ptv.last_line(printed) == "added 0, changed 0, unchanged 2"


@pytest.mark.postgresql
def test_a_change_of_a_live_listing_waits_unless_it_is_published(folder):
    ptv.run(folder, "--publish")
    ptv.rename(folder, ptv.CLUB, "Perheiden keittiö")

    first, again = ptv.run(folder), ptv.run(folder)
    waiting = ptv.service(ptv.CLUB)
    published = ptv.run(folder, "--publish")

    assert ptv.last_line(first) == "added 0, changed 1, unchanged 1"
    assert ptv.last_line(again) == "added 0, changed 0, unchanged 2"
    assert (waiting.name_fi, waiting.has_unpublished_changes) == ("Perheiden olohuone", True)
    assert ptv.last_line(published) == "added 0, changed 1, unchanged 1"
    assert ptv.service(ptv.CLUB).name_fi == "Perheiden keittiö"


def test_an_edit_that_waits_is_not_published_by_an_import(folder, coordinator):
    ptv.run(folder, "--publish")
    keep(ptv.service(ptv.CLUB), coordinator, summary_fi="Uusi tiivistelmä")
    ptv.rename(folder, ptv.CLUB, "Perheiden keittiö")

    printed = ptv.run(folder, "--publish")

    club = ptv.service(ptv.CLUB)
    assert club.name_fi == "Perheiden olohuone"
    assert club.get_latest_revision_as_object().summary_fi == "Uusi tiivistelmä"
    assert club.get_latest_revision_as_object().name_fi == "Perheiden keittiö"
    assert "was edited here and not published yet: publish it here" in printed


def test_a_listing_withdrawn_here_stays_withdrawn():
    ptv.run(ptv.FOLDER, "--publish")
    ptv.service(ptv.NIGHT).unpublish()

    printed = ptv.run(ptv.FOLDER, "--publish")

    assert not ptv.service(ptv.NIGHT).live
    assert "was withdrawn here and stays so" in printed


def test_a_listing_that_goes_to_another_organisation_goes_there_at_once(folder):
    ptv.run(folder, "--publish")
    other = {"organization": {"id": "c9", "name": "Toisen kaupunki"}, "roleType": "Responsible"}
    ptv.change(folder, "services", ptv.NIGHT, organizations=[other])

    ptv.run(folder)
    again = ptv.run(folder)

    assert ptv.service(ptv.NIGHT).organization.name_fi == "Toisen kaupunki"
    assert ptv.last_line(again) == "added 0, changed 0, unchanged 2"
