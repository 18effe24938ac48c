"""A coordinator reads how much there is, how much is read and searched for, and sends it on as a report."""

from datetime import date, time, timedelta
from io import BytesIO, StringIO

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from desk.figures.counting import count_figures
from desk.figures.demo import make_figures
from desk.figures.months import first_of, month_before
from desk.figures.periods import Period
from desk.figures.tally import Cell, Tally
from desk.models import Figure
from directory.models import Area, Assurance, Schedule
from directory.reading.vocabulary import forget
from feedback.models import Feedback
from readership.models import PageCount
from search.logbook.days import counted_as
from search.models import SearchMonth
from tests.cast import place
from tests.factories import (
    OrganizationFactory,
    ServiceAtLocationFactory,
    ServiceAttributeFactory,
    ServiceFactory,
    TaxonomyTermFactory,
)

pytestmark = pytest.mark.django_db

FIGURES = "/admin/desk/figures/"


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def city(today):
    """Two public listings of a partner in one district: Somali and Finnish once a week, Arabic never."""
    theme = TaxonomyTermFactory(code="school", name_fi="Koulu", name_en="School")
    topic = TaxonomyTermFactory(code="homework", parent=theme)
    north = Area.objects.create(slug="north", kind="district", name_fi="Pohjoinen")
    house = place("malmi")
    Area.objects.filter(slug="malmi").update(parent=north)
    partner = OrganizationFactory(name_fi="=Naapurit")
    weekly, other = (
        ServiceFactory(organization=partner, languages=codes, maximum_age=6)
        for codes in (["so", "fi"], ["ar"])
    )
    ServiceAttributeFactory(service=weekly, term=topic)
    ServiceAtLocationFactory(service=weekly, location=house)
    Schedule.objects.create(
        service=weekly, rrule="FREQ=WEEKLY", dtstart=today + timedelta(days=1), location=house,
        opens_at=time(9), closes_at=time(10), skips_holidays=False,
    )  # fmt: skip
    forget()
    return {"weekly": weekly, "other": other, "partner": partner}


def searched(month: date, number: int, **values) -> None:
    what = {"language_code": "so", "area": "malmi", "topic": "homework", "few": number, "gave_up": 0} | values
    SearchMonth.objects.create(
        month=month, searches=number, shown_searches=counted_as(number), shown_few=counted_as(what["few"]),
        shown_gave_up=counted_as(what["gave_up"]), **what,
    )  # fmt: skip


def read(service, month: date, number: int, language: str = "so") -> None:
    PageCount.objects.create(service=service, month=month, language_code=language, number=number)


def table(page, place: int = 0) -> dict[str, list[str]]:
    rows = (
        BeautifulSoup(page.content, "html.parser")
        .select(".figure__table")[place]
        .select("tbody tr, tfoot tr")
    )
    return {row.th.text: [cell.text for cell in row.select("td")] for row in rows}


def test_row_is_counted_once_in_each_of_its_values_and_once_in_all():
    tally = Tally()

    tally.add(languages=("so", "fi"), areas=("north",))
    tally.add(2, languages=("so",))

    found = dict(tally.cells())
    assert found[Cell()] == 3
    assert found[Cell("so")] == 3
    assert found[Cell("fi")] == found[Cell(area="north")] == found[Cell("so", "north")] == 1


def test_sessions_on_offer_stand_beside_what_is_searched_for(desk, city, today):
    searched(first_of(today), 30)
    searched(first_of(today), 10, language_code="ar", area="", topic="")
    count_figures(today)

    found = table(desk.get(f"{FIGURES}sessions/"))
    in_the_north = table(desk.get(f"{FIGURES}sessions/?area=north"))

    assert found["Somali"] == ["4", "100 %", "30", "75 %"]
    assert found["Arabic"] == ["0", "0 %", "10", "25 %"]
    assert found["In all"] == ["4", "100 %", "40", "100 %"]
    assert in_the_north["Somali"] == ["4", "100 %", "30", "100 %"]
    assert "Arabic" not in in_the_north


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("language", {"Somali": "1", "Finnish": "1", "Arabic": "1"}),
        ("area", {"Pohjoinen": "1"}),
        ("theme", {"School": "1"}),
        ("age", {"Up to 2 years": "2", "7\u2060–\u206012 years": "0"}),
    ],
)
def test_listings_are_counted_by_what_is_asked(desk, city, today, by, expected):
    count_figures(today)

    found = table(desk.get(f"{FIGURES}listings/?by={by}"))

    assert {name: found[name][0] for name in expected} == expected
    assert found["In all"][0] == "2"


