"""What a reader finds: one session for all conditions, pages without gaps, names in the right order."""

from datetime import timedelta

import pytest

from search.documents import LabelDocument, SessionTemplate
from search.querying.parameters import READERS
from search.querying.results import Suggestion
from tests.engines.cast import NOW, fill, ids, listing, meeting, search, speaking

ODD = [
    "\x00",
    "\ud800",
    "?!*()[]{}:^~\\\"'",
    "AND OR NOT",
    "a" * 10_000,
    "ä" * 10_000,
    "1" * 5_000,
    "\u202e\u200d",
    "中" * 300,
]


def test_conditions_on_sessions_hold_for_one_and_the_same_session(engine):
    somali_by_appointment, walk_in_in_finnish = (
        speaking("so", entry="appointment"),
        speaking("fi", entry="walk_in"),
    )
    fill(
        engine,
        [
            listing(
                1, templates=(somali_by_appointment, walk_in_in_finnish), occurrences=(meeting(0), meeting(1))
            ),
            listing(2, templates=(speaking("so", entry="walk_in"),), occurrences=(meeting(),)),
        ],
    )

    found = search(engine, spoken="so", entry="walk_in", when="today")

    assert [hit.service_id for hit in found.hits] == [2]
    assert found.facets["entry"] == {"appointment": 1, "walk_in": 1}
    assert found.facets["spoken"] == {"fi": 1, "so": 1}


def test_the_time_belongs_to_the_session_too(engine):
    fill(
        engine,
        [
            listing(
                1, templates=(speaking("so"), speaking("fi")), occurrences=(meeting(0, hours=48), meeting(1))
            )
        ],
    )

    assert ids(engine, spoken="so", when="today") == []
    assert ids(engine, spoken="fi", when="today") == [1]


def test_a_session_without_dates_is_found_until_a_time_is_asked(engine):
    fill(engine, [listing(1, templates=(speaking("so"),))])

    assert ids(engine, spoken="so") == [1]
    assert ids(engine, spoken="so", when="week") == []


def test_a_hit_shows_the_session_that_meets_the_conditions(engine):
    fill(
        engine,
        [
            listing(
                1,
                templates=(speaking("fi"), speaking("so")),
                occurrences=(meeting(0, hours=-0.5), meeting(1)),
            )
        ],
    )

    (first,) = search(engine).hits
    (somali,) = search(engine, spoken="so").hits

    assert (first.session.languages, somali.session.languages) == (("fi",), ("so",))
    assert first.session.starts_at == NOW - timedelta(minutes=30)
    assert somali.session.starts_at == NOW + timedelta(hours=1)


def test_listings_that_a_person_wrote_or_checked_in_a_language_are_found_by_it(engine):
    fill(
        engine,
        [
            listing(1, texts={"fi": "written", "so": "checked"}),
            listing(2, texts={"fi": "written", "so": "machine"}),
            listing(3, texts={"fi": "written", "so": "outdated"}),
        ],
    )

    assert sorted(ids(engine, written="so")) == [1, 3]
    assert search(engine, written="fi").facets["written"] == {"fi": 3, "so": 2}


def test_texts_in_easy_language_are_found_by_the_language_they_are_in(engine):
    fill(
        engine,
        [
            listing(1, easy_languages=("fi", "sv")),
            listing(2, easy_languages=("sv",)),
            listing(3),
        ],
    )

    assert sorted(ids(engine, easy="fi")) == [1]
    assert sorted(ids(engine, easy="fi,sv")) == [1, 2]
    assert search(engine, easy="fi").facets["easy"] == {"fi": 1, "sv": 2}


def test_a_session_past_midnight_on_its_last_day_is_still_on(engine):
    template = SessionTemplate(last_day=NOW.date() - timedelta(days=1), languages=("so",))
    fill(engine, [listing(1, templates=(template,), occurrences=(meeting(hours=-1, length=2),))])

    assert ids(engine, spoken="so", when="now") == [1]
    assert search(engine, spoken="so", now=NOW + timedelta(hours=2)).total == 0


def test_nearest_first_puts_places_that_nobody_knows_last(engine):
    def at(number, latitude):
        longitude = None if latitude is None else 25.0
        return (
            SessionTemplate(
                location_id=number, location=f"place-{number}", latitude=latitude, longitude=longitude
            ),
        )

    fill(
        engine,
        [
            listing(1, templates=at(1, None)),
            listing(2, templates=at(2, 60.3)),
            listing(3, templates=at(3, 60.21)),
        ],
    )

    hits = search(engine, near="60.2,25.0", sort="nearest").hits

    assert [(hit.service_id, hit.distance_m) for hit in hits] == [(3, 1112), (2, 11119), (1, None)]


