"""Addresses of searches: read whatever stands in them, and write them again."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.geography import Point
from search.querying.parameters import READERS, Parameters

ANYTHING = st.text(st.characters(), max_size=30) | st.sampled_from(
    [
        "\x00",
        "\ud800",
        "a" * 10_000,
        "1" * 10_000,
        "3,9",
        "-1",
        "1e400",
        "nan,nan",
        "60.21,25.08",
        "9999-12-31",
        "today",
    ]
)
KEYS = st.sampled_from([*READERS, "utm_source"])


@given(st.dictionaries(KEYS, st.lists(ANYTHING, max_size=5)))
def test_nothing_in_an_address_is_an_error(get):
    parameters = Parameters.read(get)

    assert len(parameters.q) <= 500
    assert all(0 <= age <= 120 for age in parameters.age)
    assert 1 <= parameters.page <= 9_999


@given(st.dictionaries(KEYS, st.lists(ANYTHING, max_size=5)))
def test_an_address_that_we_write_gives_the_same_search(get):
    parameters = Parameters.read(get)

    again = Parameters.read(QueryDict(parameters.query_string()))

    assert again == parameters
    assert again.query_string() == parameters.query_string()


def test_every_key_is_read():
    address = (
        "q= perhe  kahvila &theme=health&topic=sleep&topic=school&age=3,9&age=3&whom=families&gender=women"
        "&free=1&entry=walk_in&spoken=so&spoken=zh-hans&channel=online&area=east&postal_code=00930&near=60.2134,25.0812"
        "&when=2026-05-04&part=evening&family_centre=on&step_free=1&no_client_relation=1&no_identity=true"
        "&easy=fi,sv&written=so&organization_kind=association&kind=group&organization=familia&location=library&as_words=age.5&only_words=1&on_map=1&sort=nearest&page=3"
    )

    parameters = Parameters.read(QueryDict(address))

    assert parameters == Parameters(
        q="perhe  kahvila",
        theme=("health",),
        topic=("sleep", "school"),
        age=(3, 9),
        whom=("families",),
        gender=("women",),
        free=True,
        entry=("walk_in",),
        spoken=("so", "zh-hans"),
        channel=("online",),
        area=("east",),
        postal_code=("00930",),
        near=Point(60.215, 25.08),
        when="2026-05-04",
        part=("evening",),
        family_centre=True,
        step_free=True,
        no_client_relation=True,
        no_identity=True,
        easy=("fi", "sv"),
        written=("so",),
        organization_kind=("association",),
        kind=("group",),
        organization=("familia",),
        location=("library",),
        as_words=("age.5",),
        only_words=True,
        on_map=True,
        sort="nearest",
        page=3,
    )


@pytest.mark.parametrize(
    "address",
    [
        "entry=by_rocket&kind=spaceship&part=night&gender=x&channel=&organization_kind=club",
        "when=2026-02-30&when=yesterday",
        "when=9999-12-31",
        "near=60.21",
        "near=91,25",
        "near=nan,25",
        "near=inf,25",
        "age=121&age=-1&age=three&age=99999999999999999999",
        "postal_code=123&postal_code=1234567",
        "page=0",
        "page=-3",
        "sort=random",
        "theme=%00&topic=<script>&area=../etc",
        "free=0&family_centre=no&as_words=<b>",
    ],
)
def test_what_makes_no_sense_is_left_out(address):
    assert Parameters.read(QueryDict(address)) == Parameters()


def test_control_characters_divide_words_and_half_characters_go():
    assert Parameters.read({"q": "perhe\x00kahvila\ud800"}).q == "perhe kahvila"


def test_a_place_is_rounded_so_that_a_home_is_not_in_the_address():
    here, next_door = (Parameters.read({"near": near}) for near in ("60.21312,25.08049", "60.21429,25.08471"))

    assert here.query_string() == next_door.query_string() == "near=60.215%2C25.08"


def test_a_value_is_added_where_several_may_be_chosen_and_replaced_where_one():
    parameters = Parameters.read(QueryDict("spoken=so&when=today&page=4"))

    assert parameters.with_value("spoken", "ar").query_string() == "spoken=so&spoken=ar&when=today"
    assert parameters.with_value("when", "weekend").query_string() == "spoken=so&when=weekend"
    assert parameters.with_value("page", 5).query_string() == "spoken=so&when=today&page=5"


def test_a_value_is_taken_away_or_all_of_a_key():
    parameters = Parameters.read(QueryDict("age=3&age=9&free=1&page=4"))

    assert parameters.without_value("age", 9).query_string() == "age=3&free=1"
    assert parameters.without_value("age").query_string() == "free=1"
    assert parameters.without_value("free", "1").query_string() == "age=3&age=9"


def test_chosen_filters_stand_in_their_order_without_words_place_and_page():
    parameters = Parameters.read(
        QueryDict("page=2&when=today&q=apua&near=60.2,25&free=1&age=9&age=3&sort=soonest")
    )

    assert parameters.chosen == (("age", "9"), ("age", "3"), ("free", "1"), ("when", "today"))


def test_what_cannot_be_a_postal_code_is_kept_to_be_talked_about():
    parameters = Parameters.read(QueryDict("postal_code=00930, 0093&postal_code=Malmi&spoken="))

    assert parameters.postal_code == ("00930",)
    assert parameters.rejected == (("postal_code", "0093"), ("postal_code", "Malmi"))
    assert parameters.query_string() == "postal_code=00930"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("٠٠٧٠٠", ("00700",)),
        ("۰۰۷۰۰", ("00700",)),
        ("00 700", ("00700",)),
        ("٠٠ ٧٠٠", ("00700",)),
        ("00700 00930", ("00700", "00930")),
        ("00700، 00 930", ("00700", "00930")),
        ("00 70", ()),
        ("00²00", ()),
    ],
)
def test_postal_codes_are_understood_in_the_digits_of_any_script_and_with_spaces(typed, codes):
    parameters = Parameters.read({"postal_code": typed})

    assert parameters.postal_code == codes
    assert bool(parameters.rejected) == (not codes)


@pytest.mark.parametrize(
    ("typed", "ages"),
    [("3-6", (3, 6)), ("3 ja 9", (3, 9)), ("-1", ()), ("-12, 4", (4,)), ("٣، ٩", (3, 9)), ("۱۲", (12,))],
)
def test_ages_are_the_numbers_in_what_was_typed(typed, ages):
    assert Parameters.read({"age": typed}).age == ages


@pytest.mark.parametrize("key", ["organization", "location"])
def test_a_crowd_of_names_is_cut_to_those_that_a_page_can_show(key):
    parameters = Parameters.read({key: [f"name-{number}" for number in range(20)]})

    assert parameters.values(key) == tuple(f"name-{number}" for number in range(5))


def test_what_cannot_be_an_age_is_kept_to_be_talked_about():
    parameters = Parameters.read(QueryDict("age=3&age=kolme&age=200&age="))

    assert parameters.age == (3,)
    assert parameters.rejected == (("age", "kolme"), ("age", "200"))


def test_without_filters_the_question_stays():
    parameters = Parameters.read(
        QueryDict("q=apua&theme=school&topic=homework&spoken=so&near=60.2,25&sort=nearest&page=3")
    )

    assert parameters.without_filters().query_string() == "q=apua&theme=school&topic=homework"
