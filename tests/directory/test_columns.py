"""What the database is asked for: by an index that it uses, and no texts that a page does not show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Service
from tests.cast import place, walk_in
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
#: Texts that only the page of the thing itself shows
LONG = ("description", "summary", "application_process", "first_time", "transportation")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the trap is one of SQLite")
def test_public_listings_of_an_organization_are_found_by_the_partial_index(organization):
    """DESIGN, trap 12."""
    plan = Service.objects.public().filter(organization=organization).explain()

    assert "USING INDEX directory_service_live_of_org" in plan


@pytest.mark.parametrize(
    "address", ["/fi/", "/fi/search/", "/fi/organizations/naapurit/", "/fi/places/talo/"]
)
def test_lists_of_listings_read_no_long_texts(address, now, client, search_index):
    """DESIGN, trap 12."""
    partner = OrganizationFactory(slug="naapurit")
    OrganizationFactory(parent=partner)
    walk_in(place("malmi", slug="talo"), organization=partner, name_fi="Kahvila")
    search_index.drain()

    with CaptureQueriesContext(connection) as queries:
        content = client.get(address).content.decode()

    listed = [query["sql"] for query in queries if 'FROM "directory_service"' in query["sql"]]
    assert "Kahvila" in content or not listed
    assert not [name for name in LONG for sql in listed if f'"{name}_so"' in sql]


def test_units_of_an_organization_are_read_by_name_only(now, client):
    OrganizationFactory(parent=OrganizationFactory(slug="naapurit"), name_fi="Nuoret")

    with CaptureQueriesContext(connection) as queries:
        content = client.get("/fi/organizations/naapurit/").content.decode()

    (units,) = [
        query["sql"] for query in queries if 'WHERE ("directory_organization"."parent_id"' in query["sql"]
    ]
    assert "Nuoret" in content
    assert "description" not in units
