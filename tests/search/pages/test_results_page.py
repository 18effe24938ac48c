"""The results page: what was understood, one session for all conditions, filters that come off, ways on."""

import datetime
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.utils import timezone, translation

from directory.choices import Standing
from directory.models import Helpline, Organization, Service
from directory.reading.vocabulary import forget
from search.meaning.model import is_installed
from search.pages.filter_words import CHOICES, label_of
from search.pages.results_page import ResultsPage
from search.querying.parameters import Parameters
from search.querying.seeking import seek
from search.understanding import Reading
from search.understanding.danger import tells_of_danger
from tests.cast import DAY, TODAY, place, session, walk_in
from tests.factories import OrganizationFactory, ServiceAttributeFactory, ServiceFactory, TaxonomyTermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(now, search_index):
    search_index.drain()
    return search_index


@pytest.fixture
def found(reader, site):
    """The names on the page of a search: `found("/fi/search/?q=apua")`."""

    def names(address: str) -> list[str]:
        site.drain()
        return reader(address).texts(".card__name")

    return names


def query_of(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def theme_and_topic():
    theme = TaxonomyTermFactory(code="school", name_fi="Koulu")
    topic = TaxonomyTermFactory(code="homework-help", name_fi="Läksyapu", parent=theme)
    forget()
    return theme, topic


def test_walk_in_in_somali_today_in_malmi_is_not_met_by_four_different_sessions(found):
    malmi, kallio = place("malmi"), place("kallio")
    several = ServiceFactory(
        name_fi="Neljä eri kertaa", entry="registration", channels=["on_site"], languages=["fi"]
    )
    session(several, kallio, entry="walk_in", languages=["fi"], date=TODAY + DAY)
    session(several, kallio, entry="registration", languages=["so"], date=TODAY + DAY)
    session(several, kallio, entry="registration", languages=["fi"], date=TODAY)
    session(several, malmi, entry="registration", languages=["fi"], date=TODAY + DAY)
    walk_in(malmi, name_fi="Yksi kerta", languages=["so"])

    assert found("/fi/search/?entry=walk_in&spoken=so&when=today&area=malmi") == ["Yksi kerta"]
    for one in ("entry=walk_in", "spoken=so", "when=today", "area=malmi"):
        assert len(found(f"/fi/search/?{one}")) == 2


def test_walk_in_on_site_today_is_not_met_by_a_session_on_the_phone(found):
    house = place("malmi")
    by_phone_today = walk_in(
        house, name_fi="Tänään puhelimessa", date=TODAY + DAY, channels=["on_site", "phone"]
    )
    session(by_phone_today, entry="walk_in")
    walk_in(house, name_fi="Tänään talossa")

    assert found("/fi/search/?entry=walk_in&when=today&channel=on_site") == ["Tänään talossa"]
    assert found("/fi/search/?entry=walk_in&when=today&channel=phone") == ["Tänään puhelimessa"]
    assert len(found("/fi/search/?channel=on_site")) == 2


def test_card_shows_the_session_that_met_the_conditions(found, reader):
    listing = walk_in(place("kallio", name_fi="Kallion talo"), opens=14)
    session(
        listing, place("malmi", name_fi="Malmin talo"), date=TODAY + DAY, opens=9, closes=11, languages=["so"]
    )
    found("/fi/search/")

    page = reader("/en/search/?spoken=so")

    assert "Malmin talo" in page.texts(".card .facts")[0]
    assert page.texts(".facts__when dd") == ["Tomorrow at 9:00–11:00"]


def test_heading_counts_what_was_found(found, reader):
    for _ in range(3):
        walk_in(place("malmi"))
    found("/fi/search/")

    assert reader("/en/search/").texts("h1") == ["3 services"]
    assert reader("/en/search/?area=nowhere").texts("h1") == ["0 services"]


def test_filter_shows_how_many_listings_each_value_gives(found, reader):
    walk_in(place("malmi"), languages=["so"])
    walk_in(place("malmi"), languages=["so", "fi"])
    walk_in(place("malmi"), languages=["ar"])
    found("/fi/search/")

    page = reader("/en/search/")

    languages = {box["value"]: box.find_next("small").get_text() for box in page.all('input[name="spoken"]')}
    assert languages == {"so": "2", "fi": "1", "ar": "1"}


def test_reader_can_ask_for_texts_in_her_own_language(found, reader):
    walk_in(name_fi="Kerho", name_so="Naadi")
    walk_in(name_fi="Kahvila", name_ar="مقهى")
    found("/so/search/")

    page = reader("/so/search/")
    own = reader("/so/search/?written=so")

    (box,) = page.all('input[name="written"]')
    assert (box["value"], box.find_next("small").get_text()) == ("so", "1")
    assert own.texts(".card__name") == ["Naadi"]
    assert any("Af-Soomaali" in chip or "Soomaali" in chip for chip in own.texts(".chip"))


def test_language_of_the_reader_is_offered_however_few_listings_speak_it(found, reader):
    common = ["fi", "en", "so", "ar", "ru", "uk", "fa", "ckb", "tr", "zh-hans"]
    for _ in range(2):
        walk_in(languages=common)
    walk_in(languages=["vi"])
    walk_in(languages=["et"])
    found("/vi/search/")

    in_vietnamese = _values_of("spoken", reader("/vi/search/"))
    in_finnish = _values_of("spoken", reader("/fi/search/"))

    assert in_vietnamese == {*common, "vi"}
    assert reader("/vi/search/").all('input[name="spoken"]')[0]["value"] == "vi"
    assert in_finnish == set(common)


def test_number_beside_a_value_is_what_choosing_it_gives(found, reader):
    for languages in (["so"], ["so"], ["fi"]):
        walk_in(place("malmi"), languages=languages, is_free=languages == ["so"])
    found("/fi/search/")
    page = reader("/en/search/?free=1")

    for box in page.all('input[name="spoken"], input[name="entry"], input[name="when"]'):
        count = box.find_next("small").get_text()
        heading = reader(f"/en/search/?free=1&{box['name']}={box['value']}").texts("h1")[0]
        assert heading.split()[0] == count


def test_card_says_which_of_several_children_a_listing_suits(found, reader):
    walk_in(place("malmi"), name_fi="Pienet", minimum_age=0, maximum_age=6)
    walk_in(place("malmi"), name_fi="Kaikki", minimum_age=0, maximum_age=17)
    walk_in(place("malmi"), name_fi="Aikuiset", minimum_age=18)
    found("/fi/search/")

    page = reader("/en/search/?age=3,9")

    suits = dict(zip(page.texts(".card__name"), page.texts(".card .facts > div:first-child dd"), strict=True))
    assert suits == {
        "Pienet": "Suits the child of 3 years",
        "Kaikki": "Suits the children of 3, 9 years",
    }
    assert [box["value"] for box in page.all('input[name="age"][checked]')] == ["3", "9"]
    assert page.all("#age")[0]["value"] == ""


def test_chip_takes_its_filter_away_and_nothing_else(reader):
    page = reader("/en/search/?q=apua&spoken=so&spoken=fi&free=1&page=2")

    chip = page.href("Somali")

    assert query_of(chip) == {"q": ["apua"], "spoken": ["fi"], "free": ["1"]}
    assert len(page.all(".understood .chips .chip")) == 3


def test_topic_in_the_heading_can_be_taken_away(reader):
    theme_and_topic()

    page = reader("/fi/search/?theme=school&topic=homework-help&free=1")

    assert query_of(page.href("Läksyapu")) == {"theme": ["school"], "free": ["1"]}
    assert query_of(page.href("Koulu")) == {"topic": ["homework-help"], "free": ["1"]}


def test_filter_sheet_shows_what_is_chosen_and_keeps_the_rest(reader):
    theme_and_topic()

    page = reader("/fi/search/?q=apua&topic=homework-help&spoken=so&sort=soonest&part=evening")

    kept = {field["name"]: field["value"] for field in page.all('.filters input[type="hidden"]')}
    assert kept == {"q": "apua", "topic": "homework-help", "sort": "soonest"}
    assert [box["value"] for box in page.all(".filters input[checked]")] == ["so", "evening"]
    assert page.all("details.more[open]")


def test_new_question_keeps_the_filters_and_drops_the_topic(reader):
    theme_and_topic()

    page = reader("/fi/search/?q=apua&topic=homework-help&spoken=so&page=3")

    kept = [(field["name"], field["value"]) for field in page.all('form[role="search"] input[type="hidden"]')]
    assert kept == [("spoken", "so")]


def test_order_can_be_changed_and_says_which_one_it_is(found, reader):
    walk_in(place("malmi"), name_fi="Huomenna", date=TODAY + DAY)
    walk_in(place("malmi"), name_fi="Kohta")
    found("/fi/search/")
    page = reader("/en/search/?free=0")

    soonest = reader(f"/en/search/{page.href('Soonest first')}")

    assert page.texts('.sorts [aria-current="true"]') == ["Best first"]
    assert soonest.texts('.sorts [aria-current="true"]') == ["Soonest first"]
    assert soonest.texts(".card__name") == ["Kohta", "Huomenna"]


def test_distance_is_on_the_card_for_a_reader_who_gave_her_place(found, reader):
    walk_in(place("malmi", latitude=60.25, longitude=25.01))
    found("/fi/search/")

    page = reader("/en/search/?near=60.25,25.03&sort=nearest")

    assert page.texts(".card bdi") == ["1.1 km"]
    assert "near" not in query_of(page.href("Near me"))


def test_distance_of_a_place_that_became_secret_is_not_on_the_card_before_the_index_knows(found, reader):
    somewhere = place("malmi", latitude=60.25, longitude=25.01)
    walk_in(somewhere)
    found("/fi/search/")

    somewhere.is_address_hidden = True
    somewhere.save()
    page = reader("/en/search/?near=60.25,25.03&sort=nearest")

    (card,) = page.texts(".card")
    assert "the address is secret" in card
    assert "km" not in card


def test_pages_follow_each_other_without_gap_or_repetition(found, reader):
    for number in range(23):
        walk_in(place("malmi"), name_fi=f"Palvelu {number}")
    found("/fi/search/")
    first = reader("/en/search/?free=")

    second = reader(f"/en/search/{first.all('a[rel=next]')[0]['href']}")

    names = first.texts(".card__name") + second.texts(".card__name")
    assert (len(names), len(set(names))) == (23, 23)
    assert first.all("a[rel=prev]") == second.all("a[rel=next]") == []
    assert query_of(second.all("a[rel=prev]")[0]["href"]) == {}
    assert "Page 2 of 2" in second.text


def test_page_beyond_the_last_shows_the_last_one(found, reader):
    for _ in range(21):
        walk_in(place("malmi"))
    found("/fi/search/")

    page = reader("/en/search/?page=99")

    assert len(page.all(".card")) == 1
    assert "Page 2 of 2" in page.text


def test_empty_result_offers_each_limit_whose_removal_gives_something(found, reader):
    Helpline.objects.create(slug="advice", number="09 000 1000", name_fi="Neuvonta")
    walk_in(place("malmi"), name_fi="Somaliksi", languages=["so"])
    found("/fi/search/")

    page = reader("/en/search/?spoken=so&when=tomorrow&free=1")
    (way,) = reader("/en/search/?spoken=so&when=tomorrow").all(".layout__main .chip--on")

    assert "Exactly this is not here yet." in page.text
    assert "Take one limit away:" not in page.text  # two of them would have to go
    assert query_of(way["href"]) == {"spoken": ["so"]}
    assert way.small.get_text() == "1"
    assert "09 000 1000" in page.texts(".panel .tel")


def test_words_of_danger_bring_people_to_call_before_the_results_and_take_none_away(found, reader):
    closed = {"rrule": "FREQ=WEEKLY;BYDAY=SU", "opens_at": datetime.time(9), "closes_at": datetime.time(10)}
    Helpline.objects.create(slug="closed", number="09 000 2000", name_fi="Kiinni", **closed)
    Helpline.objects.create(slug="advice", number="09 000 1000", name_fi="Neuvonta", sort_order=1)
    for number in range(6):
        walk_in(place("malmi"), name_fi=f"Perheväkivalta: apua {number}")
    found("/fi/search/")

    page = reader("/so/search/?q=perheväkivalta")

    assert len(page.all(".card")) == 6
    assert next(each.name for each in page.all("#results > *")) == "section"
    assert page.texts("#results .panel .tel") == ["09 000 1000", "09 000 2000"]  # who answers now is first
    assert page.all(".exits a")


@pytest.mark.parametrize("is_danger", [True, False])
def test_chosen_topic_that_tells_of_danger_brings_people_to_call_first(found, reader, is_danger):
    Helpline.objects.create(slug="advice", number="09 000 1000", name_fi="Neuvonta")
    theme = TaxonomyTermFactory(code="safety-violence")
    topic = TaxonomyTermFactory(code="shelter", name_fi="Turvakoti", parent=theme, is_danger=is_danger)
    for _ in range(6):
        ServiceAttributeFactory(service=walk_in(place("malmi")), term=topic)
    found("/fi/search/")

    page = reader("/so/search/?topic=shelter")

    assert len(page.all(".card")) == 6
    assert (next(each.name for each in page.all("#results > *")) == "section") == is_danger
    assert page.texts("#results .panel .tel") == ["09 000 1000"] * is_danger


@pytest.mark.skipif(not is_installed(), reason="The sentence model is not installed")
@pytest.mark.parametrize(
    ("told", "is_danger"),
    [
        ("Hän lukitsee oven kun lähtee ja ottaa puhelimeni mukaan, en pääse minnekään lasten kanssa", True),
        (
            "Mies on reissutöissä ja kaipaan juttuseuraa lasten kanssa, kun ollaan koko viikko keskenämme",
            False,
        ),
    ],
)
def test_danger_that_is_told_without_a_word_for_it_brings_people_to_call_first(
    found, reader, settings, told, is_danger
):
    settings.SEARCH_WITHOUT = ("dictionary",)
    Helpline.objects.create(slug="advice", number="09 000 1000", name_fi="Neuvonta")
    theme = TaxonomyTermFactory(code="safety-violence")
    for code, name in (("partner-violence", "Lähisuhdeväkivalta"), ("company", "Seura")):
        term = TaxonomyTermFactory(code=code, name_fi=name, parent=theme)
        ServiceAttributeFactory.create_batch(6, term=term)
    found("/fi/search/")
    # So that no reader waits for the model, however busy the machine is
    seek(told, Reading("fi"), patience=None)

    pages = [reader(f"/fi/search/?{urlencode({'q': told} | more)}") for more in ({}, {"only_words": 1})]

    assert not tells_of_danger(told)
    assert pages[0].all(".card")
    for page in pages:
        assert (next(each.name for each in page.all("#results > *")) == "section") == is_danger


def test_people_to_call_stand_once_where_danger_finds_little(found, reader):
    Helpline.objects.create(slug="advice", number="09 000 1000", name_fi="Neuvonta")
    walk_in(place("malmi"), name_fi="Uimakoulu")
    found("/fi/search/")

    page = reader("/en/search/?q=my+husband+hits+me")

    assert page.texts(".panel .tel") == ["09 000 1000"]


def test_page_with_many_hits_leads_to_help_by_a_link(found, reader):
    for _ in range(6):
        walk_in(place("malmi"))
    found("/fi/search/")

    page = reader("/en/search/")

    assert page.all(".panel") == []
    assert {link["href"] for link in page.all(".layout__main .btns a.btn")} == {"/en/help/"}


def test_topics_near_the_chosen_one_lead_on(found, reader):
    theme, topic = theme_and_topic()
    other = TaxonomyTermFactory(code="school-meals", name_fi="Kouluruoka", parent=theme)
    listing = walk_in(place("malmi"))
    ServiceAttributeFactory(service=listing, term=topic)
    ServiceAttributeFactory(service=listing, term=other)
    found("/fi/search/")

    page = reader("/fi/search/?topic=homework-help")

    assert query_of(page.href("Kouluruoka")) == {"topic": ["school-meals"]}


def test_topics_of_the_chosen_theme_are_not_crowded_out_by_those_of_another(found, reader):
    _theme, topic = theme_and_topic()
    other = TaxonomyTermFactory(code="health", name_fi="Terveys")
    crowd = [TaxonomyTermFactory(parent=other) for _ in range(12)]
    for terms in ([topic, *crowd], crowd):
        listing = walk_in(place("malmi"))
        for number, term in enumerate(terms):
            ServiceAttributeFactory(service=listing, term=term, sort_order=number)
    found("/fi/search/")

    ways = reader("/fi/search/?theme=school").texts("#wider + .chips a")

    assert ways == ["Läksyapu 1"]


def test_missing_words_are_admitted(found, reader):
    walk_in(place("malmi"), name_fi="Perhekahvila")
    found("/fi/search/")

    page = reader("/en/search/?q=perhekahvila+laiva")

    assert "Nothing has all the words. These have most of them." in page.text
    assert page.texts(".card__name") == ["Perhekahvila"]


def test_words_of_the_reader_come_back_harmless(reader):
    page = reader("/fi/search/?q=%3Cscript%3Ealert(1)%3C/script%3E%22%27")

    assert page.all("#q")[0]["value"] == "<script>alert(1)</script>\"'"
    assert {script.get_text() for script in page.all("script")} == {""}
    assert page.all("script[src]")


@pytest.mark.parametrize(
    "change",
    [
        lambda listing: Service.objects.filter(pk=listing.pk).update(live=False),
        lambda listing: Service.objects.filter(pk=listing.pk).update(valid_until=TODAY - DAY),
        lambda listing: Organization.objects.filter(pk=listing.organization_id).update(
            standing=Standing.SUSPENDED
        ),
    ],
    ids=["withdrawn", "over", "of a suspended organisation"],
)
def test_listing_that_is_not_public_any_more_is_not_shown_even_before_the_index_knows(site, reader, change):
    listing = walk_in(place("malmi"), name_fi="Perhekahvila")
    site.drain()

    change(listing)

    assert "Perhekahvila" not in reader("/fi/search/").text


def test_draft_is_not_found(found):
    ServiceFactory(name_fi="Luonnos", live=False)

    assert found("/fi/search/?q=luonnos") == []


def test_name_in_another_language_is_marked_and_its_language_named(found, reader):
    walk_in(place("malmi"), name_fi="Perhekahvila")
    found("/fi/search/")

    page = reader("/ar/search/")

    (name,) = page.all('.card__name [lang="fi"]')
    assert (name.get_text(), name["dir"]) == ("Perhekahvila", "ltr")
    assert page.all(".card .mark")


def test_name_in_the_readers_language_carries_no_mark(found, reader):
    walk_in(place("malmi"), name_fi="Perhekahvila", name_ar="مقهى العائلة")
    found("/fi/search/")

    page = reader("/ar/search/")

    assert page.texts(".card__name") == ["مقهى العائلة"]
    assert page.all(".card__name [lang]") == page.all(".card .mark") == []


def test_organization_that_is_chosen_has_its_name_on_the_chip(reader):
    OrganizationFactory(slug="naapurit", name_fi="Naapurit ry")

    page = reader("/fi/search/?organization=naapurit&organization=olematon")

    assert query_of(page.href("Naapurit ry")) == {"organization": ["olematon"]}
    assert query_of(page.href("olematon")) == {"organization": ["naapurit"]}


def test_date_can_stand_for_a_time(found, reader):
    walk_in(place("malmi"), name_fi="Lauantaina", date=datetime.date(2026, 3, 14))
    walk_in(place("malmi"), name_fi="Tänään")

    assert found("/fi/search/?when=2026-03-14") == ["Lauantaina"]
    assert reader("/en/search/?when=2026-03-14").href("14 March 2026")


def test_search_without_an_index_keeps_what_was_typed_and_offers_a_person(reader, settings, tmp_path):
    settings.SEARCH_INDEX_FOLDER = tmp_path / "none"
    Helpline.objects.create(slug="advice", number="09 000 1000", name_fi="Neuvonta")

    page = reader("/en/search/?q=perhekahvila", status=503)

    assert page.response["Retry-After"] == "10"
    assert page.all("#q")[0]["value"] == "perhekahvila"
    assert page.texts("h1") == ["The search is being prepared"]
    assert page.texts(".panel .tel") == ["09 000 1000"]


def test_search_is_led_to_in_other_languages_with_all_its_conditions(reader):
    page = reader("/fi/search/?q=apua&spoken=so")

    links = {link["hreflang"]: link["href"] for link in page.all(".langs__link")}
    assert links["ar"] == "/ar/search/?q=apua&spoken=so"


def test_chosen_names_take_two_queries_however_many_they_are(reader, django_assert_max_num_queries):
    organizations = [OrganizationFactory(name_fi=f"Yhdistys {number}").slug for number in range(20)]
    places = [place("malmi", name_fi=f"Talo {number}").slug for number in range(20)]
    chosen = urlencode({"organization": organizations, "location": places, "spoken": "so"}, doseq=True)
    # Terms and areas are kept from it
    reader("/fi/search/")

    with django_assert_max_num_queries(6):
        page = reader(f"/fi/search/?{chosen}")

    labels = page.texts(".understood .chips .chip")
    assert [label for label in labels if "Yhdistys 4" in label or "Talo 4" in label]


def test_code_that_is_not_known_any_more_breaks_no_page(site, reader):
    listing = walk_in(name_fi="Vanha tapa", channels=["telegraph"])
    site.drain()

    page = reader("/fi/search/")

    assert page.texts(".card__name") == ["Vanha tapa"]
    assert "telegraph" not in page.text
    assert [label_of(key, "telegraph").value for key in CHOICES] == [""] * len(CHOICES)
    reader(f"/fi/services/{listing.slug}/")


def test_postal_code_that_is_none_is_shown_again_with_what_is_wrong(site, rf):
    def shown(address: str) -> tuple[str, str]:
        page = ResultsPage(Parameters.read(rf.get(address).GET), site.engine, now=timezone.now())
        return page.postal_code, page.postal_code_error

    with translation.override("en"):
        wrong, right, empty = map(shown, ("/?postal_code=0093", "/?postal_code=00930", "/?postal_code="))

    assert wrong == ("0093", "A postal code has five digits, for example 00930.")
    assert right == ("00930", "")
    assert empty == ("", "")


def test_words_that_nothing_has_lead_to_the_themes(site, rf):
    _theme, topic = theme_and_topic()
    TaxonomyTermFactory(code="hobbies")
    ServiceAttributeFactory(service=walk_in(place("malmi"), name_fi="Perhekahvila"), term=topic)
    site.drain()

    def themes_of(address: str) -> list[str]:
        page = ResultsPage(Parameters.read(rf.get(address).GET), site.engine, now=timezone.now())
        return [(theme.code, way.count) for theme, way in page.ways.themes]

    assert themes_of("/?q=xyzzyx") == [("school", 1)]
    assert themes_of("/?q=perhekahvila") == themes_of("/?spoken=kmr") == []


def test_children_are_added_one_by_one_and_each_can_be_taken_back(reader):
    page = reader("/en/search/?age=0&age=3")

    labels = [plain for plain in page.texts(".filters .pick") if plain.startswith("Child")]
    assert labels == ["Child under one year", "Child aged 3"]
    assert query_of(page.href("Remove: Child under one year")) == {"age": ["3"]}


def test_age_that_is_none_is_shown_again_with_what_is_wrong(reader):
    page = reader("/en/search/?age=kolme&age=4")

    (field,) = page.all("#age")
    assert field["value"] == "kolme"
    assert page.texts(f"#{field['aria-describedby']}") == [
        "Write the age in years as a number, for example 3."
    ]
    assert [box["value"] for box in page.all('.filters input[name="age"][checked]')] == ["4"]


def test_chosen_time_can_be_taken_back_in_the_sheet(reader):
    anytime = '.filters input[name="when"][value=""]'

    assert reader("/en/search/?when=2026-03-14").all(anytime)
    assert reader("/en/search/").all(anytime) == []


def test_all_filters_come_off_at_once(reader):
    theme_and_topic()

    page = reader("/en/search/?q=apua&topic=homework-help&spoken=so&near=60.2,25&sort=nearest&page=2")

    # Over the list, and in the sheet that lies over it
    assert [query_of(link) for link in _clear_links(page)] == [
        {"q": ["apua"], "topic": ["homework-help"]}
    ] * 2


def test_order_of_nearness_is_the_best_one_without_a_place(found, reader):
    walk_in(place("malmi"))
    found("/fi/search/")

    page = reader("/en/search/?sort=nearest")

    assert page.texts('.sorts [aria-current="true"]') == ["Best first"]


def _clear_links(page) -> list[str]:
    return [link["href"] for link in page.all("a") if link.get_text(strip=True) == "Clear all"]


def _values_of(key: str, page) -> set[str]:
    return {field["value"] for field in page.all(f'input[name="{key}"]')}


@pytest.mark.parametrize(
    ("query", "is_open"), [("postal_code=0093", True), ("age=ten", True), ("age=10", False)]
)
def test_filters_are_open_where_one_is_wrong(reader, site, query, is_open):
    [sheet] = reader(f"/fi/search/?{query}").all("details.filters")

    assert ("open" in sheet.attrs) is is_open


def test_a_topic_named_in_finnish_alone_says_so_to_readers_of_other_languages(reader, site):
    theme = TaxonomyTermFactory(code="everything", name_fi="Kaikki", name_ar="كل شيء")
    topic = TaxonomyTermFactory(code="swimming", name_fi="Uinti", parent=theme)
    ServiceAttributeFactory(service=ServiceFactory(name_fi="Molskis"), term=topic)
    forget()
    site.drain()

    page = reader("/ar/search/?topic=swimming")
    with translation.override("ar"):
        named = [label_of(key, code) for key, code in (("topic", "swimming"), ("theme", "everything"))]

    assert [text.language_code for text in named] == ["fi", "ar"]
    for where in ("h1 a", ".card__topic"):
        assert page.texts(f'{where} > span[lang="fi"][dir="ltr"]') == ["Uinti"]
