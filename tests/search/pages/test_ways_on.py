"""Few hits lead on: without the tightest limit, next door, to the whole theme; always to more than now."""

import pytest

from directory.choices import AreaKind
from directory.models import RelatedTerm, TaxonomyTerm
from directory.reading.texts import Text
from directory.reading.vocabulary import AreaName, forget
from search.pages.neighbours import neighbours
from tests.cast import DAY, TODAY, place, walk_in
from tests.factories import AreaFactory, ServiceAttributeFactory, TaxonomyTermFactory

pytestmark = pytest.mark.django_db

#: Three neighbourhoods in a row from west to east, and one whose centre nobody knows
CENTRES = {"lansi": (60.2, 24.9), "keski": (60.2, 25.0), "ita": (60.2, 25.02), "tuntematon": (None, None)}


@pytest.fixture(autouse=True)
def site(now, search_index):
    return search_index


@pytest.fixture
def areas():
    district = AreaFactory(slug="suurpiiri", kind=AreaKind.DISTRICT, name_fi="Suurpiiri")
    for slug, (latitude, longitude) in CENTRES.items():
        AreaFactory(
            slug=slug, name_fi=slug.capitalize(), latitude=latitude, longitude=longitude, parent=district
        )
    forget()


@pytest.fixture
def shown(reader, site):
    """The page of a search with everything in the index: `shown("/en/search/?area=keski")`."""

    def page(address: str):
        site.drain()
        return reader(address)

    return page


def fill(area: str, count: int, **values) -> None:
    for _ in range(count):
        walk_in(place(area), **values)


def test_limit_that_costs_most_is_offered_first(shown):
    fill("malmi", 3, languages=["so"])
    fill("malmi", 6, is_free=True)

    page = shown("/en/search/?spoken=so&free=1")

    ways = page.texts(".layout__main .chip--on")
    assert ways == ["Remove: Somali 6", "Remove: Free of charge 3"]


def test_words_are_a_limit_too(shown):
    fill("malmi", 2, name_fi="Perhekahvila")

    page = shown("/en/search/?q=xyzzyx")

    (way,) = page.all(".layout__main .chip--on")
    assert (way["href"], way.small.get_text()) == ("?", "2")


def test_limit_whose_removal_gives_no_more_is_not_offered(shown):
    fill("malmi", 2, languages=["so"], is_free=True)

    page = shown("/en/search/?spoken=so&free=1")

    assert page.all(".layout__main .chip--on") == []


def test_all_limits_come_off_where_one_is_not_enough(shown):
    fill("malmi", 2, is_free=True)

    page = shown("/en/search/?spoken=so&when=tomorrow&free=1")

    assert page.texts(".layout__main .chip") == ["Take all limits away 2"]


def test_neighbouring_areas_come_by_nearness_after_their_district(areas, shown):
    fill("keski", 1)
    fill("ita", 2)
    fill("lansi", 3)

    page = shown("/fi/search/?area=keski")

    assert page.texts("#nearby + .chips a") == ["Suurpiiri 6", "Ita 2", "Lansi 3"]


def test_neighbouring_area_keeps_the_other_limits(areas, shown):
    fill("ita", 2, languages=["so"])
    fill("lansi", 3)

    page = shown("/fi/search/?area=keski&spoken=so")

    way = page.all("#nearby + .chips a")[1]
    assert way["href"] == "?spoken=so&area=ita"
    assert page.texts("#nearby + .chips a")[1] == "Ita 2"


def test_neighbour_without_more_leads_nowhere(areas, shown):
    fill("keski", 2)
    fill("ita", 2)

    page = shown("/fi/search/?area=keski")

    assert page.texts("#nearby + .chips a") == ["Suurpiiri 4"]


def test_postal_code_widens_to_its_district_and_those_beside_it(shown):
    for number, code in enumerate(("00530", "00940")):
        piiri = AreaFactory(
            slug=f"piiri-{number}",
            kind=AreaKind.DISTRICT,
            name_fi=f"Piiri {number}",
            postal_codes=[code],
            latitude=60.2,
            longitude=24.9 + number / 10,
        )
        for count in range(2 + number):
            location = place(f"osa-{number}-{count}", postal_code=code if not count else "00999")
            location.area.parent = piiri
            location.area.save()
            walk_in(location, languages=["so"])
    forget()

    page = shown("/fi/search/?postal_code=00530&spoken=so")
    in_words = shown("/fi/search/?q=00530&spoken=so")

    ways = [(way["href"], way.get_text(" ", strip=True)) for way in page.all("#nearby + .chips a")]
    assert ways == [("?spoken=so&area=piiri-0", "Piiri 0 2"), ("?spoken=so&area=piiri-1", "Piiri 1 3")]
    assert in_words.texts("#nearby + .chips a") == ["Piiri 0 2", "Piiri 1 3"]


