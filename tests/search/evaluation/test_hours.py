"""Hours of a judgement set's listing: all days of a range, several days, a date; what is none is refused."""

import datetime
import json
from pathlib import Path

import pytest

from search.evaluation.hours import Hours, read_hours

SETS = sorted((Path(__file__).resolve().parents[3] / "evaluation").glob("*/listings.jsonl"))


def hours(rrule: str, opens: tuple[int, int], closes: tuple[int, int]) -> Hours:
    return Hours(rrule, datetime.time(*opens), datetime.time(*closes))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Tue 9-12", "TU"),
        ("Mon-Fri 9-12", "MO,TU,WE,TH,FR"),
        ("Mon – Wed 9–12", "MO,TU,WE"),
        ("Fri-Mon 9-12", "FR,SA,SU,MO"),
        ("Mon, Wed 9-12", "MO,WE"),
        ("Mon/Wed and Fri 9-12", "MO,WE,FR"),
        ("Mon-Wed, Tue, Sat 9-12", "MO,TU,WE,SA"),
        ("Thursday 9 - 12", "TH"),
    ],
)
def test_all_days_that_are_named_are_read(text, days):
    assert read_hours(text) == hours(f"FREQ=WEEKLY;BYDAY={days}", (9, 0), (12, 0))


@pytest.mark.parametrize("text", ["Tue 17:30-19:05", "Tue 17.30–19.05"])
def test_minutes_stand_behind_a_colon_or_a_dot(text):
    assert read_hours(text) == hours("FREQ=WEEKLY;BYDAY=TU", (17, 30), (19, 5))


def test_a_date_comes_once_a_year():
    assert read_hours("24.12. 12-24") == hours("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", (12, 0), (0, 0))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tue",
        "9-12",
        "Xyz 9-12",
        "Tue 9",
        "Tue 25-26",
        "Tue 9:60-12",
        "31.2. 9-12",
        "Tue 9-12 or so",
        "Moo 9-12",
    ],
)
def test_what_is_not_understood_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the text is all that there is to say
        read_hours(text)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.parent.name)
def test_hours_of_every_set_are_read(path):
    with path.open(encoding="utf-8") as lines:
        texts = {text for line in lines for text in json.loads(line).get("times") or ()}

    assert all(read_hours(text) for text in texts)
