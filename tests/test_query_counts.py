"""A page asks the database as often for sixty listings as for thirty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.choices import ServiceRoleKind
from directory.models import (
    Helpline,
    Network,
    NetworkMembership,
    OrganizationPhone,
    RoleAcceptance,
    Service,
    ServiceContact,
    ServicePhone,
    ServiceRole,
    ServiceUrl,
)
from directory.reading.vocabulary import forget
from tests.cast import DAY, TODAY, place, session, walk_in
from tests.factories import (
    OrganizationFactory,
    ServiceAtLocationFactory,
    ServiceAttributeFactory,
    TaxonomyTermFactory,
)

pytestmark = pytest.mark.django_db

#: The most queries that a page may take
MOST = {
    "/so/": 8,
    "/so/search/": 6,
    "/so/search/?q=palvelu": 6,
    "/so/search/?spoken=so&when=today&entry=walk_in&near=60.2,25.0": 6,
    "/so/search/?topic=nothing": 6,
    "/so/search/?page=2": 6,
    "/so/search/?on_map=1": 6,
    "/so/today/": 6,
    "/so/today/?spoken=so&area=malmi": 6,
    "/so/services/{}/": 12,
    "/so/organizations/": 2,
    "/so/organizations/?language=so": 2,
    "/so/organizations/naapurit/": 12,
    "/so/organizations/naapurit/?page=2": 12,
    "/so/networks/": 2,
    "/so/networks/verkosto/": 12,
    "/so/networks/verkosto/?page=2": 12,
    "/so/places/talo/": 6,
    "/so/places/talo/?week=2026-03-16": 6,
    "/so/places/family-centres/": 2,
    "/so/help/": 2,
    "/so/help/status/": 2,
    "/so/feedback/?service={}": 2,
    "/so/feedback/answer/": 2,
    "/so/search/suggestions/?q=pa": 0,
    "/so/tray/?needs=palvelu&age=3": 7,
}


@pytest.fixture(autouse=True)
def site(now, search_index):
    Helpline.objects.create(slug="advice", number="09 000 1000", name_fi="Neuvonta")
    return search_index


@pytest.fixture
def listings():
    """Makes listings with everything that a page may ask for, of one organisation and at one place."""
    partner, other = OrganizationFactory(slug="naapurit"), OrganizationFactory()
    OrganizationPhone.objects.create(organization=partner, number="09 000 1000")
    theme = TaxonomyTermFactory(code="babies")
    topics = [TaxonomyTermFactory(parent=theme) for _ in range(3)]
    house = place("malmi", slug="talo", organization=partner, is_family_centre=True)
    network = Network.objects.create(slug="verkosto", name_fi="Verkosto")
    for member in (partner, other):
        NetworkMembership.objects.create(network=network, organization=member)
    forget()

    def make(count: int) -> None:
        for number in range(count):
            service = walk_in(
                house, organization=partner, languages=["fi", "so"], channels=["on_site", "phone"]
            )
            elsewhere = place("kallio")
            ServiceAtLocationFactory(service=service, location=elsewhere)
            session(service, elsewhere, date=TODAY + DAY)
            ServiceAttributeFactory(service=service, term=topics[number % 3])
            ServicePhone.objects.create(service=service, number="09 000 1000")
            ServiceContact.objects.create(service=service, email="hei@example.org")
            ServiceUrl.objects.create(service=service, url="https://example.org/")
            role = {"service": service, "organization": other, "role": ServiceRoleKind.CO_PROVIDER}
            ServiceRole.objects.create(**role)
            RoleAcceptance.objects.create(**role)

    return make


def test_queries_are_few_and_do_not_grow_with_the_listings(site, listings, client):
    listings(30)
    site.drain()
    listing = Service.objects.earliest("pk").slug
    addresses = {address: address.format(listing) for address in MOST}
    few = {name: _queries(client, address) for name, address in addresses.items()}

    listings(30)
    site.drain()

    assert {name: _queries(client, address) for name, address in addresses.items()} == few
    assert {name: count for name, count in few.items() if count > MOST[name]} == {}


def _queries(client, address: str) -> int:
    """The queries of a request after another one, with terms and areas kept from it."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200
    return len(queries)


def test_what_misses_a_condition_in_the_words_costs_no_query_of_its_own(site, client):
    for number in range(4):
        walk_in(place("malmi"), name_en=f"Swimming {number}", is_free=number == 0)
    site.drain()
    address = "/en/search/?q=free+swimming"

    page, queries = client.get(address).content.decode(), _queries(client, address)

    assert "near-misses" in page
    assert queries <= MOST["/so/search/"]
