"""Suggestions under the search field: a fragment of a list, in the reader's language first."""

import pytest

from directory.models import SearchWords
from tests.cast import DAY, TODAY, place, walk_in
from tests.factories import AreaFactory, OrganizationFactory, ServiceFactory, TaxonomyTermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(now, search_index):
    return search_index


@pytest.fixture
def suggested(reader, site):
    """The items for some letters: `suggested("so", "cun")`."""

    def items(language: str, text: str):
        site.drain()
        return reader(f"/{language}/search/suggestions/?q={text}").all("[role=option]")

    return items


def test_topic_in_the_readers_language_leads_to_its_listings(suggested):
    theme = TaxonomyTermFactory(code="babies", name_fi="Vauvat")
    TaxonomyTermFactory(code="feeding", name_fi="Syöminen", name_so="Quudinta", parent=theme)

    (item,) = suggested("so", "quu")

    assert item["data-href"] == "/so/search/?topic=feeding"
    assert item["data-value"] == "Quudinta"
    assert "theme--babies" in item["class"]


@pytest.mark.parametrize("typed", ["velkaneuv", "velkanuevonta", "neuvonta", "dayn"])
def test_topic_is_suggested_by_its_words_with_slips_and_from_their_middle(suggested, settings, typed):
    settings.SEARCH_WITHOUT = ("meaning", "dictionary")
    theme = TaxonomyTermFactory(code="money", name_fi="Raha")
    debt = TaxonomyTermFactory(code="debt", name_fi="Velat", name_so="Deymaha", parent=theme)
    # What few topics have says more the more topics there are
    for number in range(20):
        TaxonomyTermFactory(code=f"other-{number}", name_fi=f"Muu {number}", parent=theme)
    SearchWords.objects.create(term=debt, language_code="fi", words=["velka-neuvonta", "velkaneuvonta"])
    SearchWords.objects.create(term=debt, language_code="so", words=["dayn"])
    ServiceFactory(name_fi="Kahvila")

    assert [item["data-value"] for item in suggested("so", typed)] == ["Deymaha"]


@pytest.mark.parametrize(
    ("typed_in", "word", "typed"),
    [("ar", "ديون", "ديون"), ("so", "deymo", "deym"), ("zh-hans", "债务", "债务"), ("ru", "долги", "долг")],
)
def test_topic_is_suggested_by_its_words_in_any_language(suggested, settings, typed_in, word, typed):
    settings.SEARCH_WITHOUT = ("meaning", "dictionary")
    theme = TaxonomyTermFactory(code="money", name_fi="Raha")
    debt = TaxonomyTermFactory(code="debt", name_fi="Velat", parent=theme)
    for number in range(20):
        TaxonomyTermFactory(code=f"other-{number}", name_fi=f"Muu {number}", parent=theme)
    SearchWords.objects.create(term=debt, language_code=typed_in, words=[word])
    ServiceFactory(name_fi="Kahvila")

    assert [item["data-value"] for item in suggested("fi", typed)] == ["Velat"]


def test_topic_found_by_its_name_in_another_language_has_the_name_that_the_reader_knows(suggested):
    theme = TaxonomyTermFactory(code="babies", name_fi="Vauvat")
    TaxonomyTermFactory(
        code="babysitting", name_fi="Lastenhoito", name_sv="Barnvakt", name_en="Babysitting", parent=theme
    )

    assert [item["data-value"] for item in suggested("en", "barnv")] == ["Babysitting"]


@pytest.mark.parametrize(
    ("is_sensitive", "typed", "names"),
    [(True, "mosque", []), (True, "gay", ["LGBTQ"]), (False, "mosque", ["LGBTQ"])],
)
def test_sensitive_topic_is_suggested_where_it_is_surely_meant(
    suggested, settings, is_sensitive, typed, names
):
    settings.SEARCH_WITHOUT = ("meaning", "dictionary")
    theme = TaxonomyTermFactory(code="safety", name_fi="Turva")
    topic = TaxonomyTermFactory(
        code="lgbtq", name_fi="Sateenkaari", name_en="LGBTQ", parent=theme, is_sensitive=is_sensitive
    )
    for number in range(20):
        TaxonomyTermFactory(code=f"other-{number}", name_fi=f"Muu {number}", parent=theme)
    words = ["gay", "gays", "gay man", "thrown out of the mosque by my father for whom I am"]
    SearchWords.objects.create(term=topic, language_code="en", words=words)
    ServiceFactory(name_fi="Kahvila")

    assert [item["data-value"] for item in suggested("en", typed)] == names


