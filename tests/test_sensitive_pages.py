"""Pages that name what is sensitive: a way out of each of them, and titles that say little."""

import pytest

from directory.choices import NetworkRole
from directory.models import Location, Network, NetworkMembership, Service
from directory.reading.vocabulary import forget
from tests.cast import place, walk_in
from tests.factories import OrganizationFactory, ServiceAttributeFactory, TaxonomyTermFactory
from tests.pages.trees import block, theme_path
from trays.models import ReadyTray, ReadyTrayItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

#: What the window of each page is called where all that it names is sensitive
PAGES = {
    "/fi/services/turva/": "Palvelu",
    "/fi/organizations/koti/": "Kaupungin yksikkö",
    "/fi/places/talo/": "Paikka",
    "/fi/networks/ita/": "Verkosto",
    "/fi/tray/ready/alku/": "Tarjottimia perheille",
    "/fi/guides/path/": "Teema",
    "/fi/search/?organization=koti": "1 palvelu",
}
#: Those that name several listings, and are about them
LISTS = [address for address in PAGES if not address.startswith(("/fi/services/", "/fi/search/"))]
SCRIPT = 'script[src$="js/exit.js"]'


@pytest.fixture
def house() -> Location:
    return place("malmi", slug="talo", name_fi="Malmin talo")


@pytest.fixture
def listing(house) -> Service:
    """What all these pages name."""
    organization = OrganizationFactory(slug="koti", name_fi="Koti")
    return walk_in(house, slug="turva", name_fi="Turvakoti", organization=organization)


def of_topic(listing: Service, *, is_sensitive: bool) -> None:
    code = "shelter" if is_sensitive else "cafe"
    topic = TaxonomyTermFactory(
        code=code, parent=TaxonomyTermFactory(code=f"{code}s"), is_sensitive=is_sensitive
    )
    ServiceAttributeFactory(service=listing, term=topic)
    forget()


@pytest.fixture
def pages(listing, search_index):
    """Makes the pages that name listings: `pages()`."""

    def make() -> None:
        network = Network.objects.create(slug="ita", name_fi="Itäverkosto")
        NetworkMembership.objects.create(
            network=network, organization=listing.organization, role=NetworkRole.MEMBER
        )
        ready = ReadyTray.objects.create(slug="alku", name_fi="Alku")
        for service in Service.objects.all():
            ReadyTrayItem.objects.create(ready=ready, service=service)
        search_index.drain()
        theme_path(block("services", entry="walk_in", most=4))

    return make


@pytest.mark.parametrize(("address", "title"), PAGES.items())
def test_page_of_nothing_but_what_is_sensitive_can_be_left_and_its_window_does_not_name_it(
    reader, listing, pages, settings, address, title
):
    settings.QUICK_EXIT_URL = "https://weather.example.org/"
    of_topic(listing, is_sensitive=True)
    pages()

    page = reader(address)

    (link,) = page.all("main a[data-exit]")
    assert (link["href"], link["rel"]) == ("https://weather.example.org/", ["noreferrer"])
    assert page.all("main a[href]")[0] == link
    assert len(page.all(SCRIPT)) == 1
    assert page.texts("title") == [f"{title} – Tarjotin"]


@pytest.mark.parametrize("address", LISTS)
def test_page_that_names_something_sensitive_beside_other_things_can_be_left_and_says_what_it_is(
    reader, house, listing, pages, address
):
    other = walk_in(house, name_fi="Kahvila", organization=listing.organization)
    of_topic(listing, is_sensitive=True)
    of_topic(other, is_sensitive=False)
    pages()

    page = reader(address)

    assert len(page.all("main a[data-exit]")) == len(page.all(SCRIPT)) == 1
    assert page.texts("title")[0] not in {f"{title} – Tarjotin" for title in PAGES.values()}


@pytest.mark.parametrize("address", PAGES)
def test_page_without_anything_sensitive_is_as_usual(reader, listing, pages, address):
    of_topic(listing, is_sensitive=False)
    pages()

    assert reader(address).all("[data-exit]") == []


def test_wide_search_that_meets_something_sensitive_is_as_usual(reader, house, listing, pages):
    of_topic(listing, is_sensitive=True)
    walk_in(house, name_fi="Kahvila")
    pages()

    assert reader("/fi/search/").all("[data-exit]") == []
