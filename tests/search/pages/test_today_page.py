"""Today without appointment: what is open, what opens later, and what one can do when nothing is left."""

from urllib.parse import urlencode

import pytest

from directory.models import Helpline, Service
from tests.cast import DAY, TODAY, place, session, walk_in
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(now, search_index):
    return search_index


@pytest.fixture
def today(reader, site):
    """The page with everything in the index: `today("?spoken=so")`, in English unless told otherwise."""

    def page(asked: str = "", language: str = "en"):
        site.drain()
        return reader(f"/{language}/today/{asked}")

    return page


def groups(page) -> dict[str, list[str]]:
    """The names under each heading of the list."""
    sections = page.all("#results section")
    return {
        section.h2.get_text(): [name.get_text(strip=True) for name in section.select(".soon__name")]
        for section in sections
    }


def phone_line(**values) -> Service:
    """A line that one can call without appointment, now."""
    listing = ServiceFactory(entry="walk_in", channels=["phone"], languages=["fi"], **values)
    session(listing, opens=12)
    return listing


def test_doors_open_now_come_before_those_that_open_later(today):
    walk_in(place("malmi"), name_fi="Illalla", opens=18)
    walk_in(place("malmi"), name_fi="Iltapäivällä", opens=14)
    walk_in(place("malmi"), name_fi="Auki", opens=12)

    page = today()

    assert groups(page) == {"Open now": ["Auki"], "Later today": ["Iltapäivällä", "Illalla"]}
    assert page.texts("[data-total]") == ["3 services"]


def test_what_is_over_or_booked_or_on_another_day_is_not_there(today):
    walk_in(place("malmi"), name_fi="Ohi", opens=9)
    walk_in(place("malmi"), name_fi="Huomenna", date=TODAY + DAY)
    walk_in(place("malmi"), name_fi="Varattava", entry="appointment")
    walk_in(place("malmi"), name_fi="Auki")

    assert groups(today()) == {"Later today": ["Auki"]}


def test_session_says_when_where_for_whom_and_in_which_languages(today):
    walk_in(place("malmi", name_fi="Malmin talo"), opens=14, languages=["fi", "so"], minimum_age=3)

    page = today()

    assert page.texts(".soon__time") == ["14:00–16:00"]
    assert page.texts(".soon__where") == ["Malmin talo, Malmi"]
    assert "Finnish, Somali · From 3 years" in page.texts(".soon li")[0]


def test_language_and_area_hold_for_one_and_the_same_session(today):
    malmi, kallio = place("malmi"), place("kallio")
    several = ServiceFactory(name_fi="Eri kerrat", entry="walk_in", channels=["on_site"], languages=["fi"])
    session(several, malmi, languages=["fi"])
    session(several, kallio, languages=["so"])
    walk_in(malmi, name_fi="Sama kerta", languages=["so"])

    page = today("?spoken=so&area=malmi")

    assert groups(page) == {"Later today": ["Sama kerta"]}


def test_number_beside_a_language_or_area_is_what_choosing_it_gives(today):
    walk_in(place("malmi"), languages=["so"])
    walk_in(place("malmi"), languages=["so", "fi"])
    walk_in(place("kallio"), languages=["fi"])
    page = today()

    options = [(field["name"], option) for field in page.all("select") for option in field.select("option")]
    counted = [(name, option["value"], option.get_text()) for name, option in options if option["value"]]

    assert len(counted) == 4
    for name, value, words in counted:
        total = today(f"?{urlencode({name: value})}").texts("[data-total]")[0].split()[0]
        assert words.endswith(f"({total})")


def test_what_is_chosen_stays_chosen(today):
    walk_in(place("malmi"), languages=["so"])

    page = today("?spoken=so&area=malmi&page=7&free=1&entry=referral")

    assert [option["value"] for option in page.all("option[selected]")] == ["so", "malmi"]
    assert page.texts("[data-total]") == ["1 service"]


def test_own_language_is_the_first_that_can_be_chosen(today):
    walk_in(place("malmi"), languages=["fi", "en"])
    walk_in(place("malmi"), languages=["so", "fi", "en"])

    page = today(language="so")

    assert [option["value"] for option in page.all("#spoken option")] == ["", "so", "en", "fi"]


