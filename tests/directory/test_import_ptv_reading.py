"""Reading single values of the national register: languages, hours, coordinates, plain text."""

from collections import Counter
from datetime import time

import pytest

from directory.imports.coordinates import degrees_from_tm35fin
from directory.imports.ptv.contacts import read_phones, read_url
from directory.imports.ptv.fields import paths_with_values
from directory.imports.ptv.hours import read_sessions, read_time
from directory.imports.ptv.hours_text import hours_in_words
from directory.imports.ptv.languages import other_language
from directory.imports.ptv.payloads import without_examples
from directory.imports.ptv.plain_text import cut, plain_text
from directory.imports.ptv.values import Remarks


@pytest.fixture
def remarks():
    return Remarks("test")


def sessions(remarks, **item):
    return [
        (session.rrule, session.opens_at.hour, session.closes_at.hour)
        for session in read_sessions([{"validForNow": True, **item}], remarks)
    ]


def opening(day_from, day_to, begins, ends):
    return [{"dayFrom": day_from, "dayTo": day_to, "from": begins, "to": ends}]


@pytest.mark.parametrize(
    ("text", "claimed", "real"),
    [
        ("Palvelu on tarkoitettu perheille, jotka ovat muuttaneet kaupunkiin.", "sv", "fi"),
        ("Tjänsten är till för familjer som har flyttat till staden.", "fi", "sv"),
        ("The service is for families who have moved to the city.", "sv", "en"),
    ],
)
def test_a_sentence_in_another_language_is_noticed(text, claimed, real):
    assert other_language(text, claimed) == real


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("Palvelu on tarkoitettu perheille, jotka ovat muuttaneet.", "fi"),
        ("Sundby skola", "fi"),
        ("Wilma", "sv"),
        ("Oodi", "en"),
        ("Tjänsten heter Perheiden olohuone och är öppen för alla.", "sv"),
        ("Qoysasku way imaan karaan oo kafee cabbi karaan.", "so"),
    ],
)
def test_names_and_the_right_language_are_believed(text, claimed):
    assert other_language(text, claimed) == ""


def test_like_days_in_a_row_share_a_rule(remarks):
    assert sessions(remarks, openingHour=opening("Monday", "Friday", "08:00", "16:00")) == [
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", 8, 16)
    ]


def test_an_opening_over_several_nights_has_no_gap(remarks):
    found = sessions(
        remarks, serviceHourType="OverMidnight", openingHour=opening("Friday", "Monday", "17:00", "08:00")
    )

    assert found == [
        ("FREQ=WEEKLY;BYDAY=FR", 17, 0),
        ("FREQ=WEEKLY;BYDAY=SA,SU", 0, 0),
        ("FREQ=WEEKLY;BYDAY=MO", 0, 8),
    ]


def test_by_reservation_means_by_appointment(remarks):
    item = {"isReservation": True, "openingHour": opening("Monday", "", "08:00", "16:00")}

    assert [session.entry for session in read_sessions([item], remarks)] == ["appointment"]


def test_hours_that_make_no_sense_are_reported_and_the_rest_stays(remarks):
    hours = [*opening("Someday", "", "08:00", "16:00"), *opening("Tuesday", "", "09:00", "12:00")]

    assert sessions(remarks, openingHour=hours) == [("FREQ=WEEKLY;BYDAY=TU", 9, 12)]
    assert "opening hours are not understood" in remarks.lines[0]


def test_closed_without_a_period_is_reported(remarks):
    assert sessions(remarks, isClosed=True, openingHour=[]) == []
    assert "special hours without a period" in remarks.lines[0]


def test_other_hours_for_a_week_replace_the_normal_ones(remarks):
    normal = {"validForNow": True, "openingHour": opening("Monday", "Friday", "08:00", "16:00")}
    week = {
        "serviceHourType": "Exceptional",
        "validFrom": "2026-07-06T00:00:00",
        "validTo": "2026-07-12T00:00:00",
        "openingHour": opening("Monday", "", "10:00", "12:00"),
    }

    usual, other = read_sessions([normal, week], remarks)

    assert [day.date.day for day in usual.dates] == [6, 7, 8, 9, 10]
    assert (other.rrule, str(other.valid_from), str(other.valid_to)) == (
        "FREQ=WEEKLY;BYDAY=MO",
        "2026-07-06",
        "2026-07-12",
    )