@pytest.mark.parametrize("typed", ["itäk", "Itäkeskus", "östra cent"])
def test_area_is_suggested_by_what_people_call_a_part_of_it(suggested, typed):
    AreaFactory(slug="vartiokyla", name_fi="Vartiokylä")

    (item,) = suggested("so", typed)

    assert item["data-href"] == "/so/search/?area=vartiokyla"
    assert item["data-value"].endswith(" · Vartiokylä")


def test_area_with_the_name_stands_before_those_of_which_a_part_is_called_so(suggested):
    AreaFactory(slug="malmi", name_fi="Malmi")
    AreaFactory(slug="kaarela", name_fi="Kaarela")

    assert [item["data-value"] for item in suggested("fi", "malm")] == ["Malmi", "Malmgård · Kaarela"]


def test_listing_and_organization_lead_to_their_own_pages(suggested):
    partner = OrganizationFactory(slug="perhetalo", name_fi="Perhetalo ry")
    walk_in(place("malmi"), slug="perhekahvila", name_fi="Perhekahvila", organization=partner)

    addresses = {item["data-href"] for item in suggested("fi", "perhe")}

    assert addresses == {"/fi/organizations/perhetalo/", "/fi/services/perhekahvila/"}


def test_place_leads_to_what_is_there(suggested, reader):
    walk_in(place("malmi", slug="house", name_fi="Asukastalo Mylly"), slug="cafe", name_fi="Perhekahvila")
    walk_in(place("malmi"), name_fi="Uimakoulu")

    (item,) = suggested("so", "asukast")

    assert item["data-href"] == "/so/search/?location=house"
    links = reader(item["data-href"]).all('main a[href*="/services/"]')
    assert {link["href"].rstrip("/").rpartition("/")[2] for link in links} == {"cafe"}


@pytest.mark.parametrize("typed", ["turvat", "turvtalo"])
def test_place_is_not_suggested_once_its_address_is_secret(suggested, typed):
    house = place("malmi", name_fi="Turvatalo")
    walk_in(house, name_fi="Neuvonta")
    assert [item["data-value"] for item in suggested("fi", typed)] == ["Turvatalo"]

    house.is_address_hidden = True
    house.save()

    assert suggested("fi", typed) == []


def test_place_of_withdrawn_listings_is_not_suggested(suggested):
    listing = walk_in(place("malmi", name_fi="Asukastalo"))
    assert suggested("fi", "asukast")

    listing.live = False
    listing.save()

    assert suggested("fi", "asukast") == []


@pytest.mark.parametrize(("typed", "language"), [("العائل", "ar"), ("العايلةة", "ar"), ("famille", "fr")])
def test_name_in_a_language_of_neither_reader_nor_country_is_marked(suggested, typed, language):
    ServiceFactory(name_fi="Perhekahvila", name_ar="مقهى العائلة", name_fr="Café des familles")

    (item,) = suggested("fi", typed)

    assert item.select(f'[lang="{language}"]')


def test_name_in_another_language_is_marked(suggested):
    OrganizationFactory(name_fi="Perhetalo ry")

    (item,) = suggested("ar", "perhe")

    (name,) = item.select('[lang="fi"][dir="ltr"]')
    assert name.get_text() == "Perhetalo ry"


def test_name_cannot_break_out_of_its_place(suggested):
    OrganizationFactory(name_fi="Perhe \"> ' & talo")

    (item,) = suggested("fi", "perhe")

    assert item["data-value"] == "Perhe \"> ' & talo"
    assert item.select("span")[-1].get_text() == "Perhe \"> ' & talo"


@pytest.mark.parametrize("text", ["", "p", "zzzz"])
def test_nothing_to_suggest_is_an_empty_list(suggested, text):
    OrganizationFactory(name_fi="Perhetalo ry")

    assert suggested("fi", text) == []


def test_answer_without_an_index_is_empty(reader):
    assert reader("/fi/search/suggestions/?q=perhe").response.content.strip() == b""


def test_listing_is_suggested_from_its_first_day_to_its_last(suggested):
    ServiceFactory(name_fi="Kahvila tänään", valid_from=TODAY, valid_until=TODAY)
    ServiceFactory(name_fi="Kahvila huomenna", valid_from=TODAY + DAY)

    assert [item["data-value"] for item in suggested("fi", "kahv")] == ["Kahvila tänään"]
