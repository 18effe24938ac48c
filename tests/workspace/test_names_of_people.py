"""Who did what is said by name; an e-mail address is for one's own people only."""

import pytest

from accounts.models import User
from directory.choices import ServiceRoleKind
from directory.models import RoleAcceptance, Service, ServiceRole
from tests.directory.lives import keep, published
from tests.factories import OrganizationFactory
from tests.workspace.conftest import Desk, worker_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def co_provider(db) -> Desk:
    neighbours = OrganizationFactory(slug="naapurit", name_fi="Naapurit ry")
    return Desk(worker_for(neighbours, "neighbour@example.org"), neighbours)


@pytest.fixture
def listing(partner, coordinator, co_provider, editor) -> Service:
    """Made together, and edited by people who have told no names."""
    User.objects.update(first_name="")
    made = published(coordinator, organization=partner, slug="ilta", name_fi="Ilta", entry="walk_in")
    for model in (ServiceRole, RoleAcceptance):
        model.objects.create(service=made, organization=co_provider.partner, role=ServiceRoleKind.CO_PROVIDER)
    keep(made, editor, summary_fi="Oma")
    keep(made, co_provider.user, summary_fi="Naapurin")
    return made


@pytest.mark.parametrize(
    ("rest", "who"), [("", "Koordinaattori"), ("versions/", "Naapurit ry"), ("versions/{}/", "Naapurit ry")]
)
def test_people_of_other_organisations_have_no_address(desk, listing, rest, who):
    latest = Service.objects.get(pk=listing.pk).latest_revision_id

    page = desk.open(f"listings/ilta/{rest.format(latest)}").text

    assert who in page
    assert "neighbour@example.org" not in page
    assert "coordinator@example.org" not in page


def test_ones_own_people_are_known_by_their_address(desk, listing):
    words = desk.open("listings/ilta/versions/").texts("li bdi")

    assert words == ["Naapurit ry", "amina@example.org", "Koordinaattori"]


def test_co_provider_who_was_second_sees_no_address(desk, co_provider, listing):
    opened = Service.objects.get(pk=listing.pk).latest_revision_id
    sent = {"revision": opened, "name": "Ilta", "kind": "service"}
    desk.send("listings/ilta/basics/", sent | {"summary": "Meidän"})

    page = co_provider.send("listings/ilta/basics/", sent | {"summary": "Teidän"}, status=409)

    assert "Hillapolku ry" in page.texts("main h1 + p bdi")
    assert "amina@example.org" not in page.text