def test_pages_have_neither_gaps_nor_doubles_and_an_end(engine):
    fill(engine, [listing(number, "kerho") for number in range(1, 46)])

    pages = [search(engine, q="kerho", page=str(page)) for page in (1, 2, 3)]

    assert [hit.service_id for page in pages for hit in page.hits] == list(range(1, 46))
    assert [(page.page, page.pages, page.is_last_page) for page in pages] == [
        (1, 3, False),
        (2, 3, False),
        (3, 3, True),
    ]
    assert search(engine, q="kerho", page="9999") == pages[-1]


def test_nothing_found_is_one_empty_page(engine):
    fill(engine, [])

    results = search(engine, q="kerho", page="3")

    assert (results.total, results.page, results.pages, results.hits) == (0, 1, 1, ())


@pytest.mark.parametrize("text", ODD)
def test_whatever_is_typed_is_answered(engine, text):
    fill(engine, [listing(1, "kerho")])

    for key in READERS:
        assert search(engine, **{key: text}).total in (0, 1)
    assert engine.suggest(text, "fi") == []


def test_most_words_are_enough_when_nothing_has_all_and_it_is_said(engine):
    fill(engine, [listing(1, "läksykerho vuosaaressa"), listing(2, "uimakoulu"), listing(3, "läksykerho")])

    results = search(engine, q="läksykerho vuosaaressa huomenna")

    assert [hit.service_id for hit in results.hits] == [1]
    assert not results.matched_all_words
    assert search(engine, q="läksykerho autokoulu taksi").total == 0


def test_a_compound_is_found_by_its_part_and_an_inflected_word_by_its_stem(engine):
    fill(engine, [listing(1, "perhekahvila"), listing(2, "kahvilassa"), listing(3, "uimakoulu")])

    assert ids(engine, q="kahvila") == [2, 1]


def test_texts_in_the_readers_language_come_first_among_equals(engine):
    somali = LabelDocument("service", "b", {"fi": "kerho", "so": "naadi"})
    fill(engine, [listing(1, "kerho"), listing(2, "kerho", label=somali)])

    assert [hit.service_id for hit in search(engine, q="kerho", language="so").hits] == [2, 1]
    assert [hit.service_id for hit in search(engine, q="kerho", language="fi").hits] == [1, 2]


def test_what_nobody_confirms_comes_last_among_equals_and_is_found_all_the_same(engine):
    faded = listing(1, "perhekahvila", is_faded=True)
    fill(engine, [faded, listing(2, "perhekahvila"), listing(3, "kerho")])

    assert ids(engine, q="perhekahvila") == [2, 1]
    assert ids(engine) == [2, 3, 1]
    assert [hit.score for hit in search(engine).hits] == [1.05, 1.05, 0.735]


def test_a_hit_says_which_of_the_ages_it_suits(engine):
    fill(engine, [listing(1, minimum_age=7, maximum_age=12), listing(2, minimum_age=13)])

    (hit,) = search(engine, age="3,9,12").hits

    assert (hit.service_id, hit.suited_ages) == (1, (9, 12))


def test_suggestions_begin_at_the_second_letter_in_the_readers_language_first(engine):
    labels = [
        LabelDocument("topic", "sleep", {"fi": "Hurja uni", "so": "Hurdo"}),
        LabelDocument("area", "hurula", {"fi": "Hurula"}),
        LabelDocument("organization", "other", {"fi": "Familia"}),
    ]
    fill(engine, [listing(1, "Hurmaava kerho")], labels=labels)

    assert engine.suggest("h", "so") == []
    assert engine.suggest("hu", "so") == [
        Suggestion("topic", "sleep", "Hurdo", "so"),
        Suggestion("area", "hurula", "Hurula", "fi"),
        Suggestion("service", "listing-1", "Hurmaava kerho", "fi"),
    ]
    assert engine.suggest("ker", "fi") == [Suggestion("service", "listing-1", "Hurmaava kerho", "fi")]


def test_one_kind_does_not_crowd_out_the_others_in_suggestions(engine):
    labels = [LabelDocument("topic", f"topic-{n}", {"fi": f"Kerhot {n}"}) for n in range(20)]
    fill(engine, [listing(1, "Kerho")], labels=labels)

    kinds = [suggestion.kind for suggestion in engine.suggest("ke", "fi")]

    assert kinds == ["topic"] * 4 + ["service"] + ["topic"] * 3


def test_many_listings_that_begin_alike_leave_room_for_a_topic(engine):
    topic = "Kerhot ja muu yhteinen toiminta"
    labels = [LabelDocument("topic", "clubs", {"fi": topic})]
    fill(engine, [listing(number, f"Kerho {number}") for number in range(1, 150)], labels=labels)

    found = engine.suggest("kerho", "fi")

    assert found[0] == Suggestion("topic", "clubs", topic, "fi")
    assert len(found) == 8
