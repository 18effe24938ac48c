"""The picture of a listing: drawn anew, with words, on the page of the listing and nowhere else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from directory.models import Picture, Service, ServicePicture
from tests.directory import drawings
from tests.directory.lives import latest, published
from tests.factories import LocationFactory, ServiceAtLocationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

SECTION = "listings/ilta/picture/"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def listing(partner, coordinator) -> Service:
    partner.may_publish = True
    partner.save()
    return published(coordinator, organization=partner, slug="ilta", name_fi="Ilta")


def at() -> dict:
    return {"revision": Service.objects.get(slug="ilta").latest_revision_id}


def file(content: bytes | None = None, name: str = "Amina kotona.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, drawings.picture() if content is None else content, "image/jpeg")


def test_picture_is_on_the_page_of_the_listing_with_its_words(desk, listing, reader):
    desk.send(SECTION, at() | {"picture": file(), "text": "Naisia pöydän ympärillä"})
    before = reader("/fi/services/ilta/").all("main picture")
    desk.send("listings/ilta/languages/so/", at() | {"pictures-0-text": "Haween miis fadhiya"})
    desk.send("listings/ilta/do/send/", at())

    (shown,) = reader("/fi/services/ilta/").all("main picture img")
    (translated,) = reader("/so/services/ilta/").all("main picture img")
    (marked,) = reader("/ar/services/ilta/").all("main picture img")
    assert before == []
    assert (shown["alt"], translated["alt"]) == ("Naisia pöydän ympärillä", "Haween miis fadhiya")
    assert (marked["alt"], marked["lang"]) == ("Naisia pöydän ympärillä", "fi")
    assert "amina" not in Picture.objects.get().file.name.lower()


def test_picture_without_words_is_not_taken_and_is_asked_for_once_more(desk, listing):
    page = desk.send(SECTION, at() | {"picture": file(), "text": ""}, status=200)

    assert [len(page.texts(f"#id_{name}_error")) for name in ("text", "picture")] == [1, 1]
    assert not Picture.objects.exists()


def test_words_without_a_picture_are_no_picture(desk, listing):
    page = desk.send(SECTION, at() | {"text": "Vain sanoja"}, status=200)

    assert len(page.texts("#id_picture_error")) == 1
    assert list(latest(listing).pictures.all()) == []


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload='x'/>", b"GIF89a" + b"\0" * 50, drawings.picture()[:300]]
)
def test_what_is_no_picture_is_an_error_at_its_field(desk, listing, content):
    page = desk.send(SECTION, at() | {"picture": file(content), "text": "Kuva"}, status=200)

    assert page.all("#id_picture_error")
    assert not Picture.objects.exists()


def test_new_picture_takes_the_place_of_the_old_one_and_its_words_in_other_languages_go(desk, listing):
    desk.send(SECTION, at() | {"picture": file(), "text": "Talo"})
    desk.send("listings/ilta/languages/so/", at() | {"pictures-0-text": "Guri"})
    desk.send(SECTION, at() | {"text": "Iso talo"})
    kept = latest(listing).pictures.get().text_so
    desk.send(SECTION, at() | {"picture": file(), "text": "Puisto"})

    (now,) = latest(listing).pictures.all()
    assert (kept, now.text_fi, now.text_so or "") == ("Guri", "Puisto", "")
    desk.send(SECTION, at() | {"without_picture": "on", "text": "Puisto"})
    assert list(latest(listing).pictures.all()) == []


def test_new_picture_checks_no_words_of_a_machine(desk, listing):
    desk.send(SECTION, at() | {"picture": file(), "text": "Talo"})
    desk.send("listings/ilta/languages/so/", at() | {"name": "Fiid", "pictures-0-text": "Guri"})

    desk.send(SECTION, at() | {"picture": file(), "text": "Puisto"})

    (somali,) = latest(listing).translation_states.filter(language_code="so")
    assert (somali.state, somali.is_outdated) == ("machine", True)


def test_picture_would_give_a_hidden_address_away(desk, listing, partner, reader):
    shelter = LocationFactory(is_address_hidden=True, organization=partner)
    desk.send(SECTION, at() | {"picture": file(), "text": "Talo"})
    desk.send("listings/ilta/do/send/", at())
    ServiceAtLocationFactory(service=listing, location=shelter)

    shown = reader("/fi/services/ilta/").all("main picture")
    desk.send("listings/ilta/place/", at() | {"channels": "on_site", "places": shelter.pk})
    refused = desk.send(SECTION, at() | {"text": "Talo"}, status=200)

    assert shown == []
    assert refused.all("#id_picture_error")


def test_picture_of_somebody_else_is_not_chosen_by_its_number(desk, listing):
    theirs = Picture.objects.create(title="Heidän", file=file())

    desk.send(SECTION, at() | {"picture": theirs.pk, "picture_id": theirs.pk, "text": "Oma"}, status=200)

    assert not ServicePicture.objects.exists()
    assert list(latest(listing).pictures.all()) == []


def test_both_pictures_are_told_and_only_what_differs(desk, colleague, listing):
    opened = at()
    colleague.send(SECTION, opened | {"picture": file(), "text": "Heidän kuvansa"})

    page = desk.send(SECTION, opened | {"picture": file(), "text": "Minun kuvani"}, status=409)

    assert page.texts(".versus h2") == ["Kuva", "Mitä kuvassa on"]
    assert page.texts(".versus .said") == ["Uusi kuva", "Minun kuvani", "Heidän kuvansa"]
    assert [picture["alt"] for picture in page.all(".versus img")] == ["Heidän kuvansa"]


def test_picture_that_only_got_other_words_is_no_difference(desk, colleague, listing):
    desk.send(SECTION, at() | {"picture": file(), "text": "Kuva"})
    opened = at()
    colleague.send(SECTION, opened | {"text": "Heidän sanansa"})

    page = desk.send(SECTION, opened | {"text": "Minun sanani"}, status=409)

    assert page.texts(".versus h2") == ["Mitä kuvassa on"]


@pytest.mark.parametrize("is_chosen_again", [True, False])
def test_picture_of_the_version_that_is_taken_is_chosen_again(desk, colleague, listing, is_chosen_again):
    opened = at()
    colleague.send(SECTION, opened | {"picture": file(), "text": "Heidän kuvansa"})
    theirs = latest(listing).pictures.all()[0].picture_id

    page = desk.send(SECTION, opened | {"picture": file(), "text": "Minun kuvani"}, status=409)
    sent = {field["name"]: field["value"] for field in page.all("#mine input[type=hidden]")}
    again, status = ({"picture": file()}, 302) if is_chosen_again else ({}, 200)
    mine = desk.send(SECTION, sent | again, status=status)

    kept = latest(listing).pictures.all()[0]
    assert (kept.picture_id == theirs, kept.text_fi == "Heidän kuvansa") == (not is_chosen_again,) * 2
    assert len(page.all("#mine[enctype] input[type=file]")) == 1
    assert len(mine.texts("#id_picture_error")) == (not is_chosen_again)