def test_small_numbers_of_readers_are_hidden_and_count_as_one(desk, city, today):
    month = first_of(today)
    read(city["weekly"], month, 40)
    read(city["weekly"], month, 4, "fi")
    read(city["other"], month, 3, "fi")
    count_figures(today)

    found = table(desk.get(f"{FIGURES}reach/"))
    by_partner = table(desk.get(f"{FIGURES}reach/?by=partner"))

    assert found["Somali"][0] == "40"
    assert found["Finnish"][0] == "< 5"
    assert found["In all"][0] == by_partner["=Naapurit"][0] == "42"


def test_figure_is_narrowed_down_and_goes_month_by_month(desk, city, today):
    month = first_of(today)
    searched(month, 30)
    searched(month, 20, language_code="ar")
    searched(month_before(month), 8)
    count_figures(today)

    page = desk.get(f"{FIGURES}searches/?by=theme&language=so")

    assert table(page)["School"][0] == "38"
    assert [row[0] for row in table(page, 1).values()] == ["8", "30"]
    assert len(BeautifulSoup(page.content, "html.parser").select("svg.plot")) == 2


def test_period_stands_beside_the_one_before(desk, city, today):
    searched(date(2025, 12, 1), 7)
    searched(date(2025, 9, 1), 5)
    count_figures(today, is_anew=True)

    found = table(desk.get(f"{FIGURES}searches/?period=2025-Q4&by=language"))

    assert found["Somali"] == ["7", "7", "0", "5"]


def test_figures_are_counted_once_a_day_and_their_past_stays(city, today):
    earlier = month_before(first_of(today), 2)
    Figure.objects.create(what="listings", month=earlier, number=1, counted_on=earlier)

    first, second = StringIO(), StringIO()
    call_command("run_daily", stdout=first)
    call_command("run_daily", stdout=second)

    assert "figures: count the figures of" in first.getvalue()
    assert "figures: nothing to do" in second.getvalue()
    whole = Figure.objects.filter(what="listings", divided_by="")
    assert list(whole.order_by("month").values_list("number", flat=True)) == [1, 2]


def test_feedback_answers_and_partners_are_counted_by_kind(desk, city, today):
    for _each in range(6):
        Feedback.objects.create(service=city["weekly"], kind="times", language_code="fi")
    Feedback.objects.create(kind="missing", language_code="so")
    confirmed = today - timedelta(days=190)
    Assurance.objects.create(service=city["other"], assured_date=confirmed, paused_days=5)
    count_figures(today)

    found = table(desk.get(f"{FIGURES}feedback/"))

    assert [row[0] for row in found.values()] == ["6", "< 5", "7"]
    assert table(desk.get(f"{FIGURES}partners/"))["In all"][0] == "1"
    fresh = table(desk.get(f"{FIGURES}freshness/"))
    labelled = "Readers are told that nobody has confirmed them"
    assert [fresh[name][0] for name in ("Confirmed lately", labelled, "Never confirmed")] == ["0", "1", "1"]


def test_files_say_what_the_table_says_and_nothing_is_worked_out_in_them(desk, city, today):
    read(city["weekly"], first_of(today), 40)
    read(city["other"], first_of(today), 3)
    count_figures(today)

    lines = desk.get(f"{FIGURES}reach.csv?by=partner").content.decode("utf-8-sig").splitlines()
    answer = desk.get(f"{FIGURES}reach.xlsx?by=language")

    sheet = load_workbook(BytesIO(answer.content)).active
    assert lines[1].startswith("'=Naapurit,41,")
    assert [cell.value for cell in sheet[2]] == ["Somali", 41, "< 5"] or sheet["B2"].value == 41
    assert "no-store" in answer["Cache-Control"]


def test_thousands_are_parted_as_the_language_does_and_not_in_files(desk, city, today):
    read(city["weekly"], first_of(today), 12_340)
    count_figures(today)

    page = desk.get(f"{FIGURES}reach/?by=partner").content.decode()
    lines = desk.get(f"{FIGURES}reach.csv?by=partner").content.decode("utf-8-sig").splitlines()

    assert "<td>12,340</td>" in page
    assert lines[1].startswith("'=Naapurit,12340,")


def test_report_has_every_figure_on_paper_and_as_files(desk, city, today):
    searched(first_of(today), 30)
    count_figures(today)

    page = BeautifulSoup(desk.get(f"{FIGURES}report/").content, "html.parser")
    lines = desk.get(f"{FIGURES}report.csv").content.decode("utf-8-sig").splitlines()

    headings = [heading.text for heading in page.select("h2")]
    ids = [element["id"] for element in page.select("[id]")]
    assert len(headings) == 17
    assert headings[0] == "What is searched for: Theme"
    assert len(ids) == len(set(ids))
    assert not page.select("script, [style]")
    assert "What is searched for,Theme,School,Searches,30" in lines
    assert load_workbook(BytesIO(desk.get(f"{FIGURES}report.xlsx").content)).active["E2"].value == 30