def test_other_spoken_languages_come_with_the_readers_own_first(shown):
    fill("malmi", 1, languages=["ckb"])
    fill("malmi", 2, languages=["ckb", "sv"])
    fill("malmi", 5, languages=["fi", "en", "ar"], is_free=True)
    fill("malmi", 6, languages=["en"], is_free=True)
    fill("malmi", 2, languages=["vi"])

    page = shown("/ar/search/?spoken=ckb&spoken=sv")
    free = shown("/en/search/?spoken=so&free=1")
    in_words = shown("/en/search/?q=in+Somali&free=1")

    hrefs = [way["href"] for way in page.all("#other-languages + .chips a")]
    assert hrefs == ["?spoken=ar", "?spoken=en", "?spoken=fi"]
    assert free.texts("#other-languages + .chips a") == ["English 11", "Arabic 5", "Finnish 5"]
    assert in_words.texts("#other-languages + .chips a") == ["English 11", "Arabic 5", "Finnish 5"]


def test_area_without_a_centre_knows_its_district_alone():
    areas = {
        "piiri": AreaName(Text("Piiri", "fi"), is_district=True),
        "metsa": AreaName(Text("Metsä", "fi"), is_district=False, district="piiri"),
        "ranta": AreaName(Text("Ranta", "fi"), is_district=False, centre=(60.2, 25.0)),
    }

    assert neighbours("metsa", areas) == ["piiri"]
    assert neighbours("ranta", areas) == neighbours("olematon", areas) == []


def test_district_has_districts_as_neighbours():
    areas = {
        f"piiri-{number}": AreaName(Text(f"Piiri {number}", "fi"), is_district=True) for number in range(3)
    } | {
        f"osa-{number}": AreaName(
            Text("Osa", "fi"),
            is_district=False,
            centre=(60.2, 24.8 + number / 10),
            district=f"piiri-{number}",
        )
        for number in range(3)
    }

    assert neighbours("piiri-0", areas) == ["piiri-1", "piiri-2"]


def test_topic_with_few_leads_to_its_whole_theme(shown):
    theme = TaxonomyTermFactory(code="school", name_fi="Koulu")
    topics = [TaxonomyTermFactory(code=code, parent=theme) for code in ("homework", "bullying")]
    for topic in topics:
        ServiceAttributeFactory(service=walk_in(place("malmi")), term=topic)
    forget()

    page = shown("/fi/search/?topic=homework")

    assert page.href("Koulu 2") == "?theme=school"


def topics_with_listings(**counts: int) -> dict[str, TaxonomyTerm]:
    """Topics of two themes by the first part of their codes, each with so many listings."""
    themes = {code: TaxonomyTermFactory(code=code, name_fi=code) for code in ("sport", "home")}
    topics = {}
    for code, count in counts.items():
        topics[code] = TaxonomyTermFactory(code=code, name_fi=code, parent=themes[code.split("_")[0]])
        for _ in range(count):
            ServiceAttributeFactory(service=walk_in(place("malmi")), term=topics[code])
    return topics


def put_beside(topic: TaxonomyTerm, *neighbours: TaxonomyTerm) -> None:
    for number, neighbour in enumerate(neighbours):
        RelatedTerm.objects.create(term=topic, related=neighbour, sort_order=number)
    forget()


def test_topic_with_few_leads_to_its_neighbours_and_then_to_its_theme(shown):
    topics = topics_with_listings(sport_a=1, sport_b=1, sport_c=3, home_d=2, home_e=0, home_f=6)
    put_beside(topics["sport_a"], topics["home_e"], topics["home_d"], topics["sport_b"])

    page = shown("/fi/search/?topic=sport_a")

    ways = [(way["href"], way.get_text(" ", strip=True)) for way in page.all("#wider + .chips a")][1:]
    assert ways == [
        ("?topic=home_d", "home_d 2"),
        ("?topic=sport_b", "sport_b 1"),
        ("?topic=sport_c", "sport_c 3"),
    ]


