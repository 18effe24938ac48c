"""Where people meet: shared places by name, places of one's own, hidden addresses, pictures."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from directory.choices import AreaKind
from directory.models import Location, Picture, Service
from tests.directory import drawings
from tests.directory.lives import latest, published
from tests.factories import AreaFactory, LocationFactory, OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


NEW = {"name": "Kerhohuone", "language": "fi", "city": "Helsinki"}


@pytest.fixture
def listing(partner, coordinator) -> Service:
    return published(coordinator, organization=partner, slug="ilta", name_fi="Ilta")


def as_opened(desk, rest: str = "places/talo/", language: str = "fi") -> dict[str, str]:
    """What the form of a place carries besides what is typed."""
    (version,) = desk.open(rest, language=language).all("[name=version]")
    return {"version": version["value"]}


def found(desk, word: str) -> list[str]:
    revision = Service.objects.get(slug="ilta").latest_revision_id
    page = desk.send("listings/ilta/place/", {"revision": revision, "q": word, "find": ""}, status=200)
    return page.texts("#id_places .pick")


@pytest.mark.parametrize(("asked", "language"), [("", "so"), ("?listing=ilta", "fi"), ("?listing=%00", "so")])
def test_new_place_is_written_in_the_language_of_its_listing_or_of_its_writer(desk, listing, asked, language):
    page = desk.open(f"places/new/{asked}", language="so")

    assert [each["value"] for each in page.all("#id_language option[selected]")] == [language]


def test_texts_of_a_new_place_are_kept_in_the_language_that_was_chosen(desk, reader):
    picture = SimpleUploadedFile("guri.jpg", drawings.picture(), "image/jpeg")
    texts = {"name": "Guriga Bariga", "transportation": "Metro", "picture_text": "Albaab jaalle"}

    desk.send("places/new/", texts | {"language": "so", "city": "Helsinki", "picture": picture})

    place = Location.objects.get()
    assert (place.name_so, place.transportation_so, place.picture_text_so) == tuple(texts.values())
    assert (place.name_fi, place.transportation_fi, place.picture_text_fi) == (None, None, None)
    assert str(place) == "Guriga Bariga"
    page = reader(f"/fi/places/{place.slug}/")
    assert [each["lang"] for each in page.all("h1 [lang]")] == ["so"]
    assert [each["lang"] for each in page.all("img[alt='Albaab jaalle']")] == ["so"]


def test_name_is_marked_with_its_language_wherever_a_partner_sees_it(desk, listing, partner):
    LocationFactory(slug="guri", organization=partner, name_fi="", name_so="Guri", street_address="Katu 1")

    pages = [desk.open(rest, language="ar") for rest in ("places/", "places/guri/", "listings/ilta/place/")]

    assert all("Guri" in page.texts("[lang=so]") for page in pages)
    assert "Katu 1" in pages[2].texts("#id_places [lang=fi]")
    assert pages[1].all("#id_name")[0]["lang"] == "so"


def test_text_of_another_language_is_added_beside_those_that_are_there(desk, partner):
    LocationFactory(slug="talo", organization=partner, name_fi="Talo", city="Helsinki")

    offered = [each["href"] for each in desk.open("places/talo/", language="so").all("nav [href^='?text']")]
    for asked, name in (("fi", "Talomme"), ("so", "Guri"), ("vi", "Gurigeenna")):
        rest = f"places/talo/?text={asked}"
        typed = as_opened(desk, rest, "so") | {"name": name, "city": "Helsinki"}
        desk.client.post(desk.address(rest, "so"), typed)

    place = Location.objects.get()
    assert offered == ["?text=so"]
    assert (place.name_fi, place.name_so, place.name_vi) == ("Talomme", "Gurigeenna", None)


def test_picture_without_words_in_any_language_is_refused_by_the_database(partner):
    picture = Picture.objects.create(
        title="Talo", file=SimpleUploadedFile("a.jpg", drawings.picture(), "image/jpeg")
    )
    LocationFactory(organization=partner, picture=picture, picture_text_so="Albaab")

    with pytest.raises(IntegrityError):
        LocationFactory(organization=partner, picture=picture, picture_text_so="")


@pytest.mark.parametrize(
    ("ticked", "told"),
    [([], ["on_site"]), (["phone"], ["phone"]), (["phone", "on_site"], ["on_site", "phone"])],
)
def test_whoever_ticks_a_place_alone_means_that_one_meets_there(desk, listing, partner, ticked, told):
    place = LocationFactory(organization=partner)
    sent = {"revision": listing.latest_revision_id, "channels": ticked, "places": [place.pk]}

    desk.send("listings/ilta/place/", sent)

    assert sorted(latest(listing).channels) == told


def test_shared_places_are_found_by_name_family_centres_first(desk, listing):
    other = OrganizationFactory()
    LocationFactory(name_fi="Kallion kirjasto", is_shared=True, organization=other)
    LocationFactory(name_fi="Perhekeskus Kallio", is_family_centre=True)
    LocationFactory(name_fi="Kallion oma", organization=other)
    LocationFactory(name_fi="Kallion turvakoti", is_shared=True, is_address_hidden=True, organization=other)

    assert found(desk, "kallio") == ["Perhekeskus Kallio", "Kallion kirjasto"]


def test_place_of_somebody_else_is_not_taken(desk, listing):
    theirs = LocationFactory(name_fi="Vieras", organization=OrganizationFactory())
    revision = Service.objects.get(slug="ilta").latest_revision_id

    desk.send("listings/ilta/place/", {"revision": revision, "places": [theirs.pk]}, status=200)

    assert list(latest(listing).service_at_locations.all()) == []


def test_postal_code_is_written_with_the_digits_of_any_keyboard(desk):
    desk.send("places/new/", NEW | {"street_address": "Katu 1", "postal_code": "٠٠٥٣٠"})

    assert Location.objects.get().postal_code == "00530"


def test_place_that_is_saved_by_two_taps_is_one(desk, colleague, now):
    sent = NEW | {"street_address": "Katu 1", "transportation": "Metrolla\r\ntai bussilla "}
    first, second = desk.send("places/new/", sent), desk.send("places/new/", sent)
    desk.send("places/new/", sent | {"name": "Toinen talo"})
    colleague.send("places/new/", sent)

    assert first.response.url == second.response.url
    assert Location.objects.count() == 3


def test_change_of_a_place_by_two_taps_asks_for_no_decision(desk, partner):
    LocationFactory(slug="talo", name_fi="Talo", organization=partner)
    form = desk.open("places/talo/")
    version = form.all("[name=version]")[0]["value"]
    sent = {"version": version, "name": "Talo", "city": "Helsinki", "transportation": "Metrolla"}

    for _tap in range(2):
        desk.send("places/talo/", sent)

    assert Location.objects.get().transportation_fi == "Metrolla"


def test_new_place_is_found_by_its_postal_code_and_ticked(desk, listing, partner):
    district = AreaFactory(kind=AreaKind.DISTRICT, postal_codes=["00530"])

    answer = desk.send(
        "places/new/?listing=ilta",
        NEW | {"street_address": "Katu 1", "postal_code": "00530"},
    )

    place = Location.objects.get()
    assert (place.organization, place.area, place.latitude) == (partner, district, None)
    assert answer.response.url.endswith(f"/listings/ilta/place/?place={place.pk}")
    page = desk.open(f"listings/ilta/place/?place={place.pk}")
    assert page.all(f'[name="places"][value="{place.pk}"][checked]')


@pytest.mark.parametrize("asked", ["heidan", "gone", "%00", "/../", "%D9%A1"])
def test_place_for_a_listing_that_is_not_there_is_kept_and_found_among_places(desk, theirs, asked):
    answer = desk.send(f"places/new/?listing={asked}", NEW | {"street_address": "Katu 1"})

    assert answer.response.url == desk.address("places/")
    assert Location.objects.count() == 1


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [("?listing=ilta", "listings/ilta/place/"), ("", "places/"), ("?listing=%00/../", "places/")],
)
def test_new_place_leads_back_to_where_it_was_asked_for(desk, listing, asked, leads_to):
    assert [each["href"] for each in desk.open(f"places/new/{asked}").all(".back")] == [
        desk.address(leads_to)
    ]


def test_what_was_ticked_before_a_new_place_is_added_is_kept(desk, listing, partner):
    known = LocationFactory(organization=partner, name_fi="Talo")
    revision = Service.objects.get(slug="ilta").latest_revision_id
    ticked = {"revision": revision, "channels": ["on_site"], "places": [known.pk], "add": ""}

    to_new = desk.send("listings/ilta/place/", ticked).response["Location"]
    back = desk.client.post(to_new, NEW)["Location"]

    assert to_new == desk.address("places/new/?listing=ilta")
    page = desk.client.get(back).content.decode()
    tags = BeautifulSoup(page, "html.parser").select("[name=channels][checked], [name=places][checked]")
    made = Location.objects.get(name_fi="Kerhohuone")
    assert {tag["value"] for tag in tags} == {"on_site", str(known.pk), str(made.pk)}


def test_address_that_changes_takes_its_old_coordinates_away(desk, partner):
    LocationFactory(
        slug="talo", organization=partner, street_address="Vanha 1", latitude=60.2, longitude=25.0
    )

    desk.send("places/talo/", as_opened(desk) | {"name": "Talo", "street_address": "Uusi 2"})

    assert Location.objects.get().latitude is None


def test_hidden_address_is_in_no_list_of_the_workspace(desk, listing, partner):
    desk.send(
        "places/new/", NEW | {"name": "Turva", "street_address": "Salakatu 1", "is_address_hidden": "on"}
    )
    place = Location.objects.get()

    page = desk.open("listings/ilta/place/")

    assert place.is_address_hidden
    assert "Turva" in page.text
    assert "Salakatu" not in page.text


def test_hidden_address_stays_hidden_when_an_older_form_is_saved(desk, colleague, partner):
    LocationFactory(slug="talo", organization=partner, name_fi="Talo", city="Helsinki")
    opened = as_opened(desk) | {"name": "Talo", "city": "Helsinki"}
    colleague.send("places/talo/", opened | {"is_address_hidden": "on"})

    page = desk.send("places/talo/", opened | {"transportation": "Metro"}, status=409)

    place = Location.objects.get()
    assert (place.is_address_hidden, place.transportation_fi) == (True, "")
    assert page.texts(".versus .said") == ["Ei", "Kyllä", "Metro", "–"]
    assert page.texts(".versus .said[lang=fi][dir=ltr]") == ["Metro", "–"]
    assert "Bile" in page.text


def test_own_version_of_a_place_is_taken_by_deciding_so(desk, colleague, partner):
    LocationFactory(slug="talo", organization=partner, name_fi="Talo", city="Helsinki")
    opened = as_opened(desk) | {"name": "Talo", "city": "Helsinki"}
    colleague.send("places/talo/", opened | {"is_address_hidden": "on"})
    page = desk.send("places/talo/", opened | {"transportation": "Metro"}, status=409)

    desk.send("places/talo/", {field["name"]: field["value"] for field in page.all("#mine input")})

    place = Location.objects.get()
    assert (place.is_address_hidden, place.transportation_fi) == (False, "Metro")


def test_words_in_another_language_that_were_written_meanwhile_stay(desk, colleague, partner):
    LocationFactory(slug="talo", organization=partner, name_fi="Talo", city="Helsinki")
    opened = as_opened(desk) | {"name": "Talomme", "city": "Helsinki"}
    somali = as_opened(colleague, "places/talo/?text=so", "so") | {"name": "Guri", "city": "Helsinki"}
    colleague.client.post(colleague.address("places/talo/?text=so", "so"), somali)

    desk.send("places/talo/", opened)

    place = Location.objects.get()
    assert (place.name_fi, place.name_so) == ("Talomme", "Guri")


@pytest.mark.parametrize("version", ["", "x", "9" * 999])
def test_form_that_says_no_version_of_the_place_is_not_believed(desk, partner, version):
    LocationFactory(slug="talo", organization=partner, name_fi="Talo", city="Helsinki")

    desk.send("places/talo/", {"name": "Talomme", "city": "Helsinki", "version": version}, status=409)

    assert Location.objects.get().name_fi == "Talo"


def test_picture_needs_its_words_and_is_drawn_anew(desk, partner):
    LocationFactory(slug="talo", organization=partner)
    sent = lambda: SimpleUploadedFile("talo.jpg", drawings.picture(), "image/jpeg")  # noqa: E731

    opened = as_opened(desk) | {"name": "Talo"}
    refused = desk.send("places/talo/", opened | {"picture": sent()}, status=200)
    desk.send("places/talo/", opened | {"picture": sent(), "picture_text": "Keltainen talo"})

    place = Location.objects.get()
    assert [len(refused.texts(f"#id_{name}_error")) for name in ("picture_text", "picture")] == [1, 1]
    assert (place.picture_text_fi, Picture.objects.count()) == ("Keltainen talo", 1)
    assert "talo" not in place.picture.file.name


def test_words_without_a_picture_are_asked_for_one_but_not_years_later(desk, partner):
    LocationFactory(slug="talo", organization=partner, picture_text_fi="Ovi", city="Helsinki")

    opened = as_opened(desk) | {"name": "Talo", "city": "Helsinki"}
    desk.send("places/talo/", opened | {"picture_text": "Ovi"})
    refused = desk.send("places/talo/", opened | {"picture_text": "Keltainen ovi"}, status=200)

    assert len(refused.texts("#id_picture_error")) == 1
    assert Location.objects.get().picture_text_fi == "Ovi"


def test_picture_and_hidden_address_exclude_each_other(desk, partner):
    LocationFactory(slug="talo", organization=partner)
    picture = SimpleUploadedFile("talo.jpg", drawings.picture(), "image/jpeg")

    page = desk.send(
        "places/talo/",
        {"name": "Talo", "picture": picture, "picture_text": "Talo", "is_address_hidden": "on"},
        status=200,
    )

    assert len(page.texts("#id_picture_error")) == 1


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"GIF89a" + b"0" * 50])
def test_file_that_is_no_picture_is_refused_in_words(desk, partner, content):
    LocationFactory(slug="talo", organization=partner)
    upload = SimpleUploadedFile("talo.jpg", content, "image/jpeg")

    page = desk.send("places/talo/", {"name": "Talo", "picture": upload, "picture_text": "x"}, status=200)

    assert len(page.texts("#id_picture_error")) == 1


@pytest.mark.parametrize("is_shared", [True, False])
def test_place_of_another_partner_is_not_opened(desk, is_shared):
    LocationFactory(slug="talo", organization=OrganizationFactory(), is_shared=is_shared)

    desk.open("places/talo/", status=404)


def test_text_of_a_place_in_another_language_than_was_chosen_is_asked_about(desk):
    way = "Bussilla Itäkeskuksesta, pysäkki on aivan talon edessä."

    desk.send("places/new/", {"name": "Huset", "transportation": way, "language": "sv", "city": "Helsinki"})

    assert Location.objects.get().transportation_sv == way
    assert desk.open("").texts(".notice--error") == [
        "Onko kieli oikea? Odotettu: ruotsi. Teksti näyttää olevan: suomi."
    ]
