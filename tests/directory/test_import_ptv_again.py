"""Importing again: what changed in the source comes in, what a person changed here stays."""

import pytest

from directory import actions
from directory.models import Location, Service
from search.models import OutboxEntry
from tests.directory import ptv
from tests.directory.lives import keep
from tests.factories import TaxonomyTermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A copy of the payloads that a test may change."""
    return ptv.copy_to(tmp_path)


@pytest.mark.postgresql
def test_a_second_run_changes_nothing():
    ptv.run()
    before = OutboxEntry.objects.count()

    printed = ptv.run()

    assert ptv.last_line(printed) == "added 0, changed 0, unchanged 2"
    assert "places: 0 new, 0 changed, 3 as before" in printed
    assert OutboxEntry.objects.count() == before


def test_a_change_in_the_source_changes_the_listing(folder):
    ptv.run(folder)
    ptv.rename(folder, ptv.CLUB, "Perheiden keittiö")

    printed = ptv.run(folder)

    assert ptv.last_line(printed) == "added 0, changed 1, unchanged 1"
    assert ptv.service(ptv.CLUB).name_fi == "Perheiden keittiö"


def test_a_change_of_a_place_reaches_it_once(folder):
    ptv.run(folder)
    ptv.change(folder, "channels", ptv.CAFE, phoneNumbers=[{"number": "401112223", "prefixNumber": "+358"}])

    printed = ptv.run(folder)

    assert "places: 0 new, 1 changed, 2 as before" in printed
    assert [phone.number for phone in ptv.place(ptv.CAFE).phones.all()] == ["+358 40 1112223"]
    assert Location.objects.count() == 3


def test_what_a_person_changed_here_is_not_overwritten(folder, coordinator):
    ptv.run(folder)
    keep(ptv.service(ptv.CLUB), coordinator, name_fi="Olohuone torilla", name_so="Qolka qoyska")
    ptv.rename(folder, ptv.CLUB, "Perheiden keittiö")

    printed = ptv.run(folder)

    club = ptv.service(ptv.CLUB)
    assert (club.name_fi, club.name_so) == ("Olohuone torilla", "Qolka qoyska")
    assert "changed here, not overwritten: name_fi" in printed
    assert "kept 1 local edits" in printed


@pytest.mark.postgresql
def test_what_an_editor_saved_as_a_draft_is_not_overwritten(folder, coordinator):
    ptv.run(folder)
    keep(ptv.service(ptv.CLUB), coordinator, name_fi="Olohuone torilla")
    ptv.change(folder, "services", ptv.CLUB, serviceChargeType="Chargeable")
    ptv.rename(folder, ptv.CLUB, "Perheiden keittiö")

    ptv.run(folder)

    draft = ptv.service(ptv.CLUB).get_latest_revision_as_object()
    assert draft.name_fi == "Olohuone torilla"
    assert not draft.is_free


def test_a_listing_in_review_is_left_to_the_reviewer(folder, coordinator):
    ptv.run(folder)
    club = ptv.service(ptv.CLUB)
    actions.submit(club, keep(club, coordinator, summary_fi="Uusi tiivistelmä"), coordinator)
    in_review = ptv.service(ptv.CLUB).latest_revision_id
    ptv.rename(folder, ptv.CLUB, "Perheiden keittiö")

    printed = ptv.run(folder, "--publish")

    assert "is being reviewed here: changed in the source, not changed here" in printed
    assert ptv.service(ptv.CLUB).latest_revision_id == in_review
    assert not ptv.service(ptv.CLUB).live


def test_numbers_changed_here_stay_as_they_are(folder):
    ptv.run(folder)
    club = ptv.service(ptv.CLUB)
    club.phones.get(number="800123456").delete()
    club.save_revision()
    ptv.change(folder, "channels", ptv.LINE, phoneNumbers=[{"number": "401112223", "prefixNumber": "+358"}])

    printed = ptv.run(folder)

    numbers = [phone.number for phone in ptv.service(ptv.CLUB).phones.all()]
    assert numbers == ["+358 40 1234567"]
    assert "changed here, not overwritten: phones" in printed


def test_a_topic_chosen_here_stays_and_stays_first_when_the_terms_change(folder):
    ptv.run(folder)
    topic = TaxonomyTermFactory(code="company")
    club = ptv.service(ptv.CLUB)
    club.attributes.create(term=topic, sort_order=99)
    club.save_revision()
    ptv.change(folder, "services", ptv.CLUB, lifeEvents=[])

    ptv.run(folder)

    codes = list(ptv.service(ptv.CLUB).attributes.values_list("term__code", flat=True))
    assert codes[0] == "company"
    assert "KE1" not in codes
    assert "P3" in codes


def test_a_listing_deleted_here_does_not_come_back():
    ptv.run()
    ptv.service(ptv.NIGHT).delete()

    printed = ptv.run()

    assert "was deleted here and stays so" in printed
    assert Service.objects.count() == 1


def test_what_is_deleted_in_the_source_is_reported_and_stays(folder):
    ptv.run(folder)
    (folder / "services" / f"{ptv.NIGHT}.json").unlink()
    ptv.change(folder, "services", ptv.CLUB, publishingStatus="Deleted")

    printed = ptv.run(folder)

    assert f"service {ptv.NIGHT} (Yökahvila nuorille): gone from the source, not deleted here" in printed
    assert "Perheiden olohuone (a1000000) is deleted in the source, nothing is deleted here" in printed
    assert Service.objects.count() == 2
