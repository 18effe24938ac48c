"""Times, ages, distances and languages as the reader's language says them."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import translation

from config.languages import BY_CODE, LANGUAGES
from directory.dates.times import HELSINKI
from directory.reading import wording

TODAY = date(2026, 3, 11)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 11, hour, minute, tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("language", "full_hour", "with_minutes"),
    [
        ("fi", "17", "9.05"),
        ("sv", "17", "9.05"),
        ("et", "17", "9.05"),
        ("en", "17:00", "9:05"),
        ("ar", "17:00", "9:05"),
    ],
)
def test_clock_time_follows_the_language(language, full_hour, with_minutes):
    with translation.override(language):
        assert wording.clock_time(time(17)) == full_hour
        assert wording.clock_time(time(9, 5)) == with_minutes


def test_time_is_the_citys_whatever_the_zone_of_the_moment():
    with translation.override("en"):
        assert wording.clock_time(datetime.fromisoformat("2026-03-11T12:00+00:00")) == "14:00"
        assert wording.clock_time(datetime.fromisoformat("2026-07-11T12:00+00:00")) == "15:00"


@pytest.mark.parametrize(
    ("day", "words"), [(11, "Today"), (12, "Tomorrow"), (13, "On Friday 13 Mar"), (10, "On Tuesday 10 Mar")]
)
def test_near_days_have_names_and_others_a_date(day, words):
    with translation.override("en"):
        assert wording.day_in_words(date(2026, 3, day), TODAY) == words


@pytest.mark.parametrize(
    ("language", "day", "short", "full"),
    [
        ("so", date(2026, 12, 1), "1 Dis", "1 Diseembar 2026"),
        ("fr", date(2026, 12, 1), "1er déc.", "1er décembre 2026"),
        ("fr", date(2026, 12, 21), "21 déc.", "21 décembre 2026"),
        ("fi", date(2026, 12, 1), "1.12.", "1. joulukuuta 2026"),
    ],
)
def test_date_is_written_as_the_languages_speakers_do(language, day, short, full):
    with translation.override(language):
        assert (wording.short_date(day), wording.full_date(day)) == (short, full)


@pytest.mark.parametrize(("language", "words"), [("fi", "A: B"), ("zh-hans", "A：B"), ("fr", "A\u00a0: B")])
def test_colon_is_that_of_the_language(language, words):
    with translation.override(language):
        assert f"A{wording.colon()}B" == words


def test_session_in_words_names_day_and_hours():
    with translation.override("en"):
        assert wording.session_in_words(at(14), at(16, 30), at(13)) == "Today at 14:00–16:30"
        assert wording.session_in_words(at(0), at(23, 59), at(13)) == "Today, day and night"


def test_names_from_cldr_are_in_letters_of_sorani():
    with translation.override("ckb"):
        names = [wording.weekday_name(day) for day in range(7)] + [
            wording.language_name(c) for c in ("uk", "et")
        ]

    assert not set("كھ") & set("".join(names))


@pytest.mark.parametrize(
    ("youngest", "oldest", "words"),
    [
        (None, None, ""),
        (0, None, ""),
        (0, 120, ""),
        (0, 6, "Up to 6 years"),
        (None, 6, "Up to 6 years"),
        (18, None, "From 18 years"),
        (18, 99, "From 18 years"),
        (3, 6, "3\u2060–\u20606 years"),
    ],
)
def test_ages_in_words(youngest, oldest, words):
    with translation.override("en"):
        assert wording.ages(youngest, oldest) == words


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (0, "50 m"),
        (374, "350 m"),
        (949, "950 m"),
        (950, "0.9 km"),
        (1_840, "1.8 km"),
        (9_960, "10 km"),
        (25_300, "25 km"),
    ],
)
def test_distance_is_rounded_as_one_would_say_it(metres, words):
    with translation.override("en"):
        assert wording.distance(metres) == words


def test_decimal_mark_is_the_languages_own():
    with translation.override("fi"):
        assert wording.distance(1_840) == "1,8 km"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_dates_and_numbers_have_european_digits_in_every_language(language):
    with translation.override(language.code):
        texts = [
            wording.short_date(TODAY),
            wording.full_date(TODAY),
            wording.session_in_words(at(14), at(16), at(13)),
            wording.distance(1_840),
            wording.ages(3, 6),
            wording.months_ago(date(2025, 8, 1), TODAY),
        ]

    foreign = [c for text in texts for c in text if c.isdigit() and not c.isascii()]
    assert foreign == []
    assert all(any(c.isdigit() for c in text) for text in texts)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_language_of_the_site_has_a_name_and_seven_weekdays(language):
    with translation.override(language.code):
        names = [wording.language_name(each.code) for each in LANGUAGES]
        weekdays = [wording.weekday_name(n) for n in range(7)]

    assert not {each.code for each in LANGUAGES} & set(names)
    assert (len(set(names)), len(set(weekdays))) == (len(LANGUAGES), 7)


@pytest.mark.parametrize(("code", "name"), [("kmr", "Kurmancî"), ("qqq", "qqq"), ("zh-hans", "Chinese")])
def test_language_that_cldr_does_not_know_keeps_a_name(code, name):
    with translation.override("en"):
        assert wording.language_name(code) == name


@pytest.mark.parametrize(("day", "words"), [(1, "1 month"), (9, "1 month"), (200, "6 months")])
def test_months_since_are_never_none(day, words):
    with translation.override("en"):
        assert wording.months_ago(date.fromordinal(TODAY.toordinal() - day), TODAY) == words


def test_no_date_is_finnish_or_english_by_accident():
    borrowed = {
        code: _dates(code) & (_dates("fi") | _dates("en")) for code in BY_CODE if code not in ("fi", "en")
    }

    # March and May are short in Turkish as in English
    assert {code: dates for code, dates in borrowed.items() if dates} == {
        "tr": {"9\u2009–\u200912 Mar", "9\u2009–\u200912 May"}
    }


def _dates(code: str) -> set[str]:
    """Every month and weekday as pages write them in a language."""
    days = [date(2026, month, 9) for month in range(1, 13)]
    with translation.override(code):
        return {
            *map(wording.full_date, days),
            *(wording.date_range(day, day + timedelta(days=3)) for day in days),
            *map(wording.weekday_name, range(7)),
            *map(wording.on_weekday, range(7)),
        }


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "12\xa0345"), ("en", "12,345"), ("tr", "12.345"), ("fr", "12\u202f345"), ("ar", "12,345")],
)
def test_thousands_follow_the_language(language, words):
    with translation.override(language):
        assert wording.grouped(12_345) == words
