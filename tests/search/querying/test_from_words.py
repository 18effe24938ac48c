"""Conditions in the words of a query narrow the results, show as chips and come off by address."""

from urllib.parse import parse_qs, urlsplit

import pytest

from directory.models import EasyLanguageText
from directory.reading.vocabulary import forget
from tests.cast import DAY, TODAY, place, session, walk_in
from tests.factories import AreaFactory, ServiceFactory

pytestmark = pytest.mark.django_db

FROM_SEARCH = "from your search"


@pytest.fixture(autouse=True)
def site(now, search_index):
    search_index.drain()
    return search_index


@pytest.fixture
def shown(reader, site):
    """The page of a search with everything in the index: `shown("/en/search/?q=free+swimming")`."""

    def page(address: str):
        site.drain()
        return reader(address)

    return page


def query_of(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def chips(page) -> list[str]:
    return page.texts("#understood .chip--on")


def found(page) -> list[str]:
    """The names of what meets all conditions."""
    return page.texts("#results > .list .card__name")


def close(page) -> list[str]:
    """The names of what misses one that was read out of the words."""
    return page.texts("[aria-labelledby=near-misses] .card__name")


def test_age_in_the_words_is_a_filter_and_the_rest_is_looked_for(shown):
    malmi = place("malmi")
    walk_in(malmi, name_en="Swimming for small ones", minimum_age=3, maximum_age=6)
    walk_in(malmi, name_en="Swimming for adults", minimum_age=18)

    page = shown("/en/search/?q=swimming+for+5-year-olds")

    assert found(page) == ["Swimming for small ones"]
    assert chips(page) == [f"Remove: Child aged 5 {FROM_SEARCH}"]


def test_chip_leads_to_the_same_words_read_as_words(shown):
    walk_in(place("malmi"), name_en="Swimming", is_free=False)
    page = shown("/en/search/?q=free+swimming&sort=soonest")
    assert found(page) == []

    address = page.all("#understood .chip--on")[0]["href"]
    without = shown(f"/en/search/{address}")

    assert query_of(address) == {"q": ["free swimming"], "as_words": ["free.1"], "sort": ["soonest"]}
    assert chips(without) == []
    assert found(without) == ["Swimming"]


def test_filter_that_the_reader_set_is_not_changed_by_the_words(shown):
    malmi = place("malmi")
    walk_in(malmi, name_en="Swimming for ten", minimum_age=9, maximum_age=11)
    walk_in(malmi, name_en="Swimming for five", minimum_age=4, maximum_age=6)

    page = shown("/en/search/?q=swimming+for+5-year-olds&age=10")

    assert found(page) == ["Swimming for ten"]
    assert chips(page) == ["Remove: Child aged 10"]


def test_weekday_in_the_words_is_the_next_such_day(shown):
    # Today is a Wednesday
    malmi = place("malmi")
    for name, days in (("Wednesday club", 0), ("Friday club", 2)):
        session(ServiceFactory(name_en=name), malmi, date=TODAY + days * DAY)

    page = shown("/en/search/?q=club+on+friday")

    assert found(page) == ["Friday club"]


def test_weekdays_in_the_words_are_monday_to_friday_around_the_weekend(shown):
    # Today is a Wednesday
    malmi = place("malmi")
    for name, days in (("Thursday club", 1), ("Saturday club", 3), ("Tuesday club", 6)):
        session(ServiceFactory(name_en=name), malmi, date=TODAY + days * DAY)

    page = shown("/en/search/?q=club+on+weekdays")

    assert sorted(found(page)) == ["Thursday club", "Tuesday club"]
    assert chips(page) == [f"Remove: Monday to Friday {FROM_SEARCH}"]


def test_area_is_known_by_its_names(shown):
    AreaFactory(slug="mellunkyla", name_fi="Mellunkylä", name_sv="Mellungsby")
    forget()
    walk_in(place("mellunkyla"), name_ru="Клуб")
    walk_in(place("malmi"), name_ru="Клуб в Малми")

    page = shown("/ru/search/?q=клуб+в+Контуле")

    assert found(page) == ["Клуб"]


def test_what_is_at_no_place_follows_those_in_the_area_that_the_words_name(shown):
    for number in range(6):
        walk_in(place("malmi"), name_en=f"Debt advice {number}")
    walk_in(place("kallio"), name_en="Debt advice elsewhere")
    ServiceFactory(name_en="Debt advice by phone", channels=["phone"])

    page = shown("/en/search/?q=debt+advice+in+Malmi")
    chosen = shown("/en/search/?q=debt+advice&area=malmi")

    assert found(page) == [f"Debt advice {number}" for number in range(6)]
    assert page.texts("[aria-labelledby=anywhere] .card__name") == ["Debt advice by phone"]
    assert close(page) == []
    assert chosen.texts("[aria-labelledby=anywhere] .card__name") == []


def test_what_is_at_no_place_has_to_meet_the_other_conditions_in_the_words(shown):
    place("malmi")
    for name, is_free in (("Free swimming on screen", True), ("Swimming on screen", False)):
        ServiceFactory(name_en=name, channels=["online"], is_free=is_free)
    walk_in(place("kallio"), name_en="Swimming in a pool", is_free=True)

    page = shown("/en/search/?q=free+swimming+in+Malmi")

    assert found(page) == []
    assert page.texts("[aria-labelledby=anywhere] .card__name") == ["Free swimming on screen"]
    assert set(close(page)) == {"Swimming in a pool", "Swimming on screen"}


def test_near_misses_are_for_whom_the_words_name(shown):
    malmi = place("malmi")
    for name, gender in (("for men", "men"), ("for boys", "boys"), ("for all", ""), ("for women", "women")):
        walk_in(place("kallio"), name_en=f"Swimming {name}", gender=gender)
    walk_in(malmi, name_en="Singing for girls", gender="girls")

    page = shown("/en/search/?q=swimming+for+girls+in+Malmi")

    assert {"Swimming for all", "Swimming for women"} <= set(close(page))
    assert not {"Swimming for men", "Swimming for boys"} & set(close(page))


def test_near_misses_are_for_the_age_that_the_words_name(shown):
    place("malmi")
    walk_in(place("kallio"), name_en="Swimming for small ones", minimum_age=3, maximum_age=6)
    walk_in(place("kallio"), name_en="Swimming for teens", minimum_age=13, maximum_age=17)

    near = shown("/en/search/?q=swimming+for+5-year-olds+in+Malmi")
    nobody = shown("/en/search/?q=swimming+for+10-year-olds+in+Malmi")

    assert close(near) == ["Swimming for small ones"]
    assert set(close(nobody)) == {"Swimming for small ones", "Swimming for teens"}


def test_what_is_at_no_place_and_answers_less_follows_what_misses_the_area(shown):
    place("malmi")
    walk_in(place("kallio"), name_en="Debt advice for tenants")
    ServiceFactory(name_en="Phone line", description_en="Some debt here. No advice.", channels=["phone"])

    page = shown("/en/search/?q=debt+advice+in+Malmi")

    assert page.texts("[aria-labelledby=anywhere] .card__name") == []
    assert close(page) == ["Debt advice for tenants", "Phone line"]


@pytest.mark.parametrize("told", ["in+Malmi", "on+monday", "this+evening"])
def test_place_and_time_that_are_told_in_danger_hide_no_shelter(shown, told):
    place("malmi")
    walk_in(name_en="Shelter: your husband hits you")

    page = shown(f"/en/search/?q=my+husband+hits+me+{told}")

    assert found(page) == ["Shelter: your husband hits you"]
    assert chips(page) == []


def test_place_without_steps_is_found(shown):
    walk_in(place("malmi", accessibility=["step_free"]), name_en="Pool one")
    walk_in(place("kallio", accessibility=["lift"]), name_en="Pool two")

    assert found(shown("/en/search/?q=pool+with+wheelchair+access")) == ["Pool one"]
    assert found(shown("/en/search/?step_free=1")) == ["Pool one"]


@pytest.mark.parametrize(
    ("language", "words", "name", "label"),
    [
        ("fi", "talous+selkokielellä", "Talousneuvonta", "Selkokieli: suomi"),
        ("fi", "selkokieli", "Talousneuvonta", "Selkokieli: suomi"),
        ("sv", "lätt+svenska", "Rådgivning", "Lätt språk: svenska"),
    ],
)
def test_easy_language_in_the_words_finds_listings_that_have_such_a_text(shown, language, words, name, label):
    for other, easy in (("Talousneuvonta", ["fi"]), ("Rådgivning", ["sv"]), ("Talouskerho", [])):
        listing = walk_in(place("malmi"), name_fi=other, name_sv=other)
        for code in easy:
            EasyLanguageText.objects.create(
                service=listing, language_code=code, name="Apua", description="Tule."
            )

    page = shown(f"/{language}/search/?q={words}")

    assert found(page) == [name]
    assert [label in chip for chip in chips(page)] == [True]


def test_easy_language_is_a_filter_and_can_be_read_as_words(shown):
    easy = walk_in(place("malmi"), name_fi="Talousneuvonta")
    EasyLanguageText.objects.create(service=easy, language_code="sv", name="Apua", description="Tule.")
    walk_in(place("malmi"), name_en="Easy language café")
    page = shown("/en/search/?q=easy+language")

    addresses = [chip["href"] for chip in page.all("#understood .chip--on")]

    assert found(page) == ["Talousneuvonta"]
    assert [query_of(each)["as_words"] for each in addresses] == [["easy.fi"], ["easy.sv"]]
    assert found(shown("/en/search/?q=easy+language&as_words=easy.fi,easy.sv"))[:1] == ["Easy language café"]
    assert [
        (each["value"], each.find_parent().get_text(" ", strip=True))
        for each in shown("/en/search/").all("input[name=easy]")
    ] == [("sv", "Easy language: Swedish 1")]


def test_condition_in_the_words_is_the_first_to_be_loosened(shown):
    walk_in(place("malmi"), name_en="Swimming", is_free=False, languages=["fi"])
    for _ in range(2):
        walk_in(place("malmi"), name_en="Swimming", is_free=True, languages=["en"])

    page = shown("/en/search/?q=free+swimming&spoken=fi")

    assert page.texts(".layout__main .chip--on")[:2] == ["Remove: Free of charge 1", "Remove: Finnish 2"]


def test_all_comes_off_with_one_link(shown):
    walk_in(place("malmi"), name_en="Swimming", is_free=False)
    page = shown("/en/search/?q=free+swimming&spoken=so")

    cleared = page.all("#understood .btn--plain")[0]["href"]

    assert found(shown(f"/en/search/{cleared}")) == ["Swimming"]


def test_filter_form_keeps_what_was_taken_off(shown):
    page = shown("/en/search/?q=free+swimming&as_words=free.1")

    assert {field["value"] for field in page.all("input[name=as_words]")} == {"free.1"}


def test_reading_of_conditions_can_be_switched_off(shown, settings):
    settings.SEARCH_WITHOUT = (*settings.SEARCH_WITHOUT, "conditions")
    walk_in(place("malmi"), name_en="Swimming", is_free=False)

    page = shown("/en/search/?q=free+swimming")

    assert found(page) == ["Swimming"]
    assert chips(page) == []


def test_what_misses_a_condition_in_the_words_follows_where_few_meet_it(shown):
    walk_in(place("malmi"), name_en="Swimming for small ones", minimum_age=3, maximum_age=6)
    walk_in(place("malmi"), name_en="Swimming for adults", minimum_age=18)

    page = shown("/en/search/?q=swimming+for+5-year-olds")
    chosen = shown("/en/search/?q=swimming&age=5")

    assert (found(page), close(page)) == (["Swimming for small ones"], ["Swimming for adults"])
    assert (found(chosen), close(chosen)) == (["Swimming for small ones"], [])


def test_nothing_else_follows_where_enough_meet_the_condition_in_the_words(shown):
    for number in range(5):
        walk_in(place("malmi"), name_en=f"Swimming {number}", minimum_age=3, maximum_age=6)
    walk_in(place("malmi"), name_en="Swimming for adults", minimum_age=18)

    page = shown("/en/search/?q=swimming+for+5-year-olds")

    assert len(found(page)) == 5
    assert close(page) == []


def test_what_answers_far_better_comes_first_although_it_misses_the_condition(shown):
    for number in range(5):
        description = "Painting, and swimming now and then."
        walk_in(name_en=f"Club {number}", description_en=description, minimum_age=3, maximum_age=6)
    walk_in(name_en="Swimming", minimum_age=18)

    page = shown("/en/search/?q=swimming+for+5-year-olds")

    assert close(page) == ["Swimming"]
    assert page.texts("#results .card__name") == ["Swimming", *found(page)]
    assert len(found(page)) == 5


def test_a_listing_without_known_hours_does_not_miss_a_time_in_the_words(shown):
    for number in range(5):
        walk_in(place("malmi"), name_fi=f"Swimming {number}")
    # A little better, as it has a name in the reader's language
    ServiceFactory(name_en="Swimming at all hours")
    walk_in(place("malmi"), name_en="Swimming tomorrow", date=TODAY + DAY)

    page = shown("/en/search/?q=swimming+today")

    assert close(page) == ["Swimming at all hours"]
    assert len(found(page)) == 5


def test_filter_that_the_reader_chose_holds_for_what_is_close(shown):
    walk_in(place("malmi"), name_en="Swimming for adults", minimum_age=18, languages=["so"])
    walk_in(place("malmi"), name_en="Swimming for seniors", minimum_age=65, languages=["fi"])

    page = shown("/en/search/?q=swimming+for+5-year-olds&spoken=so")

    assert (found(page), close(page)) == ([], ["Swimming for adults"])


def test_finnish_alone_is_what_is_sought_and_no_filter(shown):
    walk_in(place("malmi"), name_en="Speaking Finnish over coffee", languages=["so"])
    walk_in(place("malmi"), name_en="Swimming", languages=["fi"])

    page = shown("/en/search/?q=in+Finnish")

    assert chips(page) == []
    assert found(page) == ["Speaking Finnish over coffee"]
