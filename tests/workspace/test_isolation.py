"""Nothing of somebody else is reached from one's own workspace: by no body, query or field of a model."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from directory import actions
from directory.models import Location, Picture, Service
from tests.directory import drawings
from tests.directory.lives import keep, latest, published
from tests.factories import LocationFactory, OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

ROWS = {"phones-TOTAL_FORMS": 0, "phones-INITIAL_FORMS": 0, "urls-TOTAL_FORMS": 0, "urls-INITIAL_FORMS": 0}
TUESDAYS = {"rhythm": "weekly", "weekdays": ["1"], "opens_at": "17", "closes_at": "19.30"}
#: What each form may change; whatever else is sent with it stays as it was
FORMS = {
    "basics/": ({"name": "Ilta", "kind": "service"}, {"name_fi", "summary_fi", "description_fi", "kind"}),
    "topics/": ({}, {"attributes"}),
    "audience/": (
        {},
        {
            *("eligibility_description_fi", "first_time_fi", "minimum_age", "maximum_age", "gender"),
            *("languages", "has_interpretation", "needs_client_relation", "needs_identity"),
            *("needs_home_municipality", "children_policy", "attributes"),
        },
    ),
    "place/": ({}, {"channels", "service_at_locations", "schedules"}),
    "contact/": (
        ROWS,
        {
            *("application_process_fi", "fees_description_fi", "entry", "is_free", "email", "url"),
            *("phones", "urls"),
        },
    ),
    "times/new/": (TUESDAYS | {"languages": [], "entry": ""}, {"schedules"}),
    "times/0/": (TUESDAYS | {"languages": [], "entry": ""}, {"schedules"}),
    "languages/so/": ({}, {"name_so", "summary_so", "schedules"}),
    "easy/fi/": ({"name": "Ilta"}, {"easy_texts"}),
    "picture/": ({"text": ""}, {"pictures"}),
    "together/": ({"given": [], "others": [], "role": ""}, {"roles"}),
}
#: What every new version has anew
OF_A_VERSION = {
    "latest_revision",
    "translation_states",
    "has_unpublished_changes",
    "latest_revision_created_at",
}


@pytest.fixture
def listing(partner, coordinator) -> Service:
    return published(coordinator, organization=partner, slug="ilta", name_fi="Ilta", summary_fi="Apua")


@pytest.fixture
def theirs(coordinator) -> Service:
    """A listing of another partner, at a place of its own."""
    other = OrganizationFactory(slug="muu-kumppani")
    return published(coordinator, organization=other, slug="heidan", name_fi="Heidän")


def everything(theirs: Service) -> dict[str, object]:
    """A value for every column and part of a listing, and for what addresses and forms call them."""
    names = [field.name for field in Service._meta.get_fields()]
    names += ["pk", "id", "organization_id", "service", "service_id", "slug", "live_revision_id"]
    odd = {"live": "on", "organization": theirs.organization_id, "organization_id": theirs.organization_id}
    identity = {
        "pk": theirs.pk,
        "id": theirs.pk,
        "uuid": str(theirs.uuid),
        "slug": "heidan",
        "service": theirs.pk,
    }
    return dict.fromkeys(names, "1") | odd | identity | {"slug": "heidan"}


@pytest.mark.parametrize("rest", FORMS)
def test_form_changes_the_fields_that_it_names_and_no_others(desk, listing, theirs, rest):
    row, before = Service.objects.get(slug="ilta"), latest(listing).serializable_data()
    values, may_change = FORMS[rest]
    others = {name: value for name, value in everything(theirs).items() if name not in may_change}
    revision = {"revision": row.latest_revision_id}

    desk.send(f"listings/ilta/{rest}", others | values | revision)

    after = latest(listing).serializable_data()
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= may_change | OF_A_VERSION
    assert Service.objects.get(slug="heidan").latest_revision_id == theirs.latest_revision_id
    unchanged = Service.objects.get(slug="ilta")
    assert (unchanged.live, unchanged.organization_id, unchanged.uuid) == (
        True,
        row.organization_id,
        row.uuid,
    )
    assert unchanged.name_fi == "Ilta"


def test_new_listing_is_ones_own_and_not_public_whatever_is_sent(desk, theirs, partner):
    sent = {name: value for name, value in everything(theirs).items() if name not in ("name", "description")}

    desk.send("listings/new/", sent | {"name": "Uusi", "language": "fi"})

    made = Service.objects.exclude(pk=theirs.pk).get()
    assert (made.organization, made.live, made.latest_revision.as_object().organization) == (
        partner,
        False,
        partner,
    )


def test_place_that_is_made_is_ones_own_whatever_is_sent(desk, theirs, partner):
    picture = Picture.objects.create(
        title="Heidän", file=SimpleUploadedFile("a.jpg", drawings.picture(), "image/jpeg")
    )
    names = [field.name for field in Location._meta.get_fields()]
    odd = {
        "organization": theirs.organization_id,
        "slug": "heidan",
        "is_family_centre": "on",
        "latitude": "1",
    }
    kept = {"picture": str(picture.pk), "picture_id": picture.pk, "picture_text": ""}

    sent = dict.fromkeys(names, "") | odd | kept | {"name": "Talo", "latitude": "1"}
    desk.send("places/new/", {name: value for name, value in sent.items() if name != "accessibility"})

    place = Location.objects.get()
    assert (place.organization, place.is_family_centre, place.latitude) == (partner, False, None)
    assert (place.picture, place.slug == "heidan") == (None, False)


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
    desk.send("places/new/?listing=heidan", {"name": "Talo"}, status=404)


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
