"""The page of an organisation: who it is and what it offers."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from directory.choices import OrganizationKind, Standing
from directory.models import Network, NetworkMembership, OrganizationPhone, Picture
from directory.spoken_languages import gather_spoken_languages
from tests.cast import DAY, TODAY, place, session, walk_in
from tests.directory import drawings
from tests.directory.test_service_page import partner_of
from tests.factories import LocationFactory, OrganizationFactory, ServiceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def organization():
    return OrganizationFactory(slug="naapurit", name_fi="Naapurit ry", kind=OrganizationKind.CITY_UNIT)


@pytest.mark.parametrize("standing", [each for each in Standing if each != Standing.ADMITTED])
def test_organization_that_is_not_admitted_has_no_page(reader, standing):
    OrganizationFactory(slug="naapurit", standing=standing)

    reader("/fi/organizations/naapurit/", status=404)


def test_page_names_the_organization_its_kind_and_how_to_reach_it(reader, organization):
    OrganizationPhone.objects.create(organization=organization, number="09 000 1000")
    organization.email, organization.alternate_name_fi = "hei@example.org", "Naapurusto"
    organization.save()

    page = reader("/ar/organizations/naapurit/")

    assert page.texts('h1 [lang="fi"][dir="ltr"]') == ["Naapurit ry"]
    assert page.texts("h1 + p [lang=fi]") == ["Naapurusto"]
    assert [link["href"] for link in page.all(".head .btns a")] == [
        "tel:+35890001000",
        "mailto:hei@example.org",
    ]


def test_listings_that_it_provides_or_makes_with_others_are_shown(reader, organization):
    walk_in(place("malmi"), name_fi="Oma", organization=organization)
    together = walk_in(place("malmi"), name_fi="Yhteinen")
    partner_of(together, slug="toinen")
    ServiceFactory(name_fi="Luonnos", organization=organization, live=False)
    ServiceFactory(name_fi="Muiden")

    assert reader("/fi/organizations/naapurit/").texts(".card__name") == ["Oma"]
    assert reader("/fi/organizations/toinen/").texts(".card__name") == ["Yhteinen"]


def test_card_shows_the_next_session(reader, organization):
    walk_in(place("malmi", name_fi="Malmin talo"), organization=organization)

    page = reader("/en/organizations/naapurit/")

    assert page.texts(".facts__when dd") == ["Today at 14:00–16:00"]
    assert page.href("Search within this organisation") == "/en/search/?organization=naapurit"


def test_headings_go_down_one_level_at_a_time(reader, organization):
    walk_in(place("malmi"), organization=organization)
    gather_spoken_languages(TODAY)

    levels = [int(tag.name[1]) for tag in reader("/fi/organizations/naapurit/").all("h1, h2, h3")]

    assert levels == [1, 2, 2, 2, 3]


def test_units_are_linked_and_suspended_ones_left_out(reader, organization):
    OrganizationFactory(slug="yksi", name_fi="Itätiimi", parent=organization)
    OrganizationFactory(name_fi="Poissa", parent=organization, standing=Standing.SUSPENDED)

    page = reader("/fi/organizations/naapurit/")

    assert page.href("Itätiimi") == "/fi/organizations/yksi/"
    assert "Poissa" not in page.text


def test_parent_is_linked_unless_its_own_page_is_closed(reader, organization):
    OrganizationFactory(slug="yksi", parent=organization)
    assert reader("/fi/organizations/yksi/").href("Naapurit ry") == "/fi/organizations/naapurit/"

    organization.standing = Standing.ENDED
    organization.save()

    assert "Naapurit ry" not in reader("/fi/organizations/yksi/").text


def test_organization_without_listings_leads_on(reader, organization):
    assert reader("/en/organizations/naapurit/").href("Look at all services") == "/en/search/"


def test_languages_are_those_of_its_people_its_listings_and_their_sessions(reader, organization):
    organization.languages = ["sv"]
    organization.save()
    session(ServiceFactory(organization=organization, languages=["fi"]), languages=["so", "ar"])
    ServiceFactory(organization=organization, languages=["ru"], live=False)
    gather_spoken_languages(TODAY)

    page = reader("/so/organizations/naapurit/")

    spoken = page.texts("[aria-labelledby=languages] p")[0]
    assert spoken.startswith("Soomaali")
    assert len(spoken.split(",")) == 4


def test_languages_stand_in_the_order_of_the_readers_alphabet(reader, organization):
    organization.languages = ["fi", "fr", "zh-hans", "sv", "uk"]
    organization.save()

    spoken = reader("/tr/organizations/naapurit/").texts("[aria-labelledby=languages] p")[0]

    assert spoken == "Çince, Fince, Fransızca, İsveççe, Ukraynaca"


def test_networks_of_today_are_linked(reader, organization):
    networks = [
        ("Nykyinen", None, True),
        ("Entinen", TODAY - DAY, True),
        ("Piilossa", None, False),
    ]
    for name, until, is_public in networks:
        network = Network.objects.create(slug=name.lower(), name_fi=name, is_public=is_public)
        NetworkMembership.objects.create(network=network, organization=organization, valid_until=until)

    page = reader("/en/organizations/naapurit/")

    assert page.texts("[aria-labelledby=networks] li") == ["Nykyinen"]
    assert page.href("Nykyinen") == "/en/networks/nykyinen/"


def test_places_are_its_own_and_those_of_its_listings_but_no_secret_one(reader, organization):
    LocationFactory(slug="oma", name_fi="Oma talo", organization=organization)
    LocationFactory(name_fi="Turvatalo", organization=organization, is_address_hidden=True)
    walk_in(place("malmi", name_fi="Aula"), organization=organization)
    walk_in(place("kallio", name_fi="Luonnoksen"), organization=organization, live=False)
    walk_in(place("kallio", name_fi="Muiden"))

    page = reader("/en/organizations/naapurit/")

    assert page.texts("[aria-labelledby=places] li") == ["Aula", "Oma talo"]
    assert page.href("Oma talo") == "/en/places/oma/"


def test_many_listings_come_twenty_at_a_time(reader, organization):
    for _ in range(21):
        ServiceFactory(organization=organization)

    first, second = (reader(f"/en/organizations/naapurit/?page={number}") for number in (1, 2))

    shown = [card["href"] for page in (first, second) for card in page.all(".card__name a")]
    assert (len(shown), len(set(shown))) == (21, 21)
    assert (first.href("Next"), second.href("Previous")) == ("?page=2#services", "?#services")
    assert first.texts("title") != second.texts("title")


@pytest.mark.parametrize("number", ["3", "1000000000", "-1", "0", "x", "%D9%A3"])
def test_page_that_does_not_exist_shows_the_first(reader, organization, number):
    ServiceFactory(organization=organization, name_fi="Kerho")

    assert reader(f"/en/organizations/naapurit/?page={number}").texts(".card__name") == ["Kerho"]


def test_way_back_is_to_all_organizations(reader, organization):
    assert reader("/en/organizations/naapurit/").href("All organisations") == "/en/organizations/"


def test_logo_stands_before_the_name_which_says_it_all(reader, organization):
    organization.logo = Picture.objects.create(
        title="Logo", file=ContentFile(drawings.picture("PNG", size=(400, 200)), name="logo.png")
    )
    organization.save()

    (image,) = reader("/ar/organizations/naapurit/").all(".logo img")

    assert (image["width"], image["height"], image["alt"]) == ("400", "200", "")
    assert not image.has_attr("lang")


def test_logo_whose_file_is_lost_breaks_no_page(reader, organization):
    organization.logo = Picture.objects.create(
        title="Logo", file=ContentFile(drawings.picture("PNG"), name="logo.png")
    )
    organization.save()
    default_storage.delete(organization.logo.file.name)

    assert reader("/ar/organizations/naapurit/").all(".logo") == []
