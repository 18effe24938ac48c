"""The networks of the city's partners: who belongs to them, what they offer, how one joins."""

import pytest

from directory.choices import NetworkRole, Standing
from directory.models import Network, NetworkMembership, OrganizationPhone
from tests.cast import DAY, TODAY, place, walk_in
from tests.factories import AreaFactory, OrganizationFactory, ServiceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def network():
    return Network.objects.create(
        slug="ita", name_fi="Itäverkosto", theme_fi="Lapset ja nuoret.", area=AreaFactory(name_fi="Itäinen")
    )


def joins(network, name: str, role=NetworkRole.MEMBER, *, valid_from=None, valid_until=None, **values):
    organization = OrganizationFactory(name_fi=name, **values)
    NetworkMembership.objects.create(
        network=network,
        organization=organization,
        role=role,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    return organization


def test_list_shows_each_public_network_with_its_coordinator_and_size(reader, network):
    joins(network, "Vetäjä ry", NetworkRole.COORDINATOR, slug="vetaja")
    joins(network, "Jäsen ry")
    joins(network, "Entinen ry", valid_until=TODAY - DAY)
    Network.objects.create(slug="piilo", name_fi="Piiloverkosto", is_public=False)

    page = reader("/en/networks/")

    assert page.texts("h2") == ["Itäverkosto"]
    assert page.href("Itäverkosto") == "/en/networks/ita/"
    assert page.href("Vetäjä ry") == "/en/organizations/vetaja/"
    assert {"Itäinen", "2 members"} <= set(page.texts(".access li span"))


def test_list_without_networks_leads_on(reader):
    assert reader("/en/networks/").href("Look at all organisations") == "/en/organizations/"


def test_network_that_is_not_public_has_no_page(reader, network):
    network.is_public = False
    network.save()

    reader("/fi/networks/ita/", status=404)


def test_texts_are_marked_with_the_language_they_are_in(reader, network):
    page = reader("/ar/networks/ita/")

    assert page.texts('h1 [lang="fi"][dir="ltr"]') == ["Itäverkosto"]
    assert page.texts('.foreign[lang="fi"][dir="ltr"] p') == ["Lapset ja nuoret."]


def test_members_of_today_are_linked_with_their_role(reader, network):
    joins(network, "Vetäjä ry", NetworkRole.COORDINATOR)
    joins(network, "Äidit", valid_from=TODAY)
    joins(network, "Aalto", valid_until=TODAY)
    joins(network, "Entinen", valid_until=TODAY - DAY)
    joins(network, "Tuleva", valid_from=TODAY + DAY)
    joins(network, "Suljettu", standing=Standing.SUSPENDED)

    page = reader("/en/networks/ita/")

    members = page.texts("[aria-labelledby=members] li")
    assert members == ["Vetäjä ry Coordinator", "Aalto Member", "Äidit Member"]
    assert not {"Entinen", "Tuleva", "Suljettu"} & set(page.text.split())


def test_organization_joins_by_asking_the_coordinator(reader, network):
    coordinator = joins(network, "Vetäjä ry", NetworkRole.COORDINATOR, email="hei@example.org")
    OrganizationPhone.objects.create(organization=coordinator, number="09 000 1000")

    page = reader("/en/networks/ita/")

    ways = [link["href"] for link in page.all("[aria-labelledby=join] .btns a")]
    assert ways == ["tel:+35890001000", "mailto:hei@example.org"]


def test_network_whose_coordinator_has_no_page_leads_to_its_members(reader, network):
    joins(network, "Vetäjä ry", NetworkRole.COORDINATOR, email="hei@example.org", standing=Standing.ENDED)
    joins(network, "Jäsen ry")

    page = reader("/en/networks/ita/")

    assert "Ask one of the members." in page.text
    assert "hei@example.org" not in page.response.text


def test_network_without_members_leads_on(reader, network):
    page = reader("/en/networks/ita/")

    assert page.href("Look at all organisations") == "/en/organizations/"
    assert page.href("Look at all services") == "/en/search/"


def test_public_listings_of_its_members_are_shown(reader, network):
    member, former = joins(network, "Jäsen"), joins(network, "Entinen", valid_until=TODAY - DAY)
    walk_in(place("malmi"), name_fi="Kerho", organization=member)
    ServiceFactory(name_fi="Luonnos", organization=member, live=False)
    ServiceFactory(name_fi="Entisen", organization=former)
    ServiceFactory(name_fi="Muiden")

    page = reader("/en/networks/ita/")

    assert page.texts(".card__name") == ["Kerho"]
    assert page.texts(".facts__when dd") == ["Today at 14:00–16:00"]


def test_many_listings_come_twenty_at_a_time(reader, network):
    member = joins(network, "Jäsen", slug="jasen")
    for _ in range(21):
        ServiceFactory(organization=member)

    first, second = reader("/en/networks/ita/"), reader("/en/networks/ita/?page=2")

    assert (len(first.all(".card")), len(second.all(".card"))) == (20, 1)
    assert first.href("Next") == "?page=2#services"
    assert second.href("Previous") == "?#services"
    assert first.href("Search within this network") == "/en/search/?organization=jasen"
    assert len(reader("/en/networks/ita/?page=3").all(".card")) == 20


def test_search_is_offered_within_as_many_members_as_one_search_takes(reader, network):
    for number in range(6):
        ServiceFactory(organization=joins(network, f"Jäsen {number}"))

    assert "Search within this network" not in reader("/en/networks/ita/").text


def test_headings_go_down_one_level_at_a_time(reader, network):
    ServiceFactory(organization=joins(network, "Vetäjä", NetworkRole.COORDINATOR))

    levels = [int(tag.name[1]) for tag in reader("/fi/networks/ita/").all("h1, h2, h3")]

    assert levels == [1, 2, 3, 2, 2, 3]
