"""The page of help: whom to call, and whether somebody answers."""

import datetime

import pytest

from directory.models import Helpline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def helpline(**values) -> Helpline:
    weekdays = {
        "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "opens_at": datetime.time(9),
        "closes_at": datetime.time(15),
    }
    return Helpline.objects.create(
        **{"slug": "advice", "number": "09 000 1000", "name_fi": "Neuvonta"} | weekdays | values
    )


def test_number_can_be_dialled_from_anywhere(reader):
    helpline()

    page = reader("/fi/help/")

    assert page.texts("a.tel") == ["09 000 1000"]
    assert page.all("a.tel")[0]["href"] == "tel:+35890001000"


def test_line_that_answers_now_says_so_with_its_hours(reader):
    helpline()

    assert "Open now Today at 9:00–15:00" in reader("/en/help/").text


def test_line_that_is_closed_says_when_it_opens(reader):
    helpline(opens_at=datetime.time(8), closes_at=datetime.time(12))

    page = reader("/en/help/")

    assert "Tomorrow at 8:00–12:00" in page.text
    assert page.all(".now") == []


def test_line_without_hours_is_open_day_and_night(reader):
    helpline(rrule="", opens_at=None, closes_at=None)

    assert "Open now Open day and night" in reader("/en/help/").text


def test_line_says_in_which_languages_it_is_answered_the_readers_first_and_of_an_interpreter(reader):
    helpline(languages=["fi", "ar"], has_interpretation=True)

    page = reader("/ar/help/")

    assert [tag.text for tag in page.all(".panel .mine")] == ["العربية"]
    assert "العربية، الفنلندية · يمكن طلب مترجم" in page.texts(".panel")[0]


def test_line_of_which_no_language_is_known_says_nothing_of_languages(reader):
    helpline()

    assert "Languages" not in reader("/en/help/").texts(".panel")[0]


def test_name_in_another_language_is_marked(reader):
    helpline()

    (name,) = reader("/ar/help/").all('.panel strong [lang="fi"]')

    assert (name.get_text(), name["dir"]) == ("Neuvonta", "ltr")


def test_page_without_lines_still_leads_on(reader):
    page = reader("/en/help/")

    assert page.href("Places where you can just come") == "/en/search/?entry=walk_in&sort=soonest"
