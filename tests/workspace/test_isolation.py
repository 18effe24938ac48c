"""Nothing of somebody else is reached from one's own workspace: by no body and no query."""

import pytest
from django.core.exceptions import PermissionDenied

from directory import actions
from directory.models import Service
from tests.directory.lives import keep, latest
from tests.factories import LocationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

TUESDAYS = {"rhythm": "weekly", "weekdays": ["1"], "opens_at": "17", "closes_at": "19.30"}


def test_version_of_another_listing_opens_nothing(desk, editor, listing, theirs):
    of_theirs = Service.objects.get(slug="heidan").latest_revision_id

    answer = desk.send(
        "listings/ilta/basics/", {"revision": of_theirs, "name": "X", "kind": "service"}, status=409
    )

    assert "Heidän" not in answer.text
    assert latest(listing).name_fi == "Ilta"


def test_version_of_another_listing_is_not_published(desk, editor, listing, theirs, partner):
    partner.may_publish = True
    partner.save()
    keep(listing, editor, name_fi="Oma muutos")

    desk.send("listings/ilta/do/send/", {"revision": Service.objects.get(slug="heidan").latest_revision_id})

    assert Service.objects.get(slug="ilta").name_fi == "Oma muutos"
    assert Service.objects.get(slug="heidan").name_fi == "Heidän"


def test_session_takes_no_place_that_the_listing_does_not_have(desk, listing, theirs):
    elsewhere = LocationFactory(organization=theirs.organization)
    revision = {"revision": Service.objects.get(slug="ilta").latest_revision_id}

    desk.send(
        "listings/ilta/times/0/", revision | TUESDAYS | {"place": elsewhere.pk, "location": elsewhere.pk}
    )

    assert [each.location_id for each in latest(listing).schedules.all()] == [None]


@pytest.mark.parametrize("secret", [{"is_shared": False}, {"is_shared": True, "is_address_hidden": True}])
def test_place_of_somebody_else_is_not_shown_by_its_number_in_the_address(desk, listing, theirs, secret):
    elsewhere = LocationFactory(organization=theirs.organization, name_fi="Heidän talonsa", **secret)

    page = desk.open(f"listings/ilta/place/?place={elsewhere.pk}")

    assert "Heidän talonsa" not in page.text
    assert page.all(f"[name=places][value='{elsewhere.pk}']") == []


def test_new_place_leads_back_to_no_listing_of_somebody_else(desk, theirs):
    theirs_asked = desk.send("places/new/?listing=heidan", {"name": "Talo", "language": "fi"})
    nobodys_asked = desk.send("places/new/?listing=never-was", {"name": "Toinen", "language": "fi"})

    assert theirs_asked.response.url == nobodys_asked.response.url == desk.address("places/")


@pytest.mark.parametrize("what", ["send", "confirm", "withdraw", "put-back"])
def test_life_of_a_listing_of_somebody_else_goes_on_undisturbed(desk, theirs, what):
    before = Service.objects.values().get(pk=theirs.pk)

    desk.send(f"listings/heidan/do/{what}/", {"reason": "x"}, status=404)

    assert Service.objects.values().get(pk=theirs.pk) == before


def test_listing_of_somebody_else_is_not_copied(desk, theirs):
    desk.send("listings/heidan/copy/", status=404)

    assert Service.objects.count() == 1


def test_withdrawn_listing_is_put_back_by_nobody_else(stranger_desk, desk, listing):
    actions.withdraw(listing, desk.user, "Tauko")

    with pytest.raises(PermissionDenied):
        actions.put_back(listing, stranger_desk.user)

    assert not Service.objects.get(slug="ilta").live
