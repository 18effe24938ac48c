"""Results on a map: a pin for each card with a place, none for a secret address."""

import pytest

from directory.models import Location
from search.geography import Point
from search.pages.plain_map import HEIGHT, WIDTH, Frame, pins, spots
from tests.cast import place, walk_in

pytestmark = pytest.mark.django_db

MALMI, KAMPPI = Point(60.2472, 25.0257), Point(60.1663, 24.9321)


@pytest.fixture
def two_places(now, search_index):
    """A listing in each of two parts of the city, and one that meets nowhere."""
    for slug, point in (("malmi", MALMI), ("kamppi", KAMPPI)):
        there = place(slug, slug=slug, latitude=point.latitude, longitude=point.longitude)
        walk_in(there, name_fi=f"Kerho {slug}", is_free=True)
    walk_in(name_fi="Kerho ilman paikkaa", is_free=True)
    search_index.drain()


def on_map(page) -> list[str]:
    """The names of the cards that pins lead to."""
    addresses = [pin["href"] for pin in page.all("svg.map__drawing a")]
    return sorted(page.all(f"{address} .card__name")[0].get_text(strip=True) for address in addresses)


def test_pins_lead_to_their_cards_by_number(reader, two_places):
    page = reader("/fi/search/?q=kerho&on_map=1")

    pins = page.all("svg.map__drawing a")

    assert [pin["href"] for pin in pins] == [f"#r{pin['aria-label']}" for pin in pins]
    assert on_map(page) == ["Kerho kamppi", "Kerho malmi"]


def test_what_has_no_place_is_said(reader, two_places):
    page = reader("/en/search/?q=kerho&on_map=1")

    assert "1 service is not on the map" in page.texts("figcaption")[0]


def test_a_secret_address_is_not_on_the_map(reader, two_places):
    Location.objects.filter(slug="malmi").update(is_address_hidden=True)

    page = reader("/en/search/?q=kerho&on_map=1")

    assert on_map(page) == ["Kerho kamppi"]
    assert "2 services are not on the map" in page.texts("figcaption")[0]


def test_map_is_a_choice_that_keeps_the_search(reader, two_places):
    page = reader("/en/search/?q=kerho&free=1&page=1")
    [shown] = [link["href"] for link in page.all("a.btn") if link.get_text(strip=True) == "Show on a map"]
    assert not page.all("svg.map__drawing")

    page = reader(f"/en/search/{shown}")

    [hidden] = [link["href"] for link in page.all("a.btn") if link.get_text(strip=True) == "Hide the map"]
    assert (shown, hidden) == ("?q=kerho&free=1&on_map=1", "?q=kerho&free=1")


def test_nothing_to_show_is_no_map(reader, two_places):
    page = reader("/en/search/?q=xyzzyx&on_map=1")

    assert not page.all("figure.map")


def test_north_is_up_and_east_is_right():
    frame = Frame.around([MALMI, KAMPPI])

    (malmi_x, malmi_y), (kamppi_x, kamppi_y) = frame.place(MALMI), frame.place(KAMPPI)

    assert malmi_x > kamppi_x
    assert malmi_y < kamppi_y
    assert all(0 < value < most for value, most in ((malmi_x, WIDTH), (malmi_y, HEIGHT), (kamppi_x, WIDTH)))


def test_pins_that_would_lie_on_each_other_are_one():
    near = Point(MALMI.latitude + 0.0001, MALMI.longitude)
    points = [MALMI, None, KAMPPI, near]

    found = pins(Frame.around([MALMI, KAMPPI]), points)

    assert [pin.members for pin in found] == [(0, 3), (2,)]


def test_a_name_under_a_pin_moves_beside_it():
    frame = Frame.around([MALMI, KAMPPI])

    [spot] = spots(frame, [(MALMI, "Malmi")], pins(frame, [MALMI]))

    assert (spot.x, abs(spot.y - frame.place(MALMI)[1])) == (frame.place(MALMI)[0], 21)


def test_no_name_lies_on_another_or_outside():
    frame = Frame.around([MALMI, KAMPPI])
    beside = Point(KAMPPI.latitude, KAMPPI.longitude + 0.0005)
    far = Point(61.5, 23.8)
    names = [(MALMI, "Malmi"), *[(KAMPPI, "Kamppi")] * 3, (beside, "Punavuori"), (far, "Tampere")]

    found = spots(frame, names)

    assert [spot.member for spot in found] == [0, 1, 2, 3]
    assert len({spot.y for spot in found}) == 4
