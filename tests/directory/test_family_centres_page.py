"""The family centres of the city, by area."""

import pytest

from directory.choices import AreaKind
from directory.models import LocationPhone
from tests.factories import AreaFactory, LocationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def east():
    return AreaFactory(name_fi="Itäinen", kind=AreaKind.DISTRICT)


def centre(name: str, area=None, **values):
    return LocationFactory(name_fi=name, area=area, is_family_centre=True, **values)


def test_centres_stand_under_their_districts(reader, east):
    west = AreaFactory(name_fi="Läntinen", kind=AreaKind.DISTRICT)
    centre("Vuosaaren perhekeskus", AreaFactory(name_fi="Vuosaari", parent=east))
    centre("Haagan perhekeskus", AreaFactory(name_fi="Haaga", parent=west))
    centre("Itäinen perhekeskus", AreaFactory(name_fi="Vartiokylä", parent=east))
    centre("Muualla")

    page = reader("/en/places/family-centres/")

    assert page.texts("h2") == ["Itäinen", "Läntinen", "Elsewhere"]
    assert page.texts(".az__list a") == [
        "Itäinen perhekeskus",
        "Vuosaaren perhekeskus",
        "Haagan perhekeskus",
        "Muualla",
    ]


def test_address_area_and_phone_are_there_and_names_are_marked(reader, east):
    house = centre("Itäinen perhekeskus", east, slug="fc-ita", street_address="Lankakeräntie 3")
    LocationPhone.objects.create(location=house, number="09 000 1000")

    page = reader("/ar/places/family-centres/")

    assert page.href("Itäinen perhekeskus") == "/ar/places/fc-ita/"
    assert {"Itäinen perhekeskus", "Lankakeräntie 3"} <= set(page.texts('[lang="fi"][dir="ltr"]'))
    assert page.all('a[href="tel:+35890001000"]')


def test_other_places_and_secret_ones_are_not_there(reader, east):
    LocationFactory(name_fi="Kirjasto", area=east)
    centre("Turvatalo", east, is_address_hidden=True)

    page = reader("/en/places/family-centres/")

    assert not {"Kirjasto", "Turvatalo"} & set(page.text.split())
    assert page.href("Look at all services") == "/en/search/"
    assert page.href("Search within the family centres") == "/en/search/?family_centre=1"