def test_neighbours_keep_the_limits_and_those_without_listings_there_are_left_out(shown):
    topics = topics_with_listings(sport_a=1, sport_b=1, home_d=1)
    ServiceAttributeFactory(service=walk_in(place("malmi"), is_free=True), term=topics["home_d"])
    put_beside(topics["sport_a"], topics["sport_b"], topics["home_d"])

    page = shown("/fi/search/?topic=sport_a&free=1")

    ways = [(way["href"], way.get_text(" ", strip=True)) for way in page.all("#wider + .chips a")]
    assert ways == [("?topic=home_d&free=1", "home_d 1")]


def test_no_sensitive_neighbour_stands_before_the_others(shown):
    topics = topics_with_listings(sport_a=1, sport_b=2, home_d=1)
    put_beside(topics["sport_a"], topics["home_d"])
    TaxonomyTerm.objects.filter(code="home_d").update(is_sensitive=True)
    forget()

    page = shown("/fi/search/?topic=sport_a")

    assert page.texts("#wider + .chips a")[1] == "sport_b 2"


@pytest.mark.parametrize("flag", ["is_sensitive", "is_danger"])
def test_nobody_is_led_to_a_topic_that_hurts(shown, flag):
    topics_with_listings(sport_a=5, home_d=2, home_f=3, home_g=1)
    TaxonomyTerm.objects.filter(code__in=["home_f", "home_g"]).update(**{flag: True})
    forget()

    asked_else, asked_for_it = shown("/fi/search/?topic=sport_a"), shown("/fi/search/?topic=home_f")

    assert asked_else.texts("#wider + .chips a") == ["home_d 2"]
    assert {"home_d 2", "home_g 1"} <= set(asked_for_it.texts("#wider + .chips a"))


def test_topic_with_many_leads_to_the_fullest_as_ever(shown):
    topics = topics_with_listings(sport_a=5, sport_b=1, home_d=2)
    put_beside(topics["sport_a"], topics["sport_b"])

    page = shown("/fi/search/?topic=sport_a")

    assert page.texts("#wider + .chips a") == ["home_d 2", "sport_b 1"]


def test_many_hits_need_no_way_on(areas, shown):
    fill("keski", 5, languages=["so"])
    fill("ita", 9)

    page = shown("/fi/search/?area=keski&spoken=so")

    assert page.all(".layout__main .chip--on") == page.all("#nearby") == page.all("#other-languages") == []


@pytest.mark.parametrize(
    "address", ["?area=keski&spoken=so&when=tomorrow", "?q=kahvila&area=keski&free=1", "?spoken=kmr&age=3"]
)
def test_every_way_gives_what_it_says_and_more_than_there_is(areas, shown, reader, address):
    fill("keski", 2, name_fi="Kahvila", languages=["so"], is_free=True, date=TODAY + DAY)
    fill("ita", 4, name_fi="Kahvila", minimum_age=2)
    fill("lansi", 3, languages=["so", "fi"])

    page = shown(f"/fi/search/{address}")

    total = int(page.texts("[data-total]")[0].split()[0])
    ways = page.all(".layout__main .chip--on, #nearby + .chips a, .layout__main .chips > li > .chip")
    assert ways
    for way in ways:
        there = reader(f"/fi/search/{way['href']}").texts("[data-total]")[0].split()[0]
        assert there == way.small.get_text()
        assert int(there) > total


@pytest.mark.parametrize(
    ("filters", "way"), [("free=1", "?theme=school&free=1"), ("free=1&age=99", "?theme=school")]
)
def test_words_that_nothing_has_lead_to_themes_with_the_filters_or_without(shown, filters, way):
    topic = TaxonomyTermFactory(parent=TaxonomyTermFactory(code="school", name_fi="Koulu"))
    ServiceAttributeFactory(service=walk_in(place("malmi"), is_free=True, maximum_age=9), term=topic)
    forget()

    page = shown(f"/fi/search/?q=xyzzyx&{filters}")

    assert [(link["href"], link.small.get_text()) for link in page.all("#themes + .chips a")] == [(way, "1")]
