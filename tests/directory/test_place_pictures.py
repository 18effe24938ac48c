"""A place is shown by its picture, with words for those who do not see it."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupCollectionPermission

from directory.models import Location, Picture, PictureRendition
from directory.moderation import COORDINATORS
from tests.cast import place, walk_in
from tests.directory import drawings
from tests.directory.admin_forms import post_edit
from tests.factories import ServiceAtLocationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

EDIT = "wagtailsnippets_directory_location:edit"


@pytest.fixture
def picture():
    picture = Picture(
        title="Talo", file=ContentFile(drawings.picture("PNG", size=(1500, 1000)), name="a.png")
    )
    picture.save()
    return picture


@pytest.fixture
def house(picture):
    return place(
        "malmi",
        slug="talo",
        picture=picture,
        picture_text_fi="Keltainen ovi",
        picture_text_so="Albaab jaalle",
    )


def test_picture_keeps_its_room_and_comes_in_the_width_that_is_needed(reader, house):
    (shown,) = reader("/fi/places/talo/").all("picture")

    source, image = shown.source, shown.img
    assert (image["width"], image["height"]) == ("960", "640")
    assert [part.split()[-1] for part in source["srcset"].split(", ")] == ["320w", "640w", "960w"]
    assert source["type"] == "image/webp"
    assert image["src"].endswith(".jpg")


def test_small_picture_is_not_blown_up(reader, house):
    house.picture = Picture(title="x", file=ContentFile(drawings.picture(size=(400, 300)), name="a.jpg"))
    house.picture.save()
    house.save()

    (image,) = reader("/fi/places/talo/").all("picture img")

    assert [part.split()[-1] for part in image["srcset"].split(", ")] == ["320w", "400w"]


def test_words_are_the_readers_or_marked_as_anothers(reader, house):
    (somali,) = reader("/so/places/talo/").all("picture img")
    (arabic,) = reader("/ar/places/talo/").all("picture img")

    assert (somali["alt"], somali.get("lang")) == ("Albaab jaalle", None)
    assert (arabic["alt"], arabic["lang"], arabic["dir"]) == ("Keltainen ovi", "fi", "ltr")


def test_listing_shows_its_place_below_the_fold(reader, house):
    listing = walk_in(house)

    (image,) = reader(f"/fi/services/{listing.slug}/").all("picture img")

    assert (image["alt"], image["loading"]) == ("Keltainen ovi", "lazy")


def test_place_without_a_picture_has_none(reader):
    place("malmi", slug="talo")

    assert not reader("/fi/places/talo/").all("picture")


def test_picture_gives_no_hidden_address_away(reader, house):
    Location.objects.filter(pk=house.pk).update(is_address_hidden=True)
    listing = walk_in(house)

    assert not reader("/fi/places/talo/").all("picture")
    assert not reader(f"/fi/services/{listing.slug}/").all("picture")


def test_lost_file_takes_only_the_picture_away(reader, house, picture):
    default_storage.delete(picture.file.name)

    page = reader("/fi/places/talo/")

    assert page.texts("h1") == [house.name_fi]
    assert not page.all("picture")


def test_pictures_of_many_places_are_read_at_once(client, house, picture):
    listing = walk_in(house)
    few = queries_of(client, listing)
    for _ in range(4):
        other = place("malmi", picture=picture, picture_text_fi="Ovi")
        ServiceAtLocationFactory(service=listing, location=other)
    made = PictureRendition.objects.count()

    assert queries_of(client, listing) == few
    assert made == PictureRendition.objects.count() == 6


def queries_of(client, listing) -> int:
    """Of a second reader: the first one may find pictures that are not made yet."""
    client.get(f"/fi/services/{listing.slug}/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/fi/services/{listing.slug}/").status_code == 200
    return len(queries)


@pytest.mark.parametrize("words", [None, "", "  ", "<p></p>"])
def test_picture_without_words_is_refused(house, words):
    house.picture_text_fi = house.picture_text_so = words

    with pytest.raises(ValidationError) as refused:
        house.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        house.save()

    assert "picture_text_fi" in refused.value.message_dict


def test_picture_of_a_place_with_a_hidden_address_is_refused(house):
    house.is_address_hidden = True

    with pytest.raises(ValidationError) as refused:
        house.full_clean()

    assert "picture" in refused.value.message_dict


def test_place_stays_when_its_picture_is_deleted(house, picture):
    picture.delete()

    house.refresh_from_db()
    assert house.picture is None


def test_staff_give_a_place_a_picture_and_see_where_it_is_used(admin, picture):
    house = place("malmi")

    post_edit(admin, reverse(EDIT, args=[house.pk]), picture=picture.pk, picture_text_fi="Keltainen ovi")

    assert Location.objects.get(pk=house.pk).picture == picture
    assert str(house) in admin.get(picture.usage_url).content.decode()


def test_form_says_that_words_are_missing(admin, picture):
    house = place("malmi")
    address = reverse(EDIT, args=[house.pk])
    values = {"slug": house.slug, "name_fi": house.name_fi, "picture": picture.pk}

    response = admin.post(address, values)

    assert "picture_text_fi" in response.context["form"].errors


def test_coordinator_uploads_and_chooses_pictures_and_a_partner_does_not(admin, coordinator, editor):
    admin.force_login(coordinator)
    allowed = [admin.get(reverse(name)) for name in ("wagtailimages:add", "wagtailimages_chooser:choose")]
    admin.force_login(editor)
    refused = [admin.get(reverse(name)) for name in ("wagtailimages:add", "wagtailimages_chooser:choose")]

    assert [page.status_code for page in allowed] == [200, 200]
    assert [page.status_code for page in refused] == [403, 403]


def test_coordinators_of_an_older_database_get_pictures_too():
    migration = importlib.import_module("directory.migrations.0003_pictures")
    granted = GroupCollectionPermission.objects.filter(group__name=COORDINATORS)
    granted.delete()

    migration.let_coordinators_use_pictures(apps, SimpleNamespace(connection=connection))

    assert {each.permission.codename for each in granted} == {"add_image", "change_image", "choose_image"}
