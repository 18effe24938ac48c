"""The page of a place: its week from Monday to Sunday, the host and the others apart."""

import pytest

from directory.choices import Entry, Standing
from directory.models import ImportedRecord, LocationPhone
from tests.cast import DAY, TODAY, place, session, walk_in
from tests.factories import (
    OrganizationFactory,
    ServiceAtLocationFactory,
    ServiceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

#: The tests' day is a Wednesday
MONDAY = TODAY - 2 * DAY
WEEK = 7 * DAY


@pytest.fixture
def house():
    return place(
        "malmi", slug="talo", name_fi="Malmin talo", street_address="Ala-Malmin tori 1", is_family_centre=True
    )


def names(page) -> list[str]:
    return page.texts(".plan__what a")


def test_week_has_every_day_from_monday_to_sunday(reader, house):
    walk_in(house)

    page = reader("/en/places/talo/")

    assert [day.split()[:-2] for day in page.texts("h3")] == [
        *(["On", "Monday"], ["On", "Tuesday"], ["Today"], ["On", "Thursday"], ["On", "Friday"]),
        *(["On", "Saturday"], ["On", "Sunday"]),
    ]
    assert page.texts(".plan__day--today h3") == ["Today 11 Mar"]
    assert page.texts("#week-title small") == ["9 – 15 Mar"]


def test_week_lists_sessions_by_day_and_hour(reader, house):
    walk_in(house, name_fi="Iltakerho", opens=17)
    walk_in(house, name_fi="Kahvila", opens=14)
    walk_in(house, name_fi="Sunnuntai", date=MONDAY + 6 * DAY)
    walk_in(house, name_fi="Maanantai", date=MONDAY)
    walk_in(house, name_fi="Ensi viikko", date=MONDAY + WEEK)
    walk_in(house, name_fi="Viime viikko", date=MONDAY - DAY)

    page = reader("/en/places/talo/")

    assert names(page) == ["Maanantai", "Kahvila", "Iltakerho", "Sunnuntai"]


def test_session_that_names_no_place_is_at_the_only_one_of_its_listing_on_every_page(
    reader, house, search_index
):
    listing = ServiceFactory(name_fi="Kahvila", slug="kahvila", channels=["on_site"])
    ServiceAtLocationFactory(service=listing, location=house)
    session(listing)
    search_index.drain()

    assert reader("/fi/search/?area=malmi&when=today").texts(".card__name") == ["Kahvila"]
    assert "Malmin talo" in reader("/fi/search/").texts(".card")[0]
    assert names(reader("/fi/places/talo/")) == ["Kahvila"]
    assert reader("/fi/places/talo/").texts(".plan__day--today .plan__what a") == ["Kahvila"]
    assert "Malmin talo" in reader("/fi/services/kahvila/").text


def test_place_that_is_named_beside_a_session_by_phone_has_no_session(reader, house, search_index):
    listing = ServiceFactory(name_fi="Neuvonta", channels=["on_site", "phone"])
    ServiceAtLocationFactory(service=listing, location=house)
    session(listing)
    search_index.drain()

    assert reader("/fi/search/?area=malmi").texts(".card__name") == ["Neuvonta"]
    assert reader("/fi/search/?area=malmi&when=today").texts(".card__name") == []
    assert names(reader("/fi/places/talo/")) == []


def test_listing_that_is_closed_says_when_it_is_back(reader, house):
    walk_in(house, name_fi="Kesätauolla", closed_from=TODAY - DAY, closed_until=TODAY + 10 * DAY)

    page = reader("/en/places/talo/")

    assert names(page) == []
    assert page.texts('[aria-labelledby="others"] li') == ["Kesätauolla Closed, back on 22 March 2026"]


def test_days_that_are_over_are_folded_away(reader, house):
    walk_in(house, name_fi="Maanantai", date=MONDAY)
    walk_in(house, name_fi="Tänään", date=TODAY, opens=9)

    page = reader("/en/places/talo/")

    assert page.texts("#week details .plan__what a") == ["Maanantai"]
    assert len(page.all("#week details h3")) == 2
    assert not reader(f"/en/places/talo/?week={MONDAY + WEEK}").all("#week details")


def test_session_past_midnight_is_on_the_day_it_begins(reader, house):
    night = ServiceFactory(name_fi="Yökahvila")
    session(night, house, date=MONDAY - DAY, opens=22, closes=2)
    session(night, house, date=MONDAY + DAY, opens=22, closes=2)

    page = reader("/en/places/talo/")

    assert names(page) == ["Yökahvila"]
    assert "Tuesday" in page.all(".plan__day:has(.plan__visit) h3")[0].get_text()


def test_one_can_look_eight_weeks_ahead(reader, house):
    walk_in(house, name_fi="Kaukana", date=MONDAY + 8 * WEEK + DAY)
    address = "/en/places/talo/"

    seen = []
    while address:
        page = reader(address)
        seen.append(names(page))
        following = [link["href"] for link in page.all("#week [rel=next]")]
        address = f"/en/places/talo/{following[0]}" if following else ""

    assert seen == [[]] * 8 + [["Kaukana"]]
    assert page.href("Previous week") == f"?week={MONDAY + 7 * WEEK}#week"
    assert page.texts("#week-title") == ["4 – 10 May"]


@pytest.mark.parametrize(
    "week", ["2026-03-12", "2026-W11", "2020-01-01", "0001-01-01", "x", "2026-02-31", "9" * 5_000, "%00", ""]
)
def test_week_that_cannot_be_shown_is_this_one(reader, house, week):
    walk_in(house, name_fi="Kahvila")

    page = reader(f"/en/places/talo/?week={week}")

    assert names(page) == ["Kahvila"]
    assert not page.all("#week [rel=prev]")


@pytest.mark.parametrize("week", ["2026-05-10", "2026-05-11", "9999-12-31"])
def test_week_too_far_ahead_is_the_last_one(reader, house, week):
    page = reader(f"/en/places/talo/?week={week}")

    assert page.texts("#week-title") == ["4 – 10 May"]
    assert not page.all("#week [rel=next]")


def test_session_of_the_same_listing_elsewhere_is_not_here(reader, house):
    listing = walk_in(house, name_fi="Kahvila")
    session(listing, place("kallio"), date=TODAY + DAY)

    assert names(reader("/en/places/talo/")) == ["Kahvila"]


def test_listing_that_is_not_public_is_not_here(reader, house):
    walk_in(house, name_fi="Luonnos", live=False)
    walk_in(house, name_fi="Poissa", organization=OrganizationFactory(standing=Standing.SUSPENDED))
    ServiceAtLocationFactory(service=ServiceFactory(name_fi="Hahmotelma", live=False), location=house)

    page = reader("/en/places/talo/")

    assert "Nothing is planned here this week." in page.text
    assert page.href("Look at all services") == "/en/search/"
    assert not {"Luonnos", "Poissa", "Hahmotelma"} & set(page.text.split())


def test_what_the_centre_arranges_and_what_others_do_is_told_apart(reader, house):
    house.organization = OrganizationFactory(slug="isanta", name_fi="Isäntä")
    house.save()
    walk_in(house, name_fi="Neuvola", organization=house.organization)
    walk_in(
        house,
        name_fi="Kerho",
        opens=17,
        organization=OrganizationFactory(slug="naapurit", name_fi="Naapurit ry"),
    )

    page = reader("/en/places/talo/")

    assert page.texts(".plan__visit--own .plan__what a") == ["Neuvola"]
    assert page.texts(".plan__facts > span:first-child") == ["The family centre itself", "Naapurit ry"]
    assert page.texts("[aria-labelledby=who] dt") == ["Host", "Others in these rooms"]
    assert page.href("Isäntä") == "/en/organizations/isanta/"
    assert page.texts("[aria-labelledby=who] li") == ["Naapurit ry"]


def test_host_without_a_page_of_its_own_is_not_named_where_others_meet(reader, house):
    house.organization = OrganizationFactory(name_fi="Isäntä", standing=Standing.SUSPENDED)
    house.save()
    walk_in(house, name_fi="Kerho")

    page = reader("/fi/places/talo/")

    assert "Isäntä" not in page.text
    assert names(page) == ["Kerho"]


@pytest.mark.parametrize("standing", [each for each in Standing if each != Standing.ADMITTED])
def test_place_of_a_partner_that_is_not_public_is_gone_with_it(reader, house, standing):
    house.organization = OrganizationFactory(standing=standing)
    house.save()
    walk_in(house, organization=house.organization)

    reader("/fi/places/talo/", status=404)


def test_place_that_is_invented_says_so(reader, house):
    other = place("koti")
    ImportedRecord.objects.create(
        source="demo", kind="location", identifier="talo", object=house, values={"is_invented": True}
    )

    invented, real = (reader(f"/en/places/{slug}/").texts(".head .mark") for slug in ("talo", other.slug))

    assert (invented, real) == (["Example"], [])


def test_languages_and_entry_are_those_of_each_session(reader, house):
    listing = ServiceFactory(entry=Entry.WALK_IN, channels=["on_site"], languages=["fi"])
    session(listing, house, opens=9, closes=10, languages=["so"], entry=Entry.APPOINTMENT)
    session(listing, house)

    page = reader("/en/places/talo/")

    first, second = (
        [each.get_text() for each in line.select("span > span")] for line in page.all(".plan__facts")
    )
    assert "Somali" in first
    assert "Book a time" in first
    assert "Finnish" in second
    assert "Just come, no appointment" in second


def test_cancelled_session_is_struck_out_and_says_so_with_the_reason(reader, house):
    schedule = session(ServiceFactory(name_fi="Kerho"), house)
    schedule.dates.create(kind="cancelled", date=TODAY, reason_fi="Ohjaaja on sairaana")
    schedule.save()

    (line,) = reader("/en/places/talo/").all(".plan__visit")

    assert [each.get_text() for each in line.select("s")] == ["14:00–16:00", "Kerho"]
    assert line.select(".mark--warn")[0].get_text() == "Cancelled"
    assert "Ohjaaja on sairaana" in [each.get_text() for each in line.select('[lang="fi"][dir="ltr"]')]


def test_session_that_runs_now_says_so(reader, house):
    walk_in(house, name_fi="Nyt", opens=12)
    walk_in(house, name_fi="Kohta", opens=14)

    lines = reader("/en/places/talo/").all(".plan__visit")

    assert [bool(line.select(".now")) for line in lines] == [True, False]


def test_listing_without_a_time_this_week_is_named_all_the_same(reader, house):
    walk_in(house, name_fi="Kahvila")
    ServiceAtLocationFactory(service=ServiceFactory(slug="neuvola", name_fi="Neuvola"), location=house)

    page = reader("/en/places/talo/")

    assert page.texts("[aria-labelledby=others] li") == ["Neuvola"]
    assert page.href("Neuvola") == "/en/services/neuvola/"
    assert page.href("Search within this place") == "/en/search/?location=talo"


def test_address_and_phone_are_there_and_the_name_is_marked(reader, house):
    LocationPhone.objects.create(location=house, number="09 000 1000")

    page = reader("/ar/places/talo/")

    assert page.texts('h1 [lang="fi"][dir="ltr"]') == ["Malmin talo"]
    assert "Ala-Malmin tori 1" in page.texts('[lang="fi"][dir="ltr"]')
    assert page.all('a[href="tel:+35890001000"]')


def test_way_back_is_to_the_family_centres_or_to_all_services(reader, house):
    place("kallio", slug="kirjasto")

    assert reader("/en/places/talo/").href("All family centres") == "/en/places/family-centres/"
    assert reader("/en/places/kirjasto/").href("All services") == "/en/search/"


def test_unknown_place_has_no_page(reader):
    reader("/fi/places/olematon/", status=404)


def test_listing_that_begins_later_is_not_in_the_week_yet(reader, house):
    walk_in(house, name_fi="Kesäkerho", valid_from=TODAY + DAY, date=TODAY + 2 * DAY)

    assert "Kesäkerho" not in reader("/fi/places/talo/").text


@pytest.mark.parametrize(("language", "marks"), [("so", ["Luqadda qoraalka: Finishka"]), ("fi", [])])
def test_way_there_says_which_language_it_is_in(reader, language, marks):
    place("malmi", slug="talo", name_so="Guri", transportation_fi="Bussi 70, pysäkki Malmi")

    page = reader(f"/{language}/places/talo/")

    assert page.texts(".access .mark") == marks