@pytest.mark.parametrize(
    ("text", "is_end", "read"),
    [
        ("08:30", False, time(8, 30)),
        ("08:30:00", False, time(8, 30)),
        ("24:00:00", True, time(0)),
        ("23:59", True, time(0)),
        ("23:59", False, time(23, 59)),
    ],
)
def test_a_time_is_read_in_all_its_forms(text, is_end, read):
    assert read_time(text, is_end=is_end) == read


def test_hours_are_said_in_the_words_of_each_language(remarks):
    items = [
        {"validForNow": True, "openingHour": opening("Monday", "Thursday", "08:30", "16:00")},
        {"validForNow": True, "openingHour": opening("Saturday", "", "10:00", "00:00")},
    ]

    said = hours_in_words(read_sessions(items, remarks), ["fi", "sv", "en"])

    assert said == {
        "fi": "ma–to 8.30–16, la 10–24",
        "sv": "mån–tors 8.30–16, lör 10–24",
        "en": "Mon–Thu 8:30–16:00, Sat 10:00–24",
    }


def test_around_the_clock_is_said_in_words(remarks):
    found = read_sessions([{"isAlwaysOpen": True, "validForNow": True}], remarks)

    assert hours_in_words(found, ["fi"]) == {"fi": "ympäri vuorokauden"}


def test_the_central_meridian_of_the_grid_is_at_27_degrees():
    # The length of the meridian on GRS 80 from the equator to 60° north, times the scale of the grid
    latitude, longitude = degrees_from_tm35fin(6_654_072.819 * 0.9996, 500_000)

    assert latitude == pytest.approx(60, abs=1e-7)
    assert longitude == pytest.approx(27)


def test_the_railway_station_of_helsinki_is_where_it_is():
    latitude, longitude = degrees_from_tm35fin(6_672_233, 385_944)

    assert latitude == pytest.approx(60.171, abs=0.001)
    assert longitude == pytest.approx(24.944, abs=0.001)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Alle 18 v. (<18) & muut", "Alle 18 v. (<18) & muut"),
        ("<p>Eka</p><p>Toka<br>rivi</p>", "Eka\n\nToka\nrivi"),
        ('<a href="javascript:alert(1)">Tule</a>', "Tule"),
        ('<a href="mailto:a@example.org">a@example.org</a>', "a@example.org"),
        ("<style>p {}</style>Teksti&nbsp;tässä", "Teksti tässä"),
        ("Rivi\r\n\r\n\r\n\r\ntoinen  rivi ", "Rivi\n\ntoinen rivi"),
    ],
)
def test_texts_become_plain(html, text):
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("length", "shortened"),
    [
        (40, "kolme sanaa tässä"),
        (17, "kolme sanaa tässä"),
        (16, "kolme sanaa…"),
        (12, "kolme sanaa…"),
        (4, "kol…"),
    ],
)
def test_a_text_is_cut_at_a_word(length, shortened):
    assert cut("kolme sanaa tässä", length) == shortened


def test_examples_are_taken_out_wherever_they_are():
    found = Counter()
    body = {"oid": "oid", "emails": [{"value": "value"}, {"value": "a@example.org"}], "subType": "Street"}

    assert without_examples(body, found) == {"emails": [{"value": "a@example.org"}], "subType": "Street"}
    assert found["examples"] == 2


def test_a_number_that_cannot_be_dialled_is_reported(remarks):
    phones = read_phones([{"number": "12345678901234567890"}], remarks, name={}, hours={}, languages=())

    assert phones == ()
    assert "cannot be dialled" in remarks.lines[0]


@pytest.mark.parametrize(
    ("value", "url"),
    [("www.example.org/a", "https://www.example.org/a"), ("javascript://x", ""), ("ei ole", ""), (None, "")],
)
def test_a_web_address_can_be_followed_or_is_left_out(remarks, value, url):
    assert read_url(value, remarks) == url


def test_every_field_with_a_value_is_walked():
    body = {
        "id": "1",
        "names": [{"language": "fi", "value": "a"}],
        "empty": [],
        "no": False,
        "deep": {"x": {"y": 1}},
    }

    assert set(paths_with_values(body)) == {"id", "names.value", "deep.x.y"}
