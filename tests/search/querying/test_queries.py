"""Queries: the whole of what an engine is asked."""

from datetime import UTC, datetime, timedelta

import pytest

from search.analysis import QueryWord
from search.geography import Point
from search.querying.parameters import Parameters
from search.querying.queries import MOST_WORDS, Condition, Query, TimeCondition, Window, build

# A Friday, 12:20 in Helsinki
NOW = datetime(2026, 5, 8, 9, 20, 30, tzinfo=UTC)
NOON, MIDNIGHT = datetime(2026, 5, 8, 9, 20, tzinfo=UTC), datetime(2026, 5, 8, 21, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TIMES = (
    ("now", (Window(NOON, NOON + MINUTE),)),
    ("today", (Window(NOON, MIDNIGHT),)),
    ("tomorrow", (Window(MIDNIGHT, MIDNIGHT + DAY),)),
    ("week", (Window(NOON, MIDNIGHT + 2 * DAY),)),
    ("weekdays", (Window(NOON, MIDNIGHT), Window(MIDNIGHT + 2 * DAY, MIDNIGHT + 6 * DAY))),
    ("weekend", (Window(MIDNIGHT, MIDNIGHT + 2 * DAY),)),
)


def query(language="fi", **get) -> Query:
    return build(Parameters.read(get), now=NOW, language=language)


def test_a_search_for_nothing_finds_everything():
    assert query() == Query(now=NOW, language="fi", named_times=TIMES)


def test_conditions_of_the_listing_and_of_one_session_are_kept_apart():
    asked = query(
        theme=["health", "home"],
        free="1",
        age=["3", "9"],
        spoken="so",
        area="east",
        when="today",
        part="evening",
    )

    assert asked == Query(
        now=NOW,
        language="fi",
        service=(Condition("theme", ("health", "home")), Condition("free", ("1",))),
        session=(Condition("spoken", ("so",)), Condition("area", ("east",))),
        ages=(3, 9),
        when="today",
        time=TimeCondition(dict(TIMES)["today"], ("evening",)),
        named_times=TIMES,
    )


def test_a_day_is_a_window_from_midnight_to_midnight_in_helsinki():
    asked = query(when="2026-05-12")

    assert asked.time.windows == (Window(MIDNIGHT + 3 * DAY, MIDNIGHT + 4 * DAY),)


def test_nearest_first_needs_a_place():
    assert query(sort="nearest").sort == "best"
    assert query(sort="nearest", near="60.2,25").sort == "nearest"
    assert query(near="60.2,25").near == Point(60.2, 25.0)


STORIES = {
    "fi": (
        "Muutimme keväällä Turusta Helsinkiin, mieheni aloitti uudessa työssä varastolla ja minä jäin "
        "kotiin kahden pienen pojan kanssa, joista vanhempi täytti juuri kolme eikä tunne täältä vielä "
        "ketään, naapuritkin vaihtuvat koko ajan ja sukulaiset asuvat kaukana. Missä olisi muskari?",
        "muskari",
    ),
    "en": (
        "We moved from Mogadishu last winter, my husband drives a taxi at night, our eldest daughter started "
        "school in August, the younger boy cries every morning, the flat feels cold, neighbours complain "
        "about noise, rent keeps rising, nobody speaks our language nearby. Where can I learn sewing?",
        "sewing",
    ),
}


@pytest.mark.parametrize("language", STORIES)
def test_a_story_keeps_what_it_asks_for_in_the_end(language):
    story, asked = STORIES[language]

    words = [word.word for word in query(q=story, language=language).words]

    assert asked in words
    assert len(words) <= MOST_WORDS


def test_a_word_is_read_in_the_readers_language_and_those_of_the_country():
    (word,) = query(q="kerhot", language="so").words

    assert word == QueryWord(
        word="kerhot",
        exact=("w:kerhot", *(token for token in word.exact if token.startswith("s:"))),
        grams=("g:^ker", "g:kerh", "g:erho", "g:rhot", "g:^kerh", "g:kerho", "g:erhot"),
    )
    assert "s:kerho" in word.exact


def test_short_words_are_found_whole_or_not_at_all():
    (word,) = query(q="apua").words

    assert word.grams == ()


def test_function_words_of_any_language_that_may_have_been_typed_are_left_out():
    assert [word.word for word in query(q="help for my child", language="fi").words] == ["help", "child"]


def test_function_words_remain_when_there_is_nothing_else():
    assert [word.word for word in query(q="for", language="fi").words] == ["for"]
    assert query(q="?!", language="fi").words == ()


def test_a_long_query_is_cut():
    assert len(query(q=" ".join(f"sana{n}" for n in range(100))).words) <= 24