def test_pages_follow_each_other_without_gap_or_repetition(today, reader):
    for number in range(23):
        walk_in(place("malmi"), name_fi=f"Palvelu {number}", opens=12 + number % 3)
    first = today("?area=malmi")

    second = reader(f"/en/today/{first.all('a[rel=next]')[0]['href']}")

    names = first.texts(".soon__name") + second.texts(".soon__name")
    assert (len(names), len(set(names))) == (23, 23)
    assert second.all("a[rel=prev]")[0]["href"] == "?area=malmi"
    assert second.all("a[rel=next]") == first.all("a[rel=prev]") == []


def test_when_nothing_is_left_tomorrow_begins(today, reader):
    for number in range(6):
        walk_in(place("malmi"), name_fi=f"Aamu {number}", date=TODAY + DAY, opens=8 + number)

    page = today()

    assert "Nothing more is open without appointment today." in page.texts("[data-total]")
    assert groups(page) == {"Tomorrow": [f"Aamu {number}" for number in range(5)]}
    assert reader(page.href("All tomorrow: 6")).texts("[data-total]") == ["6 services"]


def test_when_tomorrow_has_nothing_either_the_next_ones_are_a_tap_away(today, reader):
    walk_in(place("malmi"), name_fi="Ylihuomenna", date=TODAY + 2 * DAY)

    page = today()

    assert groups(page) == {}
    assert reader(page.href("See the next ones")).texts(".card__name") == ["Ylihuomenna"]


def test_limit_that_leaves_nothing_can_be_taken_away(today):
    walk_in(place("malmi"), languages=["fi"])

    page = today("?spoken=so&area=malmi")

    (way,) = page.all("#results .chip")
    assert (way["href"], way.small.get_text()) == ("?area=malmi", "1")


def test_lines_that_answer_now_stand_apart(today):
    walk_in(place("malmi"), name_fi="Ovi")
    phone_line(name_fi="Auki oleva linja")
    session(ServiceFactory(name_fi="Illan linja", entry="walk_in", channels=["phone"]), opens=20, closes=21)
    Helpline.objects.create(slug="open", number="09 000 1000", name_fi="Päivystys")
    Helpline.objects.create(
        slug="closed",
        number="09 000 2000",
        name_fi="Aamulinja",
        rrule="FREQ=DAILY",
        opens_at="08:00",
        closes_at="9:00",
    )

    page = today()

    assert groups(page) == {"Later today": ["Ovi"]}
    assert page.texts("#phones + .soon .soon__name") == ["Auki oleva linja"]
    assert page.texts(".panel .tel") == ["09 000 1000"]


def test_lines_are_of_the_chosen_language_wherever_the_reader_looks(today):
    phone_line(name_fi="Somaliksi").__class__.objects.update(languages=["so"])
    walk_in(place("malmi"), name_fi="Ovi")

    assert today("?spoken=so&area=malmi").texts("#phones + .soon .soon__name") == ["Somaliksi"]
    assert today("?spoken=fi&area=malmi").texts("#phones + .soon .soon__name") == []


def test_listing_withdrawn_a_moment_ago_is_not_shown(today, reader):
    listing = walk_in(place("malmi"), name_fi="Perhekahvila")
    today()

    Service.objects.filter(pk=listing.pk).update(live=False)

    assert "Perhekahvila" not in reader("/fi/today/").text


def test_page_without_an_index_offers_a_person(reader, settings, tmp_path):
    settings.SEARCH_INDEX_FOLDER = tmp_path / "none"

    page = reader("/en/today/", status=503)

    assert page.texts("h1") == ["The search is being prepared"]


@pytest.mark.parametrize("value", ["\x00", "<script>", "🙂", "so,fi", "a" * 5_000, "../x", "9" * 30])
def test_strange_wishes_are_no_error(today, value):
    walk_in(place("malmi"))

    page = today(f"?{urlencode({'spoken': value, 'area': value, 'page': value})}")

    assert page.all("h1")
