"""A coordinator takes in how many people of an area have which mother tongue, and sees what is on offer."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from audit.models import Entry
from desk.figures.months import first_of
from desk.models import Figure, Residents
from desk.residents.demo import make_residents
from directory.models import Area
from directory.reading.vocabulary import forget

pytestmark = pytest.mark.django_db

RESIDENTS = "/admin/desk/figures/residents/"
SHEET = "/admin/desk/figures/residents.xlsx"
YEAR = timezone.localdate().year - 1
HEADING = "area,language,residents,year"


@pytest.fixture(autouse=True)
def areas():
    """Two districts, and two neighbourhoods in the first."""
    north, _south = (
        Area.objects.create(slug=slug, kind="district", name_fi=name)
        for slug, name in (("north", "Pohjoinen"), ("south", "Eteläinen"))
    )
    for slug, name in (("malmi", "Malmi"), ("pukinmaki", "Pukinmäki")):
        Area.objects.create(slug=slug, kind="neighbourhood", name_fi=name, parent=north)
    forget()
    yield
    forget()


def offered(language: str, number: int, area: str = "north") -> None:
    month = first_of(timezone.localdate())
    shared = {"what": "sessions", "month": month, "counted_on": month, "number": number}
    Figure.objects.create(divided_by="la", language_code=language, area=area, **shared)
    Figure.objects.get_or_create(
        what="listings", month=month, divided_by="", defaults={"counted_on": month, "number": 1}
    )


def known(language: str, number: int, area: str = "north", year: int = YEAR, **more) -> None:
    Residents.objects.create(area=area, language_code=language, number=number, year=year, **more)


def send(desk, content: str | bytes, name: str = "residents.csv"):
    data = content.encode() if isinstance(content, str) else content
    return desk.post(RESIDENTS, {"file": SimpleUploadedFile(name, data)})


def lines(*rows: str) -> str:
    return "\n".join((HEADING, *rows))


def kept() -> set[tuple]:
    return set(Residents.objects.values_list("area", "language_code", "number", "year"))


def errors(answer) -> list[str]:
    return [each.text for each in BeautifulSoup(answer.content, "html.parser").select(".error-message")]


def table(answer) -> list[list[str]]:
    rows = BeautifulSoup(answer.content, "html.parser").select(".figure--pairs tbody tr")
    return [[cell.text for cell in row.select("th, td")] for row in rows]


def test_sessions_stand_beside_residents_where_least_is_offered_to_most_people_first(desk):
    offered("so", 4)
    offered("ar", 9)
    offered("ru", 6)
    known("so", 2_000)
    known("ar", 1_000)
    known("et", 500)
    known("vi", 600)

    found = table(desk.get(RESIDENTS))

    assert found == [
        ["Pohjoinen", "Vietnamese", "0", "600", "0.0", str(YEAR)],
        ["Pohjoinen", "Estonian", "0", "500", "0.0", str(YEAR)],
        ["Pohjoinen", "Somali", "4", "2,000", "2.0", str(YEAR)],
        ["Pohjoinen", "Arabic", "9", "1,000", "9.0", str(YEAR)],
        ["Pohjoinen", "Russian", "6", "no figure", "–", "–"],
    ]


def test_few_residents_are_hidden_and_no_rate_tells_them(desk):
    offered("so", 6)
    send(desk, lines(f"north,so,3,{YEAR}"))

    page, report = desk.get(RESIDENTS), desk.get("/admin/desk/figures/report/")
    sheet = load_workbook(BytesIO(desk.get(SHEET).content)).active

    assert kept() == {("north", "so", 1, YEAR)}
    assert table(page) == table(report) == [["Pohjoinen", "Somali", "6", "< 5", "–", str(YEAR)]]
    assert [cell.value for cell in sheet[2]] == ["Pohjoinen", "Somali", 6, "< 5", None, YEAR]


def test_newest_figures_up_to_the_end_of_the_period_are_shown(desk):
    for year in (YEAR - 1, YEAR):
        known("so", year, year=year)
    known("so", 700, area="south", year=YEAR - 1)

    now, before = desk.get(RESIDENTS), desk.get(f"{RESIDENTS}?period={YEAR - 1}")

    assert sorted((row[0], row[5]) for row in table(now)) == [
        ("Eteläinen", str(YEAR - 1)),
        ("Pohjoinen", str(YEAR)),
    ]
    assert {row[5] for row in table(before)} == {str(YEAR - 1)}


def test_table_is_narrowed_down_and_so_is_its_file(desk):
    known("so", 10)
    known("ar", 10)
    known("so", 10, area="south")

    found = [table(desk.get(f"{RESIDENTS}?{asked}")) for asked in ("area=south", "language=ar")]
    sheet = load_workbook(BytesIO(desk.get(f"{SHEET}?area=south").content)).active

    assert [row[:2] for rows in found for row in rows] == [["Eteläinen", "Somali"], ["Pohjoinen", "Arabic"]]
    assert sheet.max_row == 2


def test_plot_shows_people_and_sessions_for_them_in_the_order_of_the_table(desk):
    for language, number, sessions in (("so", 2_000, 4), ("ar", 1_000, 9), ("fa", 3, 2)):
        known(language, number)
        offered(language, sessions)
    offered("ru", 6)

    page = BeautifulSoup(desk.get(RESIDENTS).content, "html.parser")

    plot = page.select_one("svg.plot")
    bars = [[float(bar["width"]) for bar in series.select("rect")] for series in plot.select(".plot__series")]
    assert [name.text for name in plot.select(".plot__name")] == ["Pohjoinen · Somali", "Pohjoinen · Arabic"]
    assert bars == [[1_000, 500], [pytest.approx(222.2), 1_000]]
    assert [number.text for number in plot.select(".plot__number")] == ["2,000", "2.0", "1,000", "9.0"]
    assert "to the most people here: Pohjoinen · Somali." in plot.desc.text


def test_without_residents_there_is_no_plot(desk):
    offered("so", 4)

    assert '<svg class="plot' not in desk.get(RESIDENTS).text


def test_report_has_the_table_in_its_page_and_files(desk):
    offered("so", 4)
    known("so", 2_000)

    page = desk.get("/admin/desk/figures/report/")
    text = desk.get("/admin/desk/figures/report.csv").content.decode("utf-8-sig")

    what = "Sessions on offer beside residents by mother tongue,Area · Language,Pohjoinen · Somali"
    assert table(page) == [["Pohjoinen", "Somali", "4", "2,000", "2.0", str(YEAR)]]
    assert f"{what},Residents,2000" in text
    assert f'{what},"Sessions for 1,000 residents",2.0' in text


def test_file_with_names_of_statistics_is_taken_in_and_neighbourhoods_count_in_their_district(desk):
    file = f"Alue;Äidinkieli;Vuosi;Väestö\nMalmi;somali;{YEAR};1 200\nPUKINMÄKI;Somali;{YEAR};<5\n"
    file += f"Pohjoinen;kiina;{YEAR};-\nEteläinen;englanti;{YEAR};..\nEteläinen;finska;{YEAR};41\n"

    answer = send(desk, file.encode("cp1252"))

    assert answer.status_code == 302
    assert kept() == {
        ("north", "so", 1_201, YEAR),
        ("north", "zh-hans", 0, YEAR),
        ("south", "fi", 41, YEAR),
    }


def test_spreadsheet_is_taken_in(desk):
    book, file = Workbook(), BytesIO()
    for row in (["year", "area", "language", "residents"], [YEAR, "north", "so", 12.0], [None] * 4):
        book.active.append(row)
    book.save(file)

    answer = send(desk, file.getvalue(), "residents.xlsx")

    assert answer.status_code == 302
    assert kept() == {("north", "so", 12, YEAR)}


def test_file_takes_the_place_of_its_areas_and_years_alone(desk):
    known("ar", 50, is_invented=True)
    known("ar", 60, area="south")
    known("ar", 70, year=YEAR - 1)

    send(desk, lines(f"north,so,80,{YEAR}"))

    assert kept() == {
        ("north", "so", 80, YEAR),
        ("south", "ar", 60, YEAR),
        ("north", "ar", 70, YEAR - 1),
    }
    assert not Residents.objects.filter(is_invented=True)


def test_each_wrong_line_is_named_and_nothing_of_the_file_is_kept(desk):
    known("ar", 50)

    answer = send(
        desk,
        lines(
            f"north,so,80,{YEAR}",
            f"Atlantis,so,80,{YEAR}",
            f"north,<script>alert(1)</script>,80,{YEAR}",
            "",
            f"north,ru,-3,{YEAR}",
            f"north,ru,80,{YEAR + 2}",
            f"Pohjoinen,Somali,81,{YEAR}",
            f"Malmi,so,9,{YEAR}",
        ),
    )

    assert errors(answer) == [
        "Nothing of the file was taken in.",
        "Line 3: “Atlantis” is no area that is known here.",
        "Line 4: “<script>alert(1)</script>” is no language that is known here.",
        "Line 6: “-3” is no number of residents.",
        f"Line 7: “{YEAR + 2}” is no year for which there can be figures.",
        "Line 8: These residents are counted in line 2 already.",
        "Line 9: These residents are counted in line 2 already.",
    ]
    assert kept() == {("north", "ar", 50, YEAR)}
    assert not Entry.objects.filter(act="changed")


def test_district_after_its_neighbourhood_is_counted_twice(desk):
    answer = send(desk, lines(f"Malmi,so,9,{YEAR}", f"north,so,90,{YEAR}"))

    assert errors(answer)[1:] == ["Line 3: These residents are counted in line 2 already."]
    assert kept() == set()


def test_of_many_wrong_lines_the_first_are_named(desk):
    answer = send(desk, lines(*(f"x,so,1,{YEAR}" for _each in range(500))))

    assert len(errors(answer)) == 32
    assert errors(answer)[-1] == "…"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x00\x01", "no CSV file"),
        (b"\xff\xfe" + lines().encode("utf-16-le"), "no CSV file"),
        (b"PK\x03\x04 and nothing of it", "no CSV file"),
        (b"x" * 2_000_001, "too large"),
        (("x\n" * 20_001).encode(), "too large"),
        (b'"' + b"x" * 200_000, "no CSV file"),
        (b"area,language,year\nnorth,so,2020", "names no column “residents”"),
        (HEADING.encode(), "There is no number of residents"),
        (b"\n\n", "There is no number of residents"),
        (lines(f"north,so,..,{YEAR}").encode(), "There is no number of residents"),
        (lines(f"north,so,{'9' * 400},{YEAR}").encode(), "is no number of residents"),
        (lines("north").encode(), "is no language that is known here"),
    ],
)
def test_file_that_cannot_be_used_is_refused_in_words(desk, content, said):
    answer = send(desk, content)

    assert answer.status_code == 200
    assert said in " ".join(errors(answer))
    assert kept() == set()


def test_document_of_another_program_is_refused_in_words(desk):
    packed = BytesIO()
    with ZipFile(packed, "w") as document:
        document.writestr("[Content_Types].xml", "<Types/>")
        document.writestr("word/document.xml", "<document/>")

    answer = send(desk, packed.getvalue())

    assert answer.status_code == 200
    assert "no CSV file" in " ".join(errors(answer))


def test_missing_column_has_the_name_that_stands_beside_the_form(desk):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "fi"

    answer = send(desk, f"alue;äidinkieli;vuosi\nnorth;somali;{YEAR}")

    assert errors(answer)[1:] == ["Ensimmäisellä rivillä ei ole saraketta ”asukkaita”."]
    assert "alue, kieli, asukkaita ja vuosi" in answer.text


def test_taking_in_stands_in_the_log(desk, coordinator):
    send(desk, lines(f"north,so,80,{YEAR}"))

    entry = Entry.objects.get(act="changed")
    assert (entry.person, entry.extra["screen"]) == (str(coordinator.pk), "desk_residents")


def test_without_figures_the_page_says_what_to_do(desk):
    empty = desk.get(RESIDENTS).text
    offered("so", 4)

    assert "Nothing is counted for this yet" in empty
    assert "once a coordinator takes in a file of it" in desk.get(RESIDENTS).text


def test_queries_do_not_grow_with_the_figures(desk):
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert desk.get(address).status_code == 200
        return len(found)

    known("so", 10)
    addresses = (RESIDENTS, SHEET, "/admin/desk/figures/report/")
    before = [queries(address) for address in addresses * 2][-3:]
    for number, language in enumerate(("ar", "ru", "et", "fa", "tr")):
        known(language, 10 + number)
        known(language, 10 + number, area="south")
        offered(language, number + 1)

    after = [queries(address) for address in addresses]
    assert after == [pytest.approx(number, abs=1) for number in before]
    assert max(after) <= 20


def test_demo_has_residents_of_districts_in_use_and_says_that_they_are_invented(desk):
    month = first_of(timezone.localdate())
    Figure.objects.create(
        what="sessions", month=month, counted_on=month, number=4, divided_by="a", area="north"
    )
    make_residents(timezone.localdate())

    page = desk.get(RESIDENTS)

    assert {row[0] for row in table(page)} == {"Pohjoinen"}
    assert len(table(page)) == 15
    assert "the numbers are invented" in page.text
    Residents.objects.update(is_invented=False)
    assert "the numbers are invented" not in desk.get(RESIDENTS).text