def test_nothing_counted_is_said(desk):
    for address in (f"{FIGURES}searches/", f"{FIGURES}report/"):
        assert "Nothing is counted for this yet" in desk.get(address).text
    assert desk.get(FIGURES).status_code == 200
    assert desk.get(f"{FIGURES}searches.csv").status_code == 200


@pytest.mark.parametrize(
    "query", ["by=x&period=x", "period=2026-Q9&area=%00", "period=9999", "theme=%F0%9F&by="]
)
def test_address_that_asks_for_nonsense_shows_what_is_there(desk, query):
    for address in ("", "searches/", "report/", "searches.csv", "report.xlsx"):
        assert desk.get(f"{FIGURES}{address}?{query}").status_code == 200
    assert desk.get(f"{FIGURES}nothing/").status_code == 404


def test_pages_ask_the_database_as_often_however_much_there_is(desk, city, today):
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert desk.get(address).status_code == 200
        return len(found)

    addresses = [
        FIGURES,
        f"{FIGURES}searches/?language=so",
        f"{FIGURES}reach/?by=partner",
        f"{FIGURES}report/",
    ]
    count_figures(today)
    before = [queries(address) for address in addresses * 2][-len(addresses) :]
    for number in range(20):
        service = ServiceFactory(languages=["so", "ar", "ru"])
        read(service, first_of(today), 10 + number)
        searched(
            month_before(first_of(today), number % 5), 10 + number, language_code="ru", topic=f"t{number}"
        )
    count_figures(today, is_anew=True)

    assert [queries(address) for address in addresses] == [pytest.approx(number, abs=1) for number in before]
    assert max(before) <= 20


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026", (2026, 1), (2026, 12)),
        ("2026-Q1", (2026, 1), (2026, 3)),
        ("2025-Q4", (2025, 10), (2025, 12)),
        ("", (2025, 4), (2026, 3)),
        ("2026-Q2", (2025, 4), (2026, 3)),
        ("1066", (2025, 4), (2026, 3)),
    ],
)
def test_periods_are_read_and_those_to_come_are_none(code, first, last):
    period = Period.read(code, date(2026, 3, 11))

    assert (period.first, period.last) == (date(*first, 1), date(*last, 1))
    assert len(period.months) == len(period.before.months)
    assert month_before(period.first) == period.before.last


def test_command_writes_the_report_of_a_period(city, today, tmp_path):
    count_figures(today)
    files = [tmp_path / f"report.{ending}" for ending in ("html", "csv", "xlsx")]

    for file in files:
        call_command("report", period=str(today.year), language="ar", file=file)
    output = StringIO()
    call_command("report", figure="sessions", language="en", stdout=output)

    page = BeautifulSoup(files[0].read_text("utf-8"), "html.parser")
    assert page.html["dir"] == "rtl"
    assert page.style
    assert not page.select("link, script, img")
    assert load_workbook(files[2]).active.sheet_view.rightToLeft
    assert output.getvalue().splitlines()[0] == "Language,Sessions in four weeks,Share,Searches,Share"


def test_command_mails_the_report(city, today, mailoutbox):
    count_figures(today)

    call_command("report", period=str(today.year), language="fi", mail=["board@example.org"])

    (mail,) = mailoutbox
    names = [name for name, _content, _type in mail.attachments]
    assert mail.to == ["board@example.org"]
    assert str(today.year) in mail.subject
    assert names == [f"report-{today.year}.html", f"report-{today.year}.xlsx"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"period": "2026-Q7"}, "no year and no quarter"),
        ({"figure": "partners", "by": "area"}, "partner_kind"),
        ({"file": "x.pdf"}, ".xlsx"),
    ],
)
def test_command_says_what_it_cannot_do(options, said, tmp_path):
    if "file" in options:
        options = {"file": tmp_path / options["file"]}
    with pytest.raises(CommandError, match=said):
        call_command("report", **options)


def test_demo_has_two_years_of_figures(city, today):
    make_figures(today)

    whole = Figure.objects.filter(divided_by="")
    assert whole.filter(what="shown").count() == whole.filter(what="listings").count() == 24
    with pytest.raises(CommandError, match="already"):
        call_command("demo_figures")


def test_plot_of_two_series_fits_on_a_sheet_of_paper(desk, today):
    for number in range(15):
        searched(first_of(today), 30 - number, language_code=settings.MODELTRANSLATION_LANGUAGES[number])
    count_figures(today)

    page = BeautifulSoup(desk.get(f"{FIGURES}sessions/").content, "html.parser")

    names = page.select_one(".figure__plot").select(".plot__name")
    assert (len(names), len(page.select_one(".figure__table tbody").select("tr"))) == (10, 15)
