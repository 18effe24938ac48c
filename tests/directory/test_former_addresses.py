"""Old addresses of what was renamed or merged go on leading to it."""

import pytest

from directory.choices import Standing
from directory.models import FormerAddress, Location, Network, Organization, Service
from tests.factories import LocationFactory, OrganizationFactory, ServiceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def network(**values) -> Network:
    return Network.objects.create(**{"name_fi": "Verkosto"} | values)


MAKERS = {
    "services": ServiceFactory,
    "organizations": OrganizationFactory,
    "places": LocationFactory,
    "networks": network,
}


def rename(instance, slug: str) -> None:
    instance.slug = slug
    instance.save()


@pytest.mark.parametrize("folder", MAKERS)
def test_old_address_leads_to_the_new_one(client, folder):
    rename(MAKERS[folder](slug="vanha"), "uusi")

    answer = client.get(f"/so/{folder}/vanha/?page=2&q=%C3%A4iti")

    assert answer.status_code == 301
    assert answer["Location"] == f"/so/{folder}/uusi/?page=2&q=%C3%A4iti"
    assert client.get(answer["Location"]).status_code == 200


def test_every_name_there_ever_was_leads_straight_to_the_present_one(client):
    house = LocationFactory(slug="yksi")
    rename(house, "kaksi")
    rename(house, "kolme")

    found = {slug: client.get(f"/ar/places/{slug}/")["Location"] for slug in ("yksi", "kaksi")}

    assert found == {"yksi": "/ar/places/kolme/", "kaksi": "/ar/places/kolme/"}


def test_name_taken_back_leads_nowhere_else(client):
    house = LocationFactory(slug="yksi")
    rename(house, "kaksi")
    rename(house, "yksi")

    assert client.get("/fi/places/yksi/").status_code == 200
    assert client.get("/fi/places/kaksi/")["Location"] == "/fi/places/yksi/"


def test_new_object_with_an_old_name_wins(client, reader):
    rename(OrganizationFactory(slug="talo"), "talo-entinen")

    newcomer = OrganizationFactory(slug="talo", name_fi="Tulokas ry")

    assert reader("/fi/organizations/talo/").texts("h1") == ["Tulokas ry"]
    newcomer.delete()
    assert client.get("/fi/organizations/talo/").status_code == 404


def test_objects_of_another_kind_do_not_share_their_names(client):
    rename(OrganizationFactory(slug="talo"), "yhdistys")
    rename(LocationFactory(slug="talo"), "paikka")

    assert client.get("/fi/organizations/talo/")["Location"] == "/fi/organizations/yhdistys/"
    assert client.get("/fi/places/talo/")["Location"] == "/fi/places/paikka/"


@pytest.mark.parametrize(
    ("folder", "closed"),
    [
        ("services", {"live": False}),
        ("services", {"organization__standing": Standing.SUSPENDED}),
        ("organizations", {"standing": Standing.ENDED}),
        ("networks", {"is_public": False}),
    ],
)
def test_old_address_of_what_is_not_public_tells_nothing(client, folder, closed):
    rename(MAKERS[folder](slug="vanha", **closed), "salainen-nimi")

    answer = client.get(f"/fi/{folder}/vanha/")

    assert answer.status_code == 404
    assert "salainen-nimi" not in answer.text


@pytest.mark.parametrize("folder", MAKERS)
def test_old_addresses_go_with_their_object(client, folder):
    instance = MAKERS[folder](slug="vanha")
    rename(instance, "uusi")

    type(instance).objects.filter(pk=instance.pk).delete()

    assert client.get(f"/fi/{folder}/vanha/").status_code == 404
    assert not FormerAddress.objects.exists()


def test_saving_without_a_new_name_leaves_nothing_behind():
    partner = OrganizationFactory(slug="sama")

    partner.name_fi = "Toinen nimi"
    partner.save()
    partner.slug = "ei-tallennu"
    partner.save(update_fields=["name_fi"])

    assert Organization.objects.get().slug == "sama"
    assert not FormerAddress.objects.exists()


def test_publishing_an_older_draft_keeps_the_name(client):
    listing = ServiceFactory(slug="vanha")
    draft = listing.save_revision()
    rename(listing, "uusi")

    draft.publish()

    assert Service.objects.get().slug == "uusi"
    assert client.get("/fi/services/vanha/")["Location"] == "/fi/services/uusi/"


def test_addresses_of_a_merged_place_lead_to_its_successor_and_on(client):
    merged, successor = LocationFactory(slug="aula"), LocationFactory(slug="talo")
    rename(merged, "sali")

    FormerAddress.objects.hand_over(merged, successor)
    Location.objects.filter(pk=merged.pk).delete()
    rename(successor, "uusi-talo")

    found = {slug: client.get(f"/fi/places/{slug}/")["Location"] for slug in ("aula", "sali", "talo")}
    assert set(found.values()) == {"/fi/places/uusi-talo/"}


def test_name_of_a_merged_listing_that_is_kept_leads_on_whatever_is_done_to_it(client):
    merged, successor = ServiceFactory(slug="kerho", live=False), ServiceFactory(slug="ryhma")
    FormerAddress.objects.hand_over(merged, successor)

    rename(merged, "kerho-poistettu")

    assert client.get("/fi/services/kerho/")["Location"] == "/fi/services/ryhma/"


def test_remembered_slug_leads_to_the_object(client):
    FormerAddress.objects.remember("esite-2019", LocationFactory(slug="talo"))

    assert client.get("/fi/places/esite-2019/")["Location"] == "/fi/places/talo/"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_old_address_answers_no_other_method(client, method):
    rename(LocationFactory(slug="vanha"), "uusi")

    assert getattr(client, method)("/fi/places/vanha/").status_code == 405
