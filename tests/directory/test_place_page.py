"""The page of a place: what happens there in the coming seven days."""

import pytest

from directory.choices import Standing
from directory.models import LocationPhone
from tests.cast import DAY, TODAY, place, session, walk_in
from tests.factories import OrganizationFactory, ServiceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def house():
    return place(
        "malmi", slug="talo", name_fi="Malmin talo", street_address="Ala-Malmin tori 1", is_family_centre=True
    )


def test_week_lists_sessions_by_day_and_hour(reader, house):
    walk_in(house, name_fi="Iltakerho", opens=17)
    walk_in(house, name_fi="Kahvila", opens=14)
    walk_in(house, name_fi="Huominen", date=TODAY + DAY)
    walk_in(house, name_fi="Ensi kuussa", date=TODAY + 30 * DAY)

    page = reader("/en/places/talo/")

    assert page.texts("h3") == ["Today", "Tomorrow"]
    assert page.texts(".dates a") == ["Kahvila", "Iltakerho", "Huominen"]


def test_session_of_the_same_listing_elsewhere_is_not_here(reader, house):
    listing = walk_in(house, name_fi="Kahvila")
    session(listing, place("kallio"), date=TODAY + DAY)

    assert reader("/en/places/talo/").texts("h3") == ["Today"]


def test_listing_that_is_not_public_is_not_here(reader, house):
    walk_in(house, name_fi="Luonnos", live=False)
    walk_in(house, name_fi="Poissa", organization=OrganizationFactory(standing=Standing.SUSPENDED))

    page = reader("/en/places/talo/")

    assert "Nothing is planned here in the next seven days." in page.text
    assert page.href("Look at all services") == "/en/search/"


def test_provider_is_named_beside_each_session_and_the_host_above(reader, house):
    house.organization = OrganizationFactory(slug="isanta", name_fi="Isäntä")
    house.save()
    walk_in(house, organization=OrganizationFactory(name_fi="Naapurit ry"))

    page = reader("/fi/places/talo/")

    assert page.href("Isäntä") == "/fi/organizations/isanta/"
    assert "Naapurit ry" in page.texts(".dates .soft")[0]


def test_host_without_a_page_of_its_own_is_not_linked(reader, house):
    house.organization = OrganizationFactory(name_fi="Isäntä", standing=Standing.SUSPENDED)
    house.save()

    assert "Isäntä" not in reader("/fi/places/talo/").text


def test_address_and_phone_are_there_and_the_name_is_marked(reader, house):
    LocationPhone.objects.create(location=house, number="09 000 1000")

    page = reader("/ar/places/talo/")

    assert page.texts('h1 [lang="fi"][dir="ltr"]') == ["Malmin talo"]
    assert "Ala-Malmin tori 1" in page.texts('[lang="fi"][dir="ltr"]')
    assert page.all('a[href="tel:+35890001000"]')


def test_unknown_place_has_no_page(reader):
    reader("/fi/places/olematon/", status=404)


def test_cancelled_session_is_in_the_week_and_says_so(reader, house):
    schedule = session(ServiceFactory(name_fi="Kerho"), house)
    schedule.dates.create(kind="cancelled", date=TODAY)
    schedule.save()

    (line,) = reader("/en/places/talo/").all(".dates li")

    assert line.select("s")
    assert line.select(".mark--warn")[0].get_text() == "Cancelled"


def test_listing_that_begins_later_is_not_in_the_week_yet(reader, house):
    walk_in(house, name_fi="Kesäkerho", valid_from=TODAY + DAY, date=TODAY + 2 * DAY)

    assert "Kesäkerho" not in reader("/fi/places/talo/").text
